-- title: Articles that are gone
-- meaning: The blog has them no more; the archive does.
-- rows: articles?status=gone
SELECT title AS text, id AS article, 'articles/' || id AS "row" FROM articles WHERE status = 'gone'
