-- title: Articles missing from a route
-- meaning: The route found other articles, but not this one.
SELECT articles.title || ' (not by ' || routes.route || ')' AS text, articles.id AS article, 'articles/' || articles.id AS "row"
FROM articles
JOIN (SELECT DISTINCT blog, route FROM discoveries WHERE route NOT IN ('former', 'feed')) AS routes
  ON routes.blog = articles.blog
LEFT JOIN discoveries
  ON discoveries.article = articles.id AND discoveries.blog = routes.blog AND discoveries.route = routes.route
WHERE discoveries.url IS NULL
