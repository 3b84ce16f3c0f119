-- title: On which days and at what time are articles published?
-- topic: Articles
-- description: Articles by day of the week in the blog's time zone, with the mean hour and length.
WITH dated AS (
  SELECT
    CASE
      WHEN published_local GLOB '[12][0-9][0-9][0-9]-[0-9][0-9]-*' THEN published_local
      ELSE published
    END AS time,
    word_count,
    id
  FROM articles
  WHERE published IS NOT NULL
)
SELECT
  SUBSTR('SunMonTueWedThuFriSat', 1 + 3 * CAST(STRFTIME('%w', time) AS INTEGER), 3) AS weekday,
  COUNT(*) AS articles,
  SUM(CAST(STRFTIME('%H', time) AS INTEGER) < 12) AS before_noon,
  CAST(ROUND(AVG(CAST(STRFTIME('%H', time) AS REAL))) AS INTEGER) AS mean_hour,
  CAST(ROUND(AVG(word_count)) AS INTEGER) AS mean_words
FROM dated
WHERE STRFTIME('%w', time) IS NOT NULL
GROUP BY weekday
ORDER BY (CAST(STRFTIME('%w', time) AS INTEGER) + 6) % 7
