-- title: Tweets without text
-- meaning: Only their address stands in the articles.
-- rows: tweets?text__isnull=1
SELECT url AS text, NULL AS article, 'tweets/' || id AS "row" FROM tweets WHERE text IS NULL
