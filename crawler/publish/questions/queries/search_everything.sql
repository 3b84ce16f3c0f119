-- title: Where does a word occur?
-- topic: Search
-- description: The fifty best results in each of articles, tweets, footnotes and comments, with the words highlighted.
-- parameter q: words that must all occur, "a phrase" in quotes, or a prefix of at least three letters, such as
--   comm*. Accents, capitals and œ make no difference. If empty: no results.
WITH
  asked AS (
    SELECT search_terms(:q) AS terms, letter_terms(:q) AS letters
  ),
  found_articles AS (
    SELECT *
    FROM (
      SELECT
        rowid,
        rank,
        SNIPPET(articles_fts, 1, '⟦', '⟧', '…', 30) AS snippet
      FROM articles_fts
      WHERE articles_fts MATCH (SELECT terms FROM asked)
        AND rank MATCH 'bm25(10.0, 1.0, 0.0)'
      ORDER BY rank
      LIMIT 50
    )
    UNION ALL
    SELECT *
    FROM (
      SELECT
        rowid,
        rank,
        REPLACE(SNIPPET(articles_letters_fts, 1, '⟦', '⟧', '…', 60), CHAR(31), '') AS snippet
      FROM articles_letters_fts
      WHERE articles_letters_fts MATCH (SELECT letters FROM asked)
        AND rank MATCH 'bm25(10.0, 1.0)'
      ORDER BY rank
      LIMIT 50
    )
  ),
  found_tweets AS (
    SELECT *
    FROM (
      SELECT
        rowid,
        rank,
        SNIPPET(tweets_fts, 0, '⟦', '⟧', '…', 30) AS snippet
      FROM tweets_fts
      WHERE tweets_fts MATCH (SELECT terms FROM asked)
      ORDER BY rank
      LIMIT 50
    )
    UNION ALL
    SELECT *
    FROM (
      SELECT
        rowid,
        rank,
        REPLACE(SNIPPET(tweets_letters_fts, 0, '⟦', '⟧', '…', 60), CHAR(31), '') AS snippet
      FROM tweets_letters_fts
      WHERE tweets_letters_fts MATCH (SELECT letters FROM asked)
      ORDER BY rank
      LIMIT 50
    )
  ),
  found_footnotes AS (
    SELECT *
    FROM (
      SELECT
        rowid,
        rank,
        SNIPPET(footnotes_fts, 0, '⟦', '⟧', '…', 30) AS snippet
      FROM footnotes_fts
      WHERE footnotes_fts MATCH (SELECT terms FROM asked)
      ORDER BY rank
      LIMIT 50
    )
    UNION ALL
    SELECT *
    FROM (
      SELECT
        rowid,
        rank,
        REPLACE(SNIPPET(footnotes_letters_fts, 0, '⟦', '⟧', '…', 60), CHAR(31), '') AS snippet
      FROM footnotes_letters_fts
      WHERE footnotes_letters_fts MATCH (SELECT letters FROM asked)
      ORDER BY rank
      LIMIT 50
    )
  ),
  found_comments AS (
    SELECT *
    FROM (
      SELECT
        rowid,
        rank,
        SNIPPET(comments_fts, 0, '⟦', '⟧', '…', 30) AS snippet
      FROM comments_fts
      WHERE comments_fts MATCH (SELECT terms FROM asked)
      ORDER BY rank
      LIMIT 50
    )
    UNION ALL
    SELECT *
    FROM (
      SELECT
        rowid,
        rank,
        REPLACE(SNIPPET(comments_letters_fts, 0, '⟦', '⟧', '…', 60), CHAR(31), '') AS snippet
      FROM comments_letters_fts
      WHERE comments_letters_fts MATCH (SELECT letters FROM asked)
      ORDER BY rank
      LIMIT 50
    )
  ),
  found AS (
    SELECT
      1 AS shelf,
      rank,
      'article' AS kind,
      articles.title AS title,
      snippet,
      articles.published AS time,
      articles.id AS article,
      'articles/' || articles.id AS "row"
    FROM found_articles
    JOIN articles ON articles.id = found_articles.rowid
    UNION ALL
    SELECT
      2,
      rank,
      'tweet',
      COALESCE('@' || tweets.account, tweets.url),
      snippet,
      tweets.posted_at,
      NULL,
      'tweets/' || tweets.id
    FROM found_tweets
    JOIN tweets ON tweets.rowid = found_tweets.rowid
    UNION ALL
    SELECT
      3,
      rank,
      'footnote',
      articles.title,
      snippet,
      articles.published,
      articles.id,
      'footnotes/' || footnotes.article || ',' || footnotes.position
    FROM found_footnotes
    JOIN footnotes ON footnotes.rowid = found_footnotes.rowid
    JOIN articles ON articles.id = footnotes.article
    UNION ALL
    SELECT
      4,
      rank,
      'comment',
      articles.title,
      snippet,
      comments.posted,
      articles.id,
      'comments/' || comments.id
    FROM found_comments
    JOIN comments ON comments.id = found_comments.rowid
    JOIN articles ON articles.id = comments.article
  )
SELECT
  kind,
  title,
  snippet,
  time,
  article,
  "row"
FROM found
ORDER BY shelf, rank
