-- title: When is a word used?
-- topic: Articles
-- description: Number of articles per year that contain the words, and their share of the year's articles in percent.
-- parameter words: words that must all occur, a phrase in quotes, or a prefix such as comm*. If empty: communication.
WITH
  asked AS (
    SELECT COALESCE(NULLIF(TRIM(:words), ''), 'communication') AS words
  ),
  matching AS (
    SELECT rowid
    FROM articles_fts
    WHERE articles_fts MATCH (SELECT search_terms(words) FROM asked)
    UNION ALL
    SELECT rowid
    FROM articles_letters_fts
    WHERE articles_letters_fts MATCH (SELECT letter_terms(words) FROM asked)
  ),
  found AS (
    SELECT SUBSTR(articles.published, 1, 4) AS year, COUNT(*) AS articles
    FROM matching
    JOIN articles ON articles.id = matching.rowid
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
