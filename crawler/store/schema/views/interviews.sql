-- Articles that are interviews, with their guests and the number of questions and answers.
SELECT
  articles.id AS article, -- The article.
  articles.title AS title, -- Title of the article.
  articles.published AS published, -- Publication time: ISO 8601, UTC.
  GROUP_CONCAT(DISTINCT CASE WHEN turns.role = 'answer' THEN turns.speaker END) AS guests, -- Names of the people who answer.
  GROUP_CONCAT(DISTINCT CASE WHEN turns.role = 'question' THEN turns.speaker END) AS interviewers, -- Names of the people who ask.
  SUM(turns.role = 'question') AS questions, -- Number of questions.
  SUM(turns.role = 'answer') AS answers, -- Number of answers.
  articles.url AS url -- Address of the article.
FROM articles
JOIN turns ON turns.article = articles.id
GROUP BY articles.id
ORDER BY articles.published DESC, articles.id
