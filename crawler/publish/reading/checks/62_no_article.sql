-- title: Addresses without an article
-- meaning: A route found the address, but the page is gone, could not be read, or has not been read yet. Other kinds of pages are left out.
-- rows: discoveries?_where=article+is+null+and+%28outcome+is+null+or+outcome+in+%28%27missing%27%2C%27forbidden%27%2C%27failed%27%29%29
SELECT route || ', ' || COALESCE(outcome, 'not read') || ': ' || url AS text, NULL AS article, NULL AS "row"
FROM discoveries
WHERE article IS NULL AND (outcome IS NULL OR outcome IN ('missing', 'forbidden', 'failed'))
