SELECT SUBSTR(articles.published, 1, 4) AS year, COUNT(*) AS articles
FROM article_terms
JOIN articles ON articles.id = article_terms.article
WHERE article_terms.term = :key AND articles.published IS NOT NULL
GROUP BY year
ORDER BY year
