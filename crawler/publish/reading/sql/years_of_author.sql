SELECT SUBSTR(published, 1, 4) AS year, COUNT(*) AS articles
FROM articles
WHERE author = :key AND published IS NOT NULL
GROUP BY year
ORDER BY year
