SELECT
  articles.id AS id,
  articles.title AS title,
  articles.published AS published,
  article_tweets.relation AS relation,
  article_tweets.paragraph AS paragraph,
  article_tweets.footnote AS footnote,
  article_tweets.shown_date AS shown_date,
  article_tweets.form AS form,
  article_tweets.position AS position,
  (SELECT text FROM paragraphs WHERE paragraphs.article = articles.id AND paragraphs.position = article_tweets.paragraph) AS before
FROM article_tweets
JOIN articles ON articles.id = article_tweets.article
WHERE article_tweets.tweet = :key
ORDER BY articles.published, article_tweets.position
LIMIT 200
