-- title: Which books and studies are cited?
-- topic: Footnotes
-- description: Works that footnotes name, with or without an address, by number of articles.
SELECT
  footnotes.work_title AS work,
  footnotes.work_authors AS authors,
  footnotes.work_publisher AS publisher,
  footnotes.work_year AS year,
  COUNT(DISTINCT footnotes.article) AS articles,
  MIN(articles.published) AS first_cited
FROM footnotes
JOIN articles ON articles.id = footnotes.article
WHERE footnotes.work_title IS NOT NULL
GROUP BY footnotes.work_title, footnotes.work_authors
ORDER BY articles DESC, work
LIMIT 1000
