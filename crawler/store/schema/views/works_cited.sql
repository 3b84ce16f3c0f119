-- Books and articles that footnotes name, with or without an address.
SELECT
  footnotes.work_title AS title, -- Title of the work.
  footnotes.work_authors AS authors, -- Authors as printed.
  footnotes.work_publisher AS publisher, -- Publisher as printed.
  footnotes.work_year AS year, -- Year of publication.
  COUNT(DISTINCT footnotes.article) AS articles, -- Number of articles that name it.
  MIN(articles.published) AS first_cited, -- Publication time of the first of these articles: ISO 8601, UTC.
  MAX(articles.published) AS last_cited -- Publication time of the last of these articles: ISO 8601, UTC.
FROM footnotes
JOIN articles ON articles.id = footnotes.article
WHERE footnotes.work_title IS NOT NULL
GROUP BY footnotes.work_title, footnotes.work_authors, footnotes.work_publisher, footnotes.work_year
ORDER BY articles DESC, title
