-- title: How often is a domain cited, year by year?
-- topic: Sources
-- description: Number of footnotes per year that cite the domain, with the number of articles and addresses.
-- parameter domain: a registered domain, such as example.org. If empty: the most cited domain.
WITH
  asked AS (
    SELECT COALESCE(
      NULLIF(LOWER(TRIM(:domain)), ''),
      (
        SELECT sources.domain
        FROM links
        JOIN sources ON sources.id = links.source
        WHERE links.place = 'footnote'
        GROUP BY sources.domain
        ORDER BY COUNT(*) DESC
        LIMIT 1
      )
    ) AS domain
  )
SELECT
  SUBSTR(articles.published, 1, 4) AS year,
  asked.domain AS domain,
  COUNT(*) AS citations,
  COUNT(DISTINCT links.article) AS articles,
  COUNT(DISTINCT links.source) AS addresses
FROM asked
JOIN sources ON sources.domain = asked.domain
JOIN links ON links.source = sources.id AND links.place = 'footnote'
JOIN articles ON articles.id = links.article
WHERE articles.published IS NOT NULL
GROUP BY year
ORDER BY year
