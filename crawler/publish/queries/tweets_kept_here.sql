-- title: Which tweets can still be read here?
-- topic: Tweets
-- description: Tweets whose text an article printed, so that it survives their deletion, newest first.
-- parameter account: an account, with or without @; left empty, all.
SELECT
  account,
  posted_at,
  text,
  articles,
  first_published,
  tweet,
  url
FROM tweets_only_here
WHERE :account = ''
  OR account = LTRIM(:account, '@ ')
ORDER BY posted_at DESC
