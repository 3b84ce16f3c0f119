-- title: Which sentence does each footnote belong to?
-- topic: Footnotes
-- description: Footnotes with the title of their article and the sentence that contains their marker, newest article first.
-- parameter title: part of the article's title. If empty: all articles.
SELECT
  articles.title AS title,
  articles.published AS published,
  footnotes.key AS key,
  footnote_references.context AS sentence,
  footnotes.text AS note,
  footnotes.kind AS kind,
  footnotes.article AS article,
  footnotes.position AS footnote
FROM articles
JOIN footnotes ON footnotes.article = articles.id
LEFT JOIN footnote_references
  ON footnote_references.article = footnotes.article
  AND footnote_references.footnote = footnotes.position
WHERE INSTR(LOWER(articles.title), LOWER(:title)) > 0
ORDER BY articles.published DESC, articles.id, footnotes.position, footnote_references.position
