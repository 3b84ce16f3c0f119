-- title: Requests that failed
-- meaning: The latest response was an error, or there was no response.
-- rows: pages?_where=status+%3E%3D+400+or+status+%3D+0
SELECT status || ' ' || url AS text, NULL AS article, NULL AS "row" FROM pages WHERE status >= 400 OR status = 0
