-- title: Whose tweets are quoted most?
-- topic: Tweets
-- description: Accounts by number of tweets in the articles, with the time of the first and last tweet.
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
