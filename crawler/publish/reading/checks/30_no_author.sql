-- title: Articles without an author
-- meaning: No route gave an author.
-- rows: articles?author__isnull=1
SELECT title AS text, id AS article, 'articles/' || id AS "row" FROM articles WHERE author IS NULL
