SELECT terms.id, terms.name, terms.taxonomy, COUNT(*) AS articles
FROM articles
JOIN article_terms ON article_terms.article = articles.id
JOIN terms ON terms.id = article_terms.term
WHERE articles.author = :key
GROUP BY terms.id
ORDER BY articles DESC, terms.name
LIMIT 20
