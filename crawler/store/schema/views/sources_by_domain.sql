-- Domains that the articles link to, with the number of addresses, articles, links and citations.
SELECT
  sources.domain AS domain, -- Registered domain.
  COUNT(DISTINCT sources.id) AS sources, -- Number of addresses on this domain.
  COUNT(DISTINCT links.article) AS articles, -- Number of articles that link to it.
  COUNT(*) AS links, -- Number of links to it, in the text and in footnotes.
  SUM(links.place = 'footnote') AS citations -- Number of links to it in footnotes.
FROM sources
JOIN links ON links.source = sources.id
GROUP BY sources.domain
ORDER BY citations DESC, links DESC, domain
