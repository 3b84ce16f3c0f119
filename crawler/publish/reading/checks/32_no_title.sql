-- title: Articles without a title
-- meaning: The blog gives these articles no title.
-- rows: articles?title__exact=
SELECT url AS text, id AS article, 'articles/' || id AS "row" FROM articles WHERE title = ''
