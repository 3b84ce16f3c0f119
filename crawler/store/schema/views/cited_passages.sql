-- Which sentence rests on which source: every reference with its footnote and each address in that.
SELECT
  articles.title AS title, -- Title of the article.
  footnote_references.article AS article, -- The article, a row of articles.
  footnote_references.position AS position, -- Rank of the reference in the article.
  footnote_references.context AS context, -- The sentence with the marker.
  footnote_references.marker AS marker, -- The marker as it stands in the text.
  footnotes.text AS note, -- The footnote.
  sources.url AS source_url, -- Canonical address of a source that the note names.
  sources.domain AS domain, -- Its registered domain.
  articles.published AS published -- When the article was published: ISO 8601, UTC.
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
