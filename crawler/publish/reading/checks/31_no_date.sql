-- title: Articles without a date
-- meaning: These articles are missing from the charts and come last in lists.
-- rows: articles?published__isnull=1
SELECT title AS text, id AS article, 'articles/' || id AS "row" FROM articles WHERE published IS NULL
