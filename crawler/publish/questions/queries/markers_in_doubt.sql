-- title: Which markers have no certain footnote?
-- topic: Footnotes
-- description: Footnote markers without a footnote, or with another possible footnote than the one shown.
SELECT
  title,
  marker,
  status,
  context AS sentence,
  note,
  article,
  'footnote_references/' || article || ',' || position AS "row"
FROM unresolved_references
