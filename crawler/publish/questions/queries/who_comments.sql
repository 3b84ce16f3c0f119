-- title: Who comments most?
-- topic: Comments
-- description: Commenters by number of comments, with the number of replies and articles and the first and last date.
SELECT
  author,
  comments,
  answers,
  articles,
  first_posted,
  last_posted
FROM commenters
LIMIT 500
