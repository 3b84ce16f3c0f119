-- title: Tweets without text
-- meaning: The articles contain only the address of the tweet.
-- rows: tweets?text__isnull=1
SELECT url AS text, NULL AS article, 'tweets/' || id AS "row" FROM tweets WHERE text IS NULL
