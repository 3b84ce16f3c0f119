-- title: Notes that nothing points to
-- meaning: The marker is missing in the text, or was not recognised.
-- rows: footnotes?status=unreferenced
SELECT text, article, 'footnotes/' || article || ',' || position AS "row"
FROM footnotes
WHERE status = 'unreferenced'
