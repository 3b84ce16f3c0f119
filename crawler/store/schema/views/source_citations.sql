-- Every source that a footnote names: by how many articles and footnotes, first and last.
SELECT
  sources.id AS source, -- The source, a row of sources.
  sources.url AS url, -- Its canonical address.
  sources.domain AS domain, -- Its registered domain.
  COUNT(DISTINCT links.article) AS articles, -- Articles that cite it.
  COUNT(DISTINCT links.article || '-' || links.footnote) AS footnotes, -- Footnotes that name it.
  MIN(articles.published) AS first_cited, -- When the first article that cites it was published: ISO 8601, UTC.
  MAX(articles.published) AS last_cited -- When the last one was published: ISO 8601, UTC.
FROM sources
JOIN links ON links.source = sources.id AND links.place = 'footnote'
JOIN articles ON articles.id = links.article
GROUP BY sources.id
ORDER BY articles DESC, footnotes DESC, url
