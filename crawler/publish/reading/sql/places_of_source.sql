SELECT
  articles.id AS id,
  articles.title AS title,
  articles.published AS published,
  links.place AS place,
  links.text AS linked,
  links.url AS url,
  links.paragraph AS paragraph,
  links.footnote AS footnote,
  footnotes.text AS note,
  COALESCE(
    (
      SELECT context
      FROM footnote_references
      WHERE footnote_references.article = links.article AND footnote_references.footnote = links.footnote
      LIMIT 1
    ),
    (SELECT text FROM paragraphs WHERE paragraphs.article = links.article AND paragraphs.position = links.paragraph)
  ) AS sentence
FROM links
JOIN articles ON articles.id = links.article
LEFT JOIN footnotes ON footnotes.article = links.article AND footnotes.position = links.footnote
WHERE links.source = :key
ORDER BY articles.published, articles.id, links.position
LIMIT 200
