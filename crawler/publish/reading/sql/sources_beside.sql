SELECT sources.id, sources.url, sources.domain, COUNT(DISTINCT other.article) AS articles
FROM links AS own
JOIN links AS other ON other.article = own.article AND other.source <> own.source
JOIN sources ON sources.id = other.source
WHERE own.source = :key
GROUP BY sources.id
ORDER BY articles DESC, sources.url
LIMIT 10
