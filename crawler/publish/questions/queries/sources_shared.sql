-- title: Which articles share sources?
-- topic: Sources
-- description: Pairs of articles that link to the same sources, most shared sources first. Sources that more than twenty articles link to are left out, because they would relate everything to everything.
WITH told AS (
  SELECT source
  FROM links
  WHERE source IS NOT NULL
  GROUP BY source
  HAVING COUNT(DISTINCT article) BETWEEN 2 AND 20
  ORDER BY source
  LIMIT 3000
)
SELECT
  first_article.title AS title,
  other_article.title AS target_title,
  COUNT(DISTINCT one.source) AS shared,
  one.article AS article,
  other.article AS target
FROM told
JOIN links AS one ON one.source = told.source
JOIN links AS other ON other.source = told.source AND other.article > one.article
JOIN articles AS first_article ON first_article.id = one.article
JOIN articles AS other_article ON other_article.id = other.article
GROUP BY one.article, other.article
ORDER BY shared DESC, first_article.published DESC
LIMIT 500
