SELECT terms.id AS key, terms.name AS name, COUNT(*) AS number, MIN(articles.published) AS first, MAX(articles.published) AS last, terms.taxonomy AS taxonomy
FROM terms
JOIN article_terms ON article_terms.term = terms.id
JOIN articles ON articles.id = article_terms.article
GROUP BY terms.id
ORDER BY number DESC, name
LIMIT 500
