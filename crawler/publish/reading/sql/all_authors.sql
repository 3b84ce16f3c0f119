SELECT authors.id AS key, authors.name AS name, COUNT(*) AS number, MIN(articles.published) AS first, MAX(articles.published) AS last
FROM authors
JOIN articles ON articles.author = authors.id
GROUP BY authors.id
ORDER BY number DESC, name
LIMIT 500
