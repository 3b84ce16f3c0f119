-- How much was published each month.
SELECT
  SUBSTR(articles.published, 1, 7) AS month, -- Month of publication in UTC, as "2018-08".
  COUNT(*) AS articles, -- Articles.
  SUM(articles.word_count) AS words, -- Words in them.
  SUM(articles.comment_count) AS comments, -- Comments and pingbacks on them.
  SUM((SELECT COUNT(*) FROM article_tweets WHERE article_tweets.article = articles.id)) AS tweets, -- Places with a tweet in them.
  SUM((SELECT COUNT(*) FROM footnotes WHERE footnotes.article = articles.id)) AS footnotes -- Footnotes in them.
FROM articles
WHERE articles.published IS NOT NULL
GROUP BY month
ORDER BY month
