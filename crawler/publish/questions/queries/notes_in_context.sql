-- title: Which sentence does each footnote belong to?
-- topic: Footnotes
-- description: Each footnote with the title of its article and the sentence that its marker stands in, newest article first.
-- parameter title: a part of the article's title; left empty, all articles.
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
