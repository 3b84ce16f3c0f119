SELECT articles.id, articles.title, articles.published, COUNT(*) AS tweets
FROM tweets
JOIN article_tweets ON article_tweets.tweet = tweets.id
JOIN articles ON articles.id = article_tweets.article
WHERE tweets.account = :key
GROUP BY articles.id
ORDER BY articles.published DESC
LIMIT 200
