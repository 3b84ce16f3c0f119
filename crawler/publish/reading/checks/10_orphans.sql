-- title: Footnote markers without a note
-- meaning: The text has a marker, but the article has no note for it.
-- rows: footnote_references?status=orphan
SELECT context AS text, article, 'footnote_references/' || article || ',' || position AS "row"
FROM footnote_references
WHERE status = 'orphan'
