-- title: Articles without a date
-- meaning: They are in no chart and stand last in every list.
-- rows: articles?published__isnull=1
SELECT title AS text, id AS article, 'articles/' || id AS "row" FROM articles WHERE published IS NULL
