-- title: Which comments started the longest threads?
-- topic: Comments
-- description: Comments by number of replies, including replies to replies, with the depth of the thread.
WITH RECURSIVE
  thread AS (
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
  ),
  counted AS (
    SELECT root, COUNT(*) - 1 AS answers, MAX(depth) AS depth
    FROM thread
    GROUP BY root
    HAVING answers > 0
    ORDER BY answers DESC, depth DESC
    LIMIT 500
  )
SELECT
  articles.title AS title,
  counted.answers AS answers,
  counted.depth AS depth,
  comments.author AS author,
  comments.text AS text,
  comments.posted AS posted,
  comments.article AS article,
  'comments/' || comments.id AS "row"
FROM counted
JOIN comments ON comments.id = counted.root
JOIN articles ON articles.id = comments.article
ORDER BY counted.answers DESC, counted.depth DESC, comments.posted
