-- title: Which tweets can still be read here?
-- topic: Tweets
-- description: Tweets whose text an article printed, so that it survives their deletion: the latest thousand.
-- parameter account: an account, with or without @; left empty, all.
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
