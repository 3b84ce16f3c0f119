SELECT
  tweet_accounts.handle AS handle,
  tweet_accounts.name AS name,
  COUNT(tweets.id) AS tweets,
  MIN(tweets.posted_at) AS first_posted,
  MAX(tweets.posted_at) AS last_posted
FROM tweet_accounts
LEFT JOIN tweets ON tweets.account = tweet_accounts.handle
WHERE tweet_accounts.handle = :key
GROUP BY tweet_accounts.handle
