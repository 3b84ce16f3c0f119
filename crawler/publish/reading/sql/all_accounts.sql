SELECT tweets.account AS key, tweet_accounts.name AS name, COUNT(*) AS number, MIN(tweets.posted_at) AS first, MAX(tweets.posted_at) AS last
FROM tweets
JOIN tweet_accounts ON tweet_accounts.handle = tweets.account
GROUP BY tweets.account
ORDER BY number DESC, key
LIMIT 500
