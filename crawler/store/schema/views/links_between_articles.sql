-- Which article leads to which: the blog's own links among the articles of this dataset.
SELECT
  links.article AS article, -- The article that holds the link.
  articles.title AS title, -- Its title.
  links.target AS target, -- The article that it leads to.
  targets.title AS target_title, -- That one's title.
  links.text AS text, -- The text that is linked.
  articles.published AS published, -- When the linking article was published: ISO 8601, UTC.
  targets.published AS target_published -- When the other was published: ISO 8601, UTC.
FROM links
JOIN articles ON articles.id = links.article
JOIN articles AS targets ON targets.id = links.target
ORDER BY articles.published, articles.id, links.position
