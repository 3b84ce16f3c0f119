-- title: Where is a domain cited?
-- topic: Sources
-- description: The latest thousand footnotes that cite the domain, with the sentence that each supports, newest article first.
-- parameter domain: a registered domain, such as example.org. If empty: the most cited domain.
WITH
  asked AS (
    SELECT COALESCE(
      NULLIF(LOWER(TRIM(:domain)), ''),
      (SELECT domain FROM sources_by_domain LIMIT 1)
    ) AS domain
  ),
  cited AS (
    SELECT articles.title, articles.published, links.article, links.footnote, links.position, sources.url
    FROM asked
    JOIN sources ON sources.domain = asked.domain
    JOIN links ON links.source = sources.id AND links.place = 'footnote'
    JOIN articles ON articles.id = links.article
    ORDER BY articles.published DESC, links.article, links.position
    LIMIT 1000
  )
SELECT
  cited.title AS title,
  cited.published AS published,
  (
    SELECT context
    FROM footnote_references
    WHERE footnote_references.article = cited.article
      AND footnote_references.footnote = cited.footnote
    ORDER BY position
    LIMIT 1
  ) AS sentence,
  footnotes.text AS note,
  cited.url AS url,
  cited.article AS article,
  cited.footnote AS footnote
FROM cited
JOIN footnotes ON footnotes.article = cited.article AND footnotes.position = cited.footnote
ORDER BY cited.published DESC, cited.article, cited.position
