-- title: Addresses that became no article
-- meaning: A route announced them, no article came of it.
-- rows: discoveries?article__isnull=1
SELECT route || ': ' || url AS text, NULL AS article, NULL AS "row" FROM discoveries WHERE article IS NULL
