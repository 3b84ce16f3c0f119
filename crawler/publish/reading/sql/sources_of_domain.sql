SELECT
  sources.id AS id,
  sources.url AS url,
  COUNT(DISTINCT links.article) AS articles,
  SUM(links.place = 'footnote') AS citations
FROM sources
LEFT JOIN links ON links.source = sources.id
WHERE sources.domain = :key
GROUP BY sources.id
ORDER BY articles DESC, citations DESC, sources.url
LIMIT 200
