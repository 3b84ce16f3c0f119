-- title: Which sources are cited most?
-- topic: Sources
-- description: Addresses by the number of articles whose footnotes name them, with the first and the last time.
SELECT
  url,
  articles,
  footnotes,
  first_cited,
  last_cited,
  source
FROM source_citations
ORDER BY articles DESC, footnotes DESC, url
