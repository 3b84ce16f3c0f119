-- title: Routes that disagree about the last change
-- meaning: Two routes of a blog give different times of change for the same article.
SELECT
  MIN(route || ' ' || lastmod) || ', ' || MAX(route || ' ' || lastmod) AS text,
  article,
  'articles/' || article AS "row"
FROM discoveries
WHERE lastmod IS NOT NULL AND article IS NOT NULL AND route <> 'former'
GROUP BY blog, article
HAVING COUNT(DISTINCT SUBSTR(lastmod, 1, 10)) > 1
