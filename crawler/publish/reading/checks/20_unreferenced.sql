-- title: Notes that are never referenced
-- meaning: The text has no marker for the note, or the marker was not recognised.
-- rows: footnotes?status=unreferenced
SELECT text, article, 'footnotes/' || article || ',' || position AS "row"
FROM footnotes
WHERE status = 'unreferenced'
