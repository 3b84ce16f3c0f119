-- title: When were the articles published?
-- topic: Articles
-- description: Number of articles per month, with their words, comments, tweets and footnotes, newest month first.
SELECT
  month,
  articles,
  words,
  comments,
  tweets,
  footnotes
FROM articles_by_month
ORDER BY month DESC
