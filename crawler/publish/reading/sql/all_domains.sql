SELECT sources.domain AS key, NULL AS name, COUNT(*) AS number, MIN(articles.published) AS first, MAX(articles.published) AS last
FROM sources
JOIN links ON links.source = sources.id
JOIN articles ON articles.id = links.article
GROUP BY sources.domain
ORDER BY number DESC, key
LIMIT 500
