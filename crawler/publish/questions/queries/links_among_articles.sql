-- title: Which article leads to which?
-- topic: Articles
-- description: Every link from one article of the blog to another, newest article first, with the text that is linked.
SELECT
  title,
  article,
  text AS linked_text,
  target_title,
  target,
  published,
  target_published
FROM links_between_articles
ORDER BY published DESC, article
