-- Links from one article in this dataset to another.
SELECT
  links.article AS article, -- The article that contains the link.
  articles.title AS title, -- Title of the article that contains the link.
  links.target AS target, -- The article that it links to.
  targets.title AS target_title, -- Title of the article that it links to.
  links.text AS text, -- Text of the link.
  articles.published AS published, -- Publication time of the article that contains the link: ISO 8601, UTC.
  targets.published AS target_published -- Publication time of the article that it links to: ISO 8601, UTC.
FROM links
JOIN articles ON articles.id = links.article
JOIN articles AS targets ON targets.id = links.target
ORDER BY articles.published, articles.id, links.position
