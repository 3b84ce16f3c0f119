-- title: Which articles do other articles lead to?
-- topic: Articles
-- description: The articles that the blog itself links to most, with the last one that does.
SELECT
  target_title,
  target,
  COUNT(DISTINCT article) AS linked_from,
  MAX(published) AS last_linked,
  target_published
FROM links_between_articles
GROUP BY target
ORDER BY linked_from DESC, target_published
