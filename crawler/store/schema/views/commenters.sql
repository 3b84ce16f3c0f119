-- Commenters by name, with the number of their comments and the articles they comment on.
SELECT
  comments.author AS author, -- Name as signed.
  COUNT(*) AS comments, -- Number of comments under this name.
  SUM(comments.parent IS NOT NULL) AS answers, -- Number of these comments that reply to another one.
  COUNT(DISTINCT comments.article) AS articles, -- Number of articles commented on.
  MIN(comments.posted) AS first_posted, -- Time of the first comment: ISO 8601, UTC.
  MAX(comments.posted) AS last_posted -- Time of the last comment: ISO 8601, UTC.
FROM comments
WHERE comments.kind = 'comment'
GROUP BY comments.author
ORDER BY comments DESC, author
