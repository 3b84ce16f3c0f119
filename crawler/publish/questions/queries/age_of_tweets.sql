-- title: How old are tweets when they are quoted?
-- topic: Tweets
-- description: Distribution of the days between a tweet and the article that shows it, with examples.
WITH aged AS (
  SELECT
    JULIANDAY(articles.published) - JULIANDAY(tweets.posted_at) AS days,
    tweets.id AS tweet,
    articles.id AS article,
    articles.title AS title
  FROM article_tweets
  JOIN tweets ON tweets.id = article_tweets.tweet
  JOIN articles ON articles.id = article_tweets.article
  WHERE tweets.posted_at IS NOT NULL AND articles.published IS NOT NULL
)
SELECT
  CASE
    WHEN days < 0 THEN '0 after the article'
    WHEN days < 1 THEN '1 less than a day'
    WHEN days < 7 THEN '2 less than a week'
    WHEN days < 31 THEN '3 less than a month'
    WHEN days < 365 THEN '4 less than a year'
    ELSE '5 older'
  END AS age,
  COUNT(*) AS tweets,
  CAST(ROUND(AVG(days)) AS INTEGER) AS mean_days,
  MIN(title) AS title,
  article,
  tweet
FROM aged
GROUP BY age
ORDER BY age
