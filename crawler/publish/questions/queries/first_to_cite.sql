-- title: Which article linked to a source first?
-- topic: Sources
-- description: Sources that several articles link to, with the first of these articles and the number of later ones.
WITH cited AS (
  SELECT links.source AS source, MIN(articles.published) AS first_published, COUNT(DISTINCT articles.id) AS articles
  FROM links
  JOIN articles ON articles.id = links.article
  WHERE links.source IS NOT NULL AND articles.published IS NOT NULL
  GROUP BY links.source
  HAVING articles > 1
  ORDER BY articles DESC, first_published
  LIMIT 500
)
SELECT
  sources.url AS url,
  articles.title AS title,
  cited.first_published AS published,
  cited.articles - 1 AS followers,
  articles.id AS article,
  cited.source AS source
FROM cited
JOIN sources ON sources.id = cited.source
JOIN links ON links.source = cited.source
JOIN articles ON articles.id = links.article AND articles.published = cited.first_published
GROUP BY cited.source
ORDER BY followers DESC, published
