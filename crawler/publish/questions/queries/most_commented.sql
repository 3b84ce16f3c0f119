-- title: Which articles have the most comments?
-- topic: Comments
-- description: Articles by number of comments, without pingbacks, with the number of commenters.
SELECT
  articles.title AS title,
  COUNT(*) AS comments,
  COUNT(DISTINCT comments.author) AS people,
  MAX(comments.posted) AS last_posted,
  articles.published AS published,
  articles.id AS article
FROM comments
JOIN articles ON articles.id = comments.article
WHERE comments.kind = 'comment'
GROUP BY articles.id
ORDER BY comments DESC, last_posted DESC
