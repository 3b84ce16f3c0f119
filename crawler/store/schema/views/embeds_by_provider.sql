-- Embedded videos, posts, slides and frames by service.
SELECT
  embeds.provider AS provider, -- Name of the service.
  embeds.kind AS kind, -- Kind of embed (`video`, `post` …).
  COUNT(*) AS embeds, -- Number of embeds.
  COUNT(DISTINCT embeds.url) AS addresses, -- Number of different addresses.
  COUNT(DISTINCT embeds.article) AS articles -- Number of articles with such an embed.
FROM embeds
GROUP BY embeds.provider, embeds.kind
ORDER BY embeds DESC, provider, kind
