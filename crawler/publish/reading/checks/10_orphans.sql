-- title: Markers without a note
-- meaning: The text has a marker, the article no note with it.
-- rows: footnote_references?status=orphan
SELECT context AS text, article, 'footnote_references/' || article || ',' || position AS "row"
FROM footnote_references
WHERE status = 'orphan'
