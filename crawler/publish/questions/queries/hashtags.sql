-- title: Which hashtags do the tweets use?
-- topic: Tweets
-- description: Hashtags in the tweets that articles show, with the first and last use. Case is ignored.
SELECT
  MIN(tweet_links.text) AS hashtag,
  COUNT(DISTINCT tweets.id) AS tweets,
  COUNT(DISTINCT tweets.account) AS accounts,
  MIN(tweets.posted_at) AS first_posted,
  MAX(tweets.posted_at) AS last_posted
FROM tweet_links
JOIN tweets ON tweets.id = tweet_links.tweet
WHERE tweet_links.kind = 'hashtag'
GROUP BY LOWER(tweet_links.text)
ORDER BY tweets DESC, hashtag
LIMIT 1000
