-- title: Which markers could not be tied to one footnote?
-- topic: Footnotes
-- description: Markers in the text that lead to no footnote, or that could mean another one than the one shown.
SELECT
  title,
  marker,
  status,
  context AS sentence,
  note,
  article,
  'footnote_references/' || article || ',' || position AS "row"
FROM unresolved_references
