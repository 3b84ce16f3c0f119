-- Books and articles that footnotes name, with or without an address.
SELECT
  footnotes.work_title AS title, -- Title of the work.
  footnotes.work_authors AS authors, -- Its authors as printed.
  footnotes.work_publisher AS publisher, -- Its publisher as printed.
  footnotes.work_year AS year, -- Year of publication.
  COUNT(DISTINCT footnotes.article) AS articles, -- Articles that name it.
  MIN(articles.published) AS first_cited, -- When the first of them was published: ISO 8601, UTC.
  MAX(articles.published) AS last_cited -- When the last of them was published: ISO 8601, UTC.
FROM footnotes
JOIN articles ON articles.id = footnotes.article
WHERE footnotes.work_title IS NOT NULL
GROUP BY footnotes.work_title, footnotes.work_authors, footnotes.work_publisher, footnotes.work_year
ORDER BY articles DESC, title
