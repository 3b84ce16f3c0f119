-- title: Which subjects appear together?
-- topic: Articles
-- description: Pairs of categories and tags of the same articles, most frequent pairs first.
SELECT
  one.name AS subject,
  other.name AS with_subject,
  pairs.articles AS articles,
  pairs.term AS term
FROM (
  SELECT own.term AS term, beside.term AS beside, COUNT(*) AS articles
  FROM article_terms AS own NOT INDEXED -- article by article: the joined rows are then next to each other
  JOIN article_terms AS beside ON beside.article = own.article AND beside.term > own.term
  GROUP BY own.term, beside.term
  ORDER BY articles DESC
  LIMIT 500
) AS pairs
JOIN terms AS one ON one.id = pairs.term
JOIN terms AS other ON other.id = pairs.beside
ORDER BY articles DESC, subject, with_subject
