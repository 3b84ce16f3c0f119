-- Footnote markers without a footnote (`orphan`), or with more than one possible footnote (`ambiguous`).
SELECT
  articles.title AS title, -- Title of the article.
  articles.url AS url, -- Address of the article.
  footnote_references.article AS article, -- The article.
  footnote_references.position AS position, -- Rank of the reference in the article.
  footnote_references.marker AS marker, -- Marker as printed in the text.
  footnote_references.status AS status, -- `orphan` or `ambiguous`.
  footnote_references.context AS context, -- Sentence that contains the marker.
  footnotes.text AS note -- Footnote that it most likely points to.
FROM footnote_references
JOIN articles ON articles.id = footnote_references.article
LEFT JOIN footnotes
  ON footnotes.article = footnote_references.article
  AND footnotes.position = footnote_references.footnote
WHERE footnote_references.status IN ('orphan', 'ambiguous')
ORDER BY articles.published, articles.id, footnote_references.position
