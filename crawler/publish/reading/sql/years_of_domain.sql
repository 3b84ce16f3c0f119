SELECT SUBSTR(articles.published, 1, 4) AS year, COUNT(*) AS links
FROM sources
JOIN links ON links.source = sources.id
JOIN articles ON articles.id = links.article
WHERE sources.domain = :key AND articles.published IS NOT NULL
GROUP BY year
ORDER BY year
