-- Every domain that articles link to: how many of its addresses, from how many articles and footnotes.
SELECT
  sources.domain AS domain, -- Registered domain.
  COUNT(DISTINCT sources.id) AS sources, -- Addresses on it.
  COUNT(DISTINCT links.article) AS articles, -- Articles that link to it.
  COUNT(*) AS links, -- Links to it, in the text and in footnotes.
  SUM(links.place = 'footnote') AS citations -- Those of them that stand in footnotes.
FROM sources
JOIN links ON links.source = sources.id
GROUP BY sources.domain
ORDER BY citations DESC, links DESC, domain
