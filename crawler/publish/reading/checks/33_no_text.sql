-- title: Articles without text
-- meaning: The article contains only pictures or embeds, requires a password, or has a layout that could not be read.
-- rows: articles?word_count=0
SELECT COALESCE(NULLIF(title, ''), url) || ' (' || status || ')' AS text, id AS article, 'articles/' || id AS "row"
FROM articles
WHERE word_count = 0
