-- title: Which footnotes name no source?
-- topic: Footnotes
-- description: Footnotes without an address: explanations, and books or articles given by name only.
SELECT
  title,
  text AS note,
  key,
  kind,
  article,
  position AS footnote
FROM footnotes_without_source
