-- title: Which domains are cited most often?
-- topic: Sources
-- description: Domains by number of citations in footnotes, with the number of links, articles and addresses.
SELECT
  domain,
  citations,
  links,
  articles,
  sources
FROM sources_by_domain
ORDER BY citations DESC, links DESC, domain
