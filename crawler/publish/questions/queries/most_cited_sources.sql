-- title: Which sources are cited most often?
-- topic: Sources
-- description: Addresses by number of articles that cite them in footnotes, with the first and last date.
SELECT
  url,
  articles,
  footnotes,
  first_cited,
  last_cited,
  source
FROM source_citations
ORDER BY articles DESC, footnotes DESC, url
