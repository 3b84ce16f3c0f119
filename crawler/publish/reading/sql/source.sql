SELECT sources.*, MIN(articles.published) AS first_linked, MAX(articles.published) AS last_linked, COUNT(DISTINCT articles.id) AS articles
FROM sources
LEFT JOIN links ON links.source = sources.id
LEFT JOIN articles ON articles.id = links.article
WHERE sources.id = :key
GROUP BY sources.id
