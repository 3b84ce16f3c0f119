-- title: Footnote markers with more than one possible note
-- meaning: The note shown is the most likely one.
-- rows: footnote_references?status=ambiguous
SELECT context AS text, article, 'footnote_references/' || article || ',' || position AS "row"
FROM footnote_references
WHERE status = 'ambiguous'
