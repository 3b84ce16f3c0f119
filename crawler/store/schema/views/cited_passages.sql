-- Sentences with a footnote and the sources that it cites: one row per marker and source.
SELECT
  articles.title AS title, -- Title of the article.
  footnote_references.article AS article, -- The article.
  footnote_references.position AS position, -- Rank of the reference in the article.
  footnote_references.context AS context, -- Sentence that contains the marker.
  footnote_references.marker AS marker, -- Marker as printed in the text.
  footnotes.text AS note, -- Text of the footnote.
  sources.url AS source_url, -- Canonical address of a source that the footnote cites.
  sources.domain AS domain, -- Registered domain of the source.
  articles.published AS published -- Publication time of the article: ISO 8601, UTC.
FROM footnote_references
JOIN articles ON articles.id = footnote_references.article
JOIN footnotes
  ON footnotes.article = footnote_references.article
  AND footnotes.position = footnote_references.footnote
LEFT JOIN links
  ON links.article = footnotes.article
  AND links.footnote = footnotes.position
LEFT JOIN sources ON sources.id = links.source
ORDER BY articles.published, articles.id, footnote_references.position, links.position
