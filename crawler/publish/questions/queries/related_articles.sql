-- title: Which articles are related to an article?
-- topic: Articles
-- description: Articles that link to the same sources, quote the same accounts, or link to each other.
-- parameter title: part of the article's title. If empty: the latest article with a footnote.
WITH
  -- CROSS JOIN keeps the order of the joins: from the one article outwards, never from all tweets inwards.
  asked AS (
    SELECT id
    FROM articles
    WHERE (:title <> '' AND INSTR(LOWER(title), LOWER(:title)) > 0)
      OR (:title = '' AND EXISTS (SELECT 1 FROM footnotes WHERE footnotes.article = articles.id))
    ORDER BY published DESC
    LIMIT 1
  ),
  shared AS (
    SELECT other.article AS article, 'source' AS why, sources.url AS what
    FROM asked
    CROSS JOIN links AS own ON own.article = asked.id
    CROSS JOIN links AS other ON other.source = own.source AND other.article <> asked.id
    CROSS JOIN sources ON sources.id = own.source
    UNION
    SELECT place.article, 'account', '@' || tweets.account
    FROM asked
    CROSS JOIN article_tweets AS own ON own.article = asked.id
    CROSS JOIN tweets AS quoted ON quoted.id = own.tweet
    CROSS JOIN tweets ON tweets.account = quoted.account
    CROSS JOIN article_tweets AS place ON place.tweet = tweets.id AND place.article <> asked.id
    UNION
    SELECT links.target, 'link', 'is linked from it'
    FROM asked
    CROSS JOIN links ON links.article = asked.id
    WHERE links.target IS NOT NULL
    UNION
    SELECT links.article, 'link', 'links to it'
    FROM asked
    CROSS JOIN links ON links.target = asked.id
  )
SELECT
  articles.title AS title,
  COUNT(*) AS reasons,
  GROUP_CONCAT(DISTINCT shared.why) AS why,
  SUBSTR(GROUP_CONCAT(shared.what, ' · '), 1, 300) AS what,
  articles.published AS published,
  articles.id AS article
FROM shared
CROSS JOIN articles ON articles.id = shared.article
GROUP BY articles.id
ORDER BY reasons DESC, published DESC
LIMIT 200
