-- title: Articles without text
-- meaning: Nothing but pictures or embeds, a password, or a layout that was not understood.
-- rows: articles?word_count=0
SELECT COALESCE(NULLIF(title, ''), url) || ' (' || status || ')' AS text, id AS article, 'articles/' || id AS "row"
FROM articles
WHERE word_count = 0
