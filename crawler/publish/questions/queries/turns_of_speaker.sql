-- title: What did a person say in interviews?
-- topic: Interviews
-- description: Everything that one speaker said, in order, with the question before each answer.
-- parameter speaker: a name or part of a name. If empty: the guest with the most answers.
WITH asked AS (
  SELECT COALESCE(
    NULLIF(TRIM(:speaker), ''),
    (
      SELECT speaker
      FROM turns
      WHERE role = 'answer'
      GROUP BY speaker
      ORDER BY COUNT(*) DESC, speaker
      LIMIT 1
    )
  ) AS name
)
SELECT
  articles.title AS title,
  articles.published AS published,
  turns.speaker AS speaker,
  (
    SELECT question.text
    FROM turns AS question
    WHERE question.article = turns.article
      AND question.position < turns.position
      AND question.role = 'question'
    ORDER BY question.position DESC
    LIMIT 1
  ) AS question,
  turns.text AS text,
  turns.article AS article,
  'turns/' || turns.article || ',' || turns.position AS "row"
FROM asked
JOIN turns ON INSTR(LOWER(turns.speaker), LOWER(asked.name)) > 0
JOIN articles ON articles.id = turns.article
ORDER BY articles.published DESC, turns.article, turns.position
