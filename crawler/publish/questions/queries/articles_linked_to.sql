-- title: Which articles do other articles link to?
-- topic: Articles
-- description: Articles by number of links from other articles of the blog, with the latest article that links to each.
SELECT
  target_title,
  target,
  COUNT(DISTINCT article) AS linked_from,
  MAX(published) AS last_linked,
  target_published
FROM links_between_articles
GROUP BY target
ORDER BY linked_from DESC, target_published
