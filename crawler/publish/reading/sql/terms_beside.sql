SELECT terms.id, terms.name, terms.taxonomy, COUNT(*) AS articles
FROM article_terms AS own
JOIN article_terms AS other ON other.article = own.article AND other.term <> own.term
JOIN terms ON terms.id = other.term
WHERE own.term = :key
GROUP BY terms.id
ORDER BY articles DESC, terms.name
LIMIT 20
