-- title: Which domains are cited most?
-- topic: Sources
-- description: Domains by the number of footnotes that cite them, with their addresses and the articles that link to them.
SELECT
  domain,
  citations,
  links,
  articles,
  sources
FROM sources_by_domain
ORDER BY citations DESC, links DESC, domain
