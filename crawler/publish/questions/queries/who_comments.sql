-- title: Who comments most?
-- topic: Comments
-- description: Names under comments, on how many articles, how many of them answer another, from when to when.
SELECT
  author,
  comments,
  answers,
  articles,
  first_posted,
  last_posted
FROM commenters
LIMIT 500
