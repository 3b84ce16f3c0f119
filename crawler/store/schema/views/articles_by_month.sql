-- Articles by month of publication, with their words, comments, tweets and footnotes.
SELECT
  SUBSTR(articles.published, 1, 7) AS month, -- Month of publication in UTC, such as "2018-08".
  COUNT(*) AS articles, -- Number of articles.
  SUM(articles.word_count) AS words, -- Number of words in these articles.
  SUM(articles.comment_count) AS comments, -- Number of comments and pingbacks.
  SUM((SELECT COUNT(*) FROM article_tweets WHERE article_tweets.article = articles.id)) AS tweets, -- Number of places with a tweet.
  SUM((SELECT COUNT(*) FROM footnotes WHERE footnotes.article = articles.id)) AS footnotes -- Number of footnotes.
FROM articles
WHERE articles.published IS NOT NULL
GROUP BY month
ORDER BY month
