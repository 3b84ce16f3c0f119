-- Accounts whose tweets appear in the articles, with the number of tweets and articles and the first and last date.
SELECT
  tweet_accounts.handle AS account, -- Account name without "@".
  tweet_accounts.name AS name, -- Display name.
  COUNT(DISTINCT tweets.id) AS tweets, -- Number of its tweets in this dataset.
  COUNT(DISTINCT CASE WHEN tweets.text IS NOT NULL THEN tweets.id END) AS with_text, -- Number of its tweets with text.
  COUNT(DISTINCT article_tweets.article) AS articles, -- Number of articles that show or cite them.
  MIN(tweets.posted_at) AS first_posted, -- Time of its first tweet: ISO 8601, UTC.
  MAX(tweets.posted_at) AS last_posted -- Time of its last tweet: ISO 8601, UTC.
FROM tweet_accounts
JOIN tweets ON tweets.account = tweet_accounts.handle
JOIN article_tweets ON article_tweets.tweet = tweets.id
GROUP BY tweet_accounts.handle
ORDER BY tweets DESC, account
