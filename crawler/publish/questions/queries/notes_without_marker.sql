-- title: Which footnotes are never referenced?
-- topic: Footnotes
-- description: Footnotes without a marker in the text, newest article first.
SELECT
  articles.title AS title,
  articles.published AS published,
  footnotes.marker AS marker,
  footnotes.text AS note,
  footnotes.article AS article,
  footnotes.position AS footnote
FROM footnotes
JOIN articles ON articles.id = footnotes.article
WHERE footnotes.status = 'unreferenced'
ORDER BY articles.published DESC, footnotes.article, footnotes.position
