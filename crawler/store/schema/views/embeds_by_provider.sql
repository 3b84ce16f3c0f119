-- Videos, posts, slides and frames in the articles, by the service they come from.
SELECT
  embeds.provider AS provider, -- The service.
  embeds.kind AS kind, -- What it is (`video`, `post` …).
  COUNT(*) AS embeds, -- Places.
  COUNT(DISTINCT embeds.url) AS addresses, -- Different things.
  COUNT(DISTINCT embeds.article) AS articles -- Articles with one.
FROM embeds
GROUP BY embeds.provider, embeds.kind
ORDER BY embeds DESC, provider, kind
