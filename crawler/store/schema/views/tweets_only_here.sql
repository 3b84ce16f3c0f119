-- Tweets whose text this dataset keeps, with the article that printed it first: still readable if the
-- tweet is deleted or Twitter shows it no more.
SELECT
  tweets.id AS tweet, -- The tweet, a row of tweets.
  tweets.account AS account, -- Who tweeted.
  tweets.posted_at AS posted_at, -- When it was posted, from its number: ISO 8601, UTC.
  tweets.text AS text, -- The text that was kept.
  COUNT(DISTINCT articles.id) AS articles, -- Articles that show or cite it.
  MIN(articles.published) AS first_published, -- When the first of them was published: ISO 8601, UTC.
  tweets.url AS url -- Address of the tweet.
FROM tweets
JOIN article_tweets ON article_tweets.tweet = tweets.id
JOIN articles ON articles.id = article_tweets.article
WHERE tweets.text IS NOT NULL
GROUP BY tweets.id
ORDER BY tweets.posted_at, LENGTH(tweets.id), tweets.id
