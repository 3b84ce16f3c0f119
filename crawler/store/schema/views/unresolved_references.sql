-- Markers in the text that lead to no footnote, or could mean another one.
SELECT
  articles.title AS title, -- Title of the article.
  articles.url AS url, -- Its address.
  footnote_references.article AS article, -- The article, a row of articles.
  footnote_references.position AS position, -- Rank of the reference in the article.
  footnote_references.marker AS marker, -- The marker as it stands in the text.
  footnote_references.status AS status, -- `orphan` or `ambiguous`.
  footnote_references.context AS context, -- The sentence around it.
  footnotes.text AS note -- The note that it most likely means.
FROM footnote_references
JOIN articles ON articles.id = footnote_references.article
LEFT JOIN footnotes
  ON footnotes.article = footnote_references.article
  AND footnotes.position = footnote_references.footnote
WHERE footnote_references.status IN ('orphan', 'ambiguous')
ORDER BY articles.published, articles.id, footnote_references.position
