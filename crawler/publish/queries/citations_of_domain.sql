-- title: Where is a domain cited?
-- topic: Sources
-- description: Every footnote that names an address of the domain, newest article first, with the sentence that rests on it.
-- parameter domain: a registered domain, such as example.org; left empty, the one that is cited most.
WITH asked AS (
  SELECT COALESCE(
    NULLIF(LOWER(TRIM(:domain)), ''),
    (SELECT domain FROM sources_by_domain LIMIT 1)
  ) AS domain
)
SELECT
  articles.title AS title,
  articles.published AS published,
  (
    SELECT context
    FROM footnote_references
    WHERE footnote_references.article = links.article
      AND footnote_references.footnote = links.footnote
    ORDER BY position
    LIMIT 1
  ) AS sentence,
  footnotes.text AS note,
  sources.url AS url,
  links.article AS article,
  links.footnote AS footnote
FROM asked
JOIN sources ON sources.domain = asked.domain
JOIN links ON links.source = sources.id AND links.place = 'footnote'
JOIN articles ON articles.id = links.article
JOIN footnotes ON footnotes.article = links.article AND footnotes.position = links.footnote
ORDER BY articles.published DESC, links.article, links.position
