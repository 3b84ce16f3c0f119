-- Footnotes that hold no link: explanations, and sources that can only be looked up by name.
SELECT
  articles.title AS title, -- Title of the article.
  footnotes.article AS article, -- The article, a row of articles.
  footnotes.position AS position, -- Rank of the note in the article.
  footnotes.key AS key, -- The note's number or asterisks.
  footnotes.kind AS kind, -- `book`, `note` …
  footnotes.text AS text, -- The note.
  articles.url AS url -- Address of the article.
FROM footnotes
JOIN articles ON articles.id = footnotes.article
WHERE NOT EXISTS (
  SELECT 1 FROM links WHERE links.article = footnotes.article AND links.footnote = footnotes.position
)
ORDER BY articles.published, articles.id, footnotes.position
