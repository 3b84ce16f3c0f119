-- Warnings by kind, each with an example.
SELECT
  warnings.code AS code, -- Short name of the kind of problem.
  COUNT(*) AS warnings, -- Number of warnings.
  COUNT(DISTINCT warnings.article) AS articles, -- Number of articles with this warning.
  MIN(warnings.detail) AS example -- Text of one of the warnings.
FROM warnings
GROUP BY warnings.code
ORDER BY warnings DESC, code
