-- Who comments: by name as signed, how often and on how many articles.
SELECT
  comments.author AS author, -- Name as signed.
  COUNT(*) AS comments, -- Comments under that name.
  SUM(comments.parent IS NOT NULL) AS answers, -- Those that answer another comment.
  COUNT(DISTINCT comments.article) AS articles, -- Articles commented on.
  MIN(comments.posted) AS first_posted, -- When the first was written: ISO 8601, UTC.
  MAX(comments.posted) AS last_posted -- When the last was written: ISO 8601, UTC.
FROM comments
WHERE comments.kind = 'comment'
GROUP BY comments.author
ORDER BY comments DESC, author
