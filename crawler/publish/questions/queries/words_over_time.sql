-- title: When is a word used?
-- topic: Articles
-- description: Number of articles per year that contain the words, and their share of the year's articles in percent.
-- parameter words: words that must all occur, a phrase in quotes, or a prefix such as comm*. If empty: communication.
WITH
  found AS (
    SELECT SUBSTR(articles.published, 1, 4) AS year, COUNT(*) AS articles
    FROM articles_fts
    JOIN articles ON articles.id = articles_fts.rowid
    WHERE articles_fts MATCH search_terms(COALESCE(NULLIF(TRIM(:words), ''), 'communication'))
    GROUP BY year
  ),
  years AS (
    SELECT SUBSTR(published, 1, 4) AS year, COUNT(*) AS articles
    FROM articles
    WHERE published IS NOT NULL
    GROUP BY year
  )
SELECT
  years.year AS year,
  COALESCE(found.articles, 0) AS articles,
  years.articles AS of_all,
  ROUND(100.0 * COALESCE(found.articles, 0) / years.articles, 1) AS percent
FROM years
LEFT JOIN found ON found.year = years.year
ORDER BY years.year
