-- title: Which tweets are preserved here?
-- topic: Tweets
-- description: The latest thousand tweets whose text an article printed. They remain readable here if they are deleted.
-- parameter account: an account, with or without @. If empty: all accounts.
SELECT
  account,
  posted_at,
  text,
  (SELECT COUNT(DISTINCT article) FROM article_tweets WHERE tweet = tweets.id) AS articles,
  (
    SELECT MIN(articles.published)
    FROM article_tweets
    JOIN articles ON articles.id = article_tweets.article
    WHERE article_tweets.tweet = tweets.id
  ) AS first_published,
  id AS tweet,
  url
FROM tweets
WHERE text IS NOT NULL
  AND (:account = '' OR account = LTRIM(:account, '@ '))
  AND EXISTS (SELECT 1 FROM article_tweets WHERE article_tweets.tweet = tweets.id)
ORDER BY posted_at DESC
LIMIT 1000
