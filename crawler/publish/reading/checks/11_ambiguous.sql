-- title: Markers that could mean another note
-- meaning: The one shown is the likeliest.
-- rows: footnote_references?status=ambiguous
SELECT context AS text, article, 'footnote_references/' || article || ',' || position AS "row"
FROM footnote_references
WHERE status = 'ambiguous'
