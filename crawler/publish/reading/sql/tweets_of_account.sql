SELECT
  tweets.id AS tweet, tweets.account AS handle, COALESCE(tweets.name, tweet_accounts.name) AS name, tweets.text AS text,
  tweets.lang AS lang, tweets.posted_at AS posted_at, tweets.shown_on AS shown_on, tweets.has_media AS has_media, tweets.url AS url
FROM tweets
LEFT JOIN tweet_accounts ON tweet_accounts.handle = tweets.account
WHERE tweets.account = :key
ORDER BY COALESCE(tweets.posted_at, tweets.shown_on) DESC, tweets.id DESC
LIMIT 200
