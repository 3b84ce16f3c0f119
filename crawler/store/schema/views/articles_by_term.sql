-- Every category and tag: how many articles, from when to when.
SELECT
  terms.id AS term, -- The category or tag, a row of terms.
  terms.taxonomy AS taxonomy, -- `category` or `tag`.
  terms.name AS name, -- Its name.
  COUNT(*) AS articles, -- Articles that carry it.
  MIN(articles.published) AS first_published, -- When the first of them was published: ISO 8601, UTC.
  MAX(articles.published) AS last_published -- When the last of them was published: ISO 8601, UTC.
FROM terms
JOIN article_terms ON article_terms.term = terms.id
JOIN articles ON articles.id = article_terms.article
GROUP BY terms.id
ORDER BY articles DESC, taxonomy, name
