-- Every account whose tweets stand in the articles: how many tweets, in how many articles, from when to when.
SELECT
  tweet_accounts.handle AS account, -- Account name without "@", a row of tweet_accounts.
  tweet_accounts.name AS name, -- Displayed name.
  COUNT(DISTINCT tweets.id) AS tweets, -- Tweets of it in this dataset.
  COUNT(DISTINCT CASE WHEN tweets.text IS NOT NULL THEN tweets.id END) AS with_text, -- Those whose text is kept.
  COUNT(DISTINCT article_tweets.article) AS articles, -- Articles that show or cite them.
  MIN(tweets.posted_at) AS first_posted, -- When the first was posted: ISO 8601, UTC.
  MAX(tweets.posted_at) AS last_posted -- When the last was posted: ISO 8601, UTC.
FROM tweet_accounts
JOIN tweets ON tweets.account = tweet_accounts.handle
JOIN article_tweets ON article_tweets.tweet = tweets.id
GROUP BY tweet_accounts.handle
ORDER BY tweets DESC, account
