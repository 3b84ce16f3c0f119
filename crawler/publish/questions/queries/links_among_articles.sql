-- title: Which articles link to each other?
-- topic: Articles
-- description: Links from one article of the blog to another, with the text of the link, newest article first.
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
