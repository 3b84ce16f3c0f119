-- Categories and tags, with the number of their articles and the first and last date.
SELECT
  terms.id AS term, -- The category or tag.
  terms.taxonomy AS taxonomy, -- `category` or `tag`.
  terms.name AS name, -- Name of the category or tag.
  COUNT(*) AS articles, -- Number of articles with it.
  MIN(articles.published) AS first_published, -- Publication time of the first of these articles: ISO 8601, UTC.
  MAX(articles.published) AS last_published -- Publication time of the last of these articles: ISO 8601, UTC.
FROM terms
JOIN article_terms ON article_terms.term = terms.id
JOIN articles ON articles.id = article_terms.article
GROUP BY terms.id
ORDER BY articles DESC, taxonomy, name
