SELECT articles.id, articles.title, articles.published, profiles.name AS name, profiles.paragraph AS paragraph
FROM profiles
JOIN articles ON articles.id = profiles.article
WHERE ' ' || LOWER(profiles.handles) || ' ' LIKE '% ' || REPLACE(LOWER(:key), '_', '\_') || ' %' ESCAPE '\'
ORDER BY articles.published
LIMIT 50
