SELECT articles.id, articles.title, articles.published
FROM article_terms
JOIN articles ON articles.id = article_terms.article
WHERE article_terms.term = :key
ORDER BY articles.published DESC
LIMIT 200
