-- Articles that are interviews: who asks, who answers, and how much.
SELECT
  articles.id AS article, -- The article, a row of articles.
  articles.title AS title, -- Its title.
  articles.published AS published, -- When it was published: ISO 8601, UTC.
  GROUP_CONCAT(DISTINCT CASE WHEN turns.role = 'answer' THEN turns.speaker END) AS guests, -- Who answers.
  GROUP_CONCAT(DISTINCT CASE WHEN turns.role = 'question' THEN turns.speaker END) AS interviewers, -- Who asks.
  SUM(turns.role = 'question') AS questions, -- Questions.
  SUM(turns.role = 'answer') AS answers, -- Answers.
  articles.url AS url -- Address of the article.
FROM articles
JOIN turns ON turns.article = articles.id
GROUP BY articles.id
ORDER BY articles.published DESC, articles.id
