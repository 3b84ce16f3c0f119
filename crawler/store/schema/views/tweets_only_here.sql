-- Tweets whose text is in this dataset. It remains readable here if the tweet is deleted or no longer shown
-- on Twitter.
SELECT
  tweets.id AS tweet, -- The tweet.
  tweets.account AS account, -- Account that posted it.
  tweets.posted_at AS posted_at, -- Time of posting, computed from its number: ISO 8601, UTC.
  tweets.text AS text, -- Text of the tweet.
  COUNT(DISTINCT articles.id) AS articles, -- Number of articles that show or cite it.
  MIN(articles.published) AS first_published, -- Publication time of the first of these articles: ISO 8601, UTC.
  tweets.url AS url -- Address of the tweet.
FROM tweets
JOIN article_tweets ON article_tweets.tweet = tweets.id
JOIN articles ON articles.id = article_tweets.article
WHERE tweets.text IS NOT NULL
GROUP BY tweets.id
ORDER BY tweets.posted_at, LENGTH(tweets.id), tweets.id
