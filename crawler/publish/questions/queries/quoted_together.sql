-- title: Which accounts are quoted together?
-- topic: Tweets
-- description: Pairs of accounts whose tweets appear in the same articles, most frequent pairs first.
WITH quoted AS (
  SELECT DISTINCT
    article_tweets.article AS article,
    tweets.account AS account
  FROM article_tweets
  JOIN tweets ON tweets.id = article_tweets.tweet
  WHERE tweets.account IS NOT NULL
)
SELECT
  one.account AS account,
  other.account AS with_account,
  COUNT(*) AS articles
FROM quoted AS one
JOIN quoted AS other ON other.article = one.article AND other.account > one.account
GROUP BY one.account, other.account
ORDER BY articles DESC, one.account, other.account
