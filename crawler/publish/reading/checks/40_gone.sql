-- title: Articles no longer on the blog
-- meaning: Deleted from the blog, kept here.
-- rows: articles?status=gone
SELECT title AS text, id AS article, 'articles/' || id AS "row" FROM articles WHERE status = 'gone'
