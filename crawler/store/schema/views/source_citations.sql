-- Sources that footnotes cite, with the number of articles and footnotes and the first and last date.
SELECT
  sources.id AS source, -- The source.
  sources.url AS url, -- Canonical address.
  sources.domain AS domain, -- Registered domain.
  COUNT(DISTINCT links.article) AS articles, -- Number of articles that cite it.
  COUNT(DISTINCT links.article || '-' || links.footnote) AS footnotes, -- Number of footnotes that cite it.
  MIN(articles.published) AS first_cited, -- Publication time of the first article that cites it: ISO 8601, UTC.
  MAX(articles.published) AS last_cited -- Publication time of the last article that cites it: ISO 8601, UTC.
FROM sources
JOIN links ON links.source = sources.id AND links.place = 'footnote'
JOIN articles ON articles.id = links.article
GROUP BY sources.id
ORDER BY articles DESC, footnotes DESC, url
