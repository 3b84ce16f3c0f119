SELECT other.account AS account, COUNT(DISTINCT beside.article) AS articles
FROM tweets AS own
JOIN article_tweets AS place ON place.tweet = own.id
JOIN article_tweets AS beside ON beside.article = place.article
JOIN tweets AS other ON other.id = beside.tweet AND other.account <> own.account
WHERE own.account = :key
GROUP BY other.account
ORDER BY articles DESC, other.account
LIMIT 20
