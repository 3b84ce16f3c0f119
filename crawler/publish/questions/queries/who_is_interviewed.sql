-- title: Who was interviewed?
-- topic: Interviews
-- description: Interviews with their guests and the number of questions and answers, newest first.
SELECT
  title,
  guests,
  questions,
  answers,
  published,
  article
FROM interviews
ORDER BY published DESC
LIMIT 1000
