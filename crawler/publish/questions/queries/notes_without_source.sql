-- title: Which footnotes name no source?
-- topic: Footnotes
-- description: Footnotes without any address: explanations, and books or articles that only a name leads to.
SELECT
  title,
  text AS note,
  key,
  kind,
  article,
  position AS footnote
FROM footnotes_without_source
