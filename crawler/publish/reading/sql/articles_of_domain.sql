SELECT articles.id, articles.title, articles.published, COUNT(*) AS links
FROM sources
JOIN links ON links.source = sources.id
JOIN articles ON articles.id = links.article
WHERE sources.domain = :key
GROUP BY articles.id
ORDER BY articles.published DESC
LIMIT 200
