-- title: Whose tweets are quoted most?
-- topic: Tweets
-- description: Accounts by the number of their tweets in the articles, with the times of the first and the last.
SELECT
  account,
  name,
  tweets,
  with_text,
  articles,
  first_posted,
  last_posted
FROM tweets_by_account
ORDER BY tweets DESC, account
