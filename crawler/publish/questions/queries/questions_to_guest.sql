-- title: What was a guest asked?
-- topic: Interviews
-- description: Interview questions with the guest who answers and the length of the answer, newest first.
-- parameter guest: a name or part of a name. If empty: all guests.
SELECT
  answer.speaker AS guest,
  question.text AS question,
  LENGTH(answer.text) - LENGTH(REPLACE(answer.text, ' ', '')) + 1 AS words_of_answer,
  articles.title AS title,
  articles.published AS published,
  question.article AS article,
  'turns/' || question.article || ',' || question.position AS "row"
FROM turns AS answer
JOIN turns AS question
  ON question.article = answer.article
  AND question.position = answer.position - 1
  AND question.role = 'question'
JOIN articles ON articles.id = answer.article
WHERE answer.role = 'answer'
  AND (:guest = '' OR INSTR(LOWER(answer.speaker), LOWER(TRIM(:guest))) > 0)
ORDER BY articles.published DESC, question.article, question.position
LIMIT 1000
