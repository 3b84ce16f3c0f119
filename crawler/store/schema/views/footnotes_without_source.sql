-- Footnotes without a link: explanations, and sources given by name only.
SELECT
  articles.title AS title, -- Title of the article.
  footnotes.article AS article, -- The article.
  footnotes.position AS position, -- Rank of the footnote in the article.
  footnotes.key AS key, -- Number or asterisks of the footnote.
  footnotes.kind AS kind, -- `book`, `note` …
  footnotes.text AS text, -- Text of the footnote.
  articles.url AS url -- Address of the article.
FROM footnotes
JOIN articles ON articles.id = footnotes.article
WHERE NOT EXISTS (
  SELECT 1 FROM links WHERE links.article = footnotes.article AND links.footnote = footnotes.position
)
ORDER BY articles.published, articles.id, footnotes.position
