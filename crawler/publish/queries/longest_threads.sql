-- title: Which comments started the longest threads?
-- topic: Comments
-- description: Comments by the number of those that answer them, answers to answers included, and how deep these go.
WITH RECURSIVE thread AS (
  SELECT
    comments.id AS root,
    comments.id AS comment,
    0 AS depth
  FROM comments
  WHERE comments.parent IS NULL
  UNION ALL
  SELECT
    thread.root,
    comments.id,
    thread.depth + 1
  FROM thread
  JOIN comments ON comments.parent = thread.comment
)
SELECT
  articles.title AS title,
  COUNT(*) - 1 AS answers,
  MAX(thread.depth) AS depth,
  comments.author AS author,
  comments.text AS text,
  comments.posted AS posted,
  comments.article AS article,
  'comments/' || comments.id AS "row"
FROM thread
JOIN comments ON comments.id = thread.root
JOIN articles ON articles.id = comments.article
GROUP BY thread.root
HAVING answers > 0
ORDER BY answers DESC, depth DESC, comments.posted
