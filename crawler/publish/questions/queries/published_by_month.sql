-- title: When were the articles published?
-- topic: Articles
-- description: Articles of each month, with their words, comments, tweets and footnotes, newest month first.
SELECT
  month,
  articles,
  words,
  comments,
  tweets,
  footnotes
FROM articles_by_month
ORDER BY month DESC
