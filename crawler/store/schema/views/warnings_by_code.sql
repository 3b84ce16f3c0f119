-- What was odd, by kind, with an example.
SELECT
  warnings.code AS code, -- Short name of the kind of oddity.
  COUNT(*) AS warnings, -- How often.
  COUNT(DISTINCT warnings.article) AS articles, -- Articles concerned.
  MIN(warnings.detail) AS example -- One of the sentences.
FROM warnings
GROUP BY warnings.code
ORDER BY warnings DESC, code
