-- A dataset of version 1, as the program wrote it then: one blog, two runs, of which the second found a change.
CREATE TABLE "blogs" (
  "name" TEXT NOT NULL,
  "url" TEXT NOT NULL,
  "title" TEXT,
  "description" TEXT,
  "language" TEXT,
  "software" TEXT,
  "api" TEXT,
  PRIMARY KEY ("name")
) STRICT;
CREATE TABLE "runs" (
  "id" INTEGER NOT NULL,
  "spider" TEXT NOT NULL,
  "started" TEXT NOT NULL,
  "finished" TEXT,
  "reason" TEXT,
  "arguments" TEXT,
  "route" TEXT,
  "decisions" TEXT,
  "walked" INTEGER CHECK ("walked" IN (0, 1)),
  "announced" INTEGER,
  "requests" INTEGER NOT NULL,
  "bytes" INTEGER NOT NULL,
  "articles_new" INTEGER NOT NULL,
  "articles_changed" INTEGER NOT NULL,
  "articles_unchanged" INTEGER NOT NULL,
  "articles_gone" INTEGER NOT NULL,
  "warnings" INTEGER NOT NULL,
  "errors" INTEGER NOT NULL,
  "versions" TEXT NOT NULL,
  PRIMARY KEY ("id")
) STRICT;
CREATE TABLE "authors" (
  "id" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "slug" TEXT NOT NULL,
  "url" TEXT,
  "blog" TEXT NOT NULL REFERENCES "blogs"("name") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("id")
) STRICT;
CREATE TABLE "terms" (
  "id" INTEGER NOT NULL,
  "taxonomy" TEXT NOT NULL CHECK ("taxonomy" IN ('category', 'tag')),
  "name" TEXT NOT NULL,
  "slug" TEXT NOT NULL,
  "parent" INTEGER REFERENCES "terms"("id") DEFERRABLE INITIALLY DEFERRED,
  "blog" TEXT NOT NULL REFERENCES "blogs"("name") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("id")
) STRICT;
CREATE TABLE "articles" (
  "id" INTEGER NOT NULL,
  "url" TEXT NOT NULL,
  "post_id" INTEGER,
  "slug" TEXT,
  "title" TEXT NOT NULL,
  "author" INTEGER REFERENCES "authors"("id") DEFERRABLE INITIALLY DEFERRED,
  "published" TEXT,
  "published_local" TEXT,
  "modified" TEXT,
  "language" TEXT,
  "excerpt" TEXT,
  "text" TEXT NOT NULL,
  "html" TEXT NOT NULL,
  "word_count" INTEGER NOT NULL,
  "image" TEXT,
  "status" TEXT NOT NULL CHECK ("status" IN ('live', 'protected', 'gone')),
  "blog" TEXT NOT NULL REFERENCES "blogs"("name") DEFERRABLE INITIALLY DEFERRED,
  "comment_count" INTEGER NOT NULL,
  "first_seen" TEXT NOT NULL,
  "gone_since" TEXT,
  "content_hash" TEXT NOT NULL,
  "parser" TEXT NOT NULL,
  "form" TEXT,
  "respelled" TEXT,
  PRIMARY KEY ("id")
) STRICT;
CREATE TABLE "article_terms" (
  "article" INTEGER NOT NULL REFERENCES "articles"("id") DEFERRABLE INITIALLY DEFERRED,
  "term" INTEGER NOT NULL REFERENCES "terms"("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("article", "term")
) STRICT;
CREATE TABLE "paragraphs" (
  "article" INTEGER NOT NULL REFERENCES "articles"("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('paragraph', 'heading', 'quote', 'item', 'preformatted', 'caption')),
  "level" INTEGER,
  "text" TEXT NOT NULL,
  "turn" INTEGER,
  PRIMARY KEY ("article", "position")
) STRICT;
CREATE TABLE "turns" (
  "article" INTEGER NOT NULL REFERENCES "articles"("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "speaker" TEXT NOT NULL,
  "role" TEXT NOT NULL CHECK ("role" IN ('question', 'answer')),
  "text" TEXT NOT NULL,
  PRIMARY KEY ("article", "position")
) STRICT;
CREATE TABLE "profiles" (
  "article" INTEGER NOT NULL REFERENCES "articles"("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "handles" TEXT NOT NULL,
  "paragraph" INTEGER NOT NULL,
  PRIMARY KEY ("article", "position")
) STRICT;
CREATE TABLE "tweet_accounts" (
  "handle" TEXT NOT NULL COLLATE NOCASE,
  "name" TEXT,
  PRIMARY KEY ("handle")
) STRICT;
CREATE TABLE "tweets" (
  "id" TEXT NOT NULL,
  "url" TEXT NOT NULL,
  "account" TEXT COLLATE NOCASE REFERENCES "tweet_accounts"("handle") DEFERRABLE INITIALLY DEFERRED,
  "name" TEXT,
  "text" TEXT,
  "lang" TEXT,
  "posted_at" TEXT,
  "shown_on" TEXT,
  "has_media" INTEGER NOT NULL CHECK ("has_media" IN (0, 1)),
  "respelled" TEXT,
  PRIMARY KEY ("id")
) STRICT;
CREATE TABLE "tweet_links" (
  "tweet" TEXT NOT NULL REFERENCES "tweets"("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('link', 'mention', 'hashtag', 'media')),
  "text" TEXT NOT NULL,
  "url" TEXT NOT NULL,
  PRIMARY KEY ("tweet", "position")
) STRICT;
CREATE TABLE "footnotes" (
  "article" INTEGER NOT NULL REFERENCES "articles"("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "key" TEXT NOT NULL,
  "marker" TEXT NOT NULL,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('source', 'tweet', 'book', 'note')),
  "label" TEXT,
  "text" TEXT NOT NULL,
  "html" TEXT NOT NULL,
  "status" TEXT NOT NULL CHECK ("status" IN ('referenced', 'unreferenced')),
  "work_title" TEXT,
  "work_authors" TEXT,
  "work_publisher" TEXT,
  "work_year" INTEGER,
  "urls" TEXT NOT NULL CHECK (json_valid("urls")),
  "respelled" TEXT,
  PRIMARY KEY ("article", "position")
) STRICT;
CREATE TABLE "article_tweets" (
  "article" INTEGER NOT NULL REFERENCES "articles"("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "tweet" TEXT NOT NULL REFERENCES "tweets"("id") DEFERRABLE INITIALLY DEFERRED,
  "relation" TEXT NOT NULL CHECK ("relation" IN ('embedded', 'cited', 'linked')),
  "paragraph" INTEGER,
  "footnote" INTEGER,
  "form" TEXT NOT NULL,
  "url" TEXT NOT NULL,
  "handle" TEXT,
  "name" TEXT,
  "text" TEXT,
  "lang" TEXT,
  "shown_date" TEXT,
  "shown_on" TEXT,
  "html" TEXT,
  "links" TEXT NOT NULL CHECK (json_valid("links")),
  PRIMARY KEY ("article", "position")
) STRICT;
CREATE TABLE "footnote_references" (
  "article" INTEGER NOT NULL REFERENCES "articles"("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "key" TEXT NOT NULL,
  "marker" TEXT NOT NULL,
  "paragraph" INTEGER NOT NULL,
  "offset" INTEGER NOT NULL,
  "context" TEXT NOT NULL,
  "footnote" INTEGER,
  "status" TEXT NOT NULL CHECK ("status" IN ('resolved', 'repeated', 'ambiguous', 'orphan')),
  PRIMARY KEY ("article", "position")
) STRICT;
CREATE TABLE "embeds" (
  "article" INTEGER NOT NULL REFERENCES "articles"("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "provider" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "url" TEXT NOT NULL,
  "external_id" TEXT,
  "posted_at" TEXT,
  "title" TEXT,
  "paragraph" INTEGER,
  PRIMARY KEY ("article", "position")
) STRICT;
CREATE TABLE "sources" (
  "id" INTEGER NOT NULL,
  "url" TEXT NOT NULL,
  "host" TEXT NOT NULL,
  "domain" TEXT NOT NULL,
  PRIMARY KEY ("id")
) STRICT;
CREATE TABLE "links" (
  "article" INTEGER NOT NULL REFERENCES "articles"("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "url" TEXT NOT NULL,
  "source" INTEGER REFERENCES "sources"("id") DEFERRABLE INITIALLY DEFERRED,
  "text" TEXT NOT NULL,
  "place" TEXT NOT NULL CHECK ("place" IN ('body', 'footnote', 'caption', 'credits')),
  "paragraph" INTEGER,
  "footnote" INTEGER,
  "internal" INTEGER NOT NULL CHECK ("internal" IN (0, 1)),
  "target" INTEGER REFERENCES "articles"("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("article", "position")
) STRICT;
CREATE TABLE "images" (
  "article" INTEGER NOT NULL REFERENCES "articles"("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "url" TEXT NOT NULL,
  "src" TEXT NOT NULL,
  "alt" TEXT,
  "caption" TEXT,
  "width" INTEGER,
  "height" INTEGER,
  "paragraph" INTEGER,
  PRIMARY KEY ("article", "position")
) STRICT;
CREATE TABLE "credits" (
  "article" INTEGER NOT NULL REFERENCES "articles"("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "text" TEXT NOT NULL,
  "label" TEXT,
  PRIMARY KEY ("article", "position")
) STRICT;
CREATE TABLE "comments" (
  "id" INTEGER NOT NULL,
  "article" INTEGER NOT NULL REFERENCES "articles"("id") DEFERRABLE INITIALLY DEFERRED,
  "parent" INTEGER REFERENCES "comments"("id") DEFERRABLE INITIALLY DEFERRED,
  "number" INTEGER NOT NULL,
  "author" TEXT,
  "author_url" TEXT,
  "posted" TEXT,
  "text" TEXT NOT NULL,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('comment', 'pingback')),
  "respelled" TEXT,
  PRIMARY KEY ("id")
) STRICT;
CREATE TABLE "pages" (
  "url" TEXT NOT NULL,
  "route" TEXT NOT NULL,
  "status" INTEGER NOT NULL,
  "fetched" TEXT NOT NULL,
  "etag" TEXT,
  "last_modified" TEXT,
  "sha256" TEXT NOT NULL,
  "run" INTEGER NOT NULL REFERENCES "runs"("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("url")
) STRICT;
CREATE TABLE "discoveries" (
  "url" TEXT NOT NULL,
  "route" TEXT NOT NULL,
  "article" INTEGER REFERENCES "articles"("id") DEFERRABLE INITIALLY DEFERRED,
  "first_seen" TEXT NOT NULL,
  "last_seen" TEXT NOT NULL,
  "lastmod" TEXT,
  "outcome" TEXT,
  PRIMARY KEY ("url", "route")
) STRICT;
CREATE TABLE "announcements" (
  "blog" TEXT NOT NULL REFERENCES "blogs"("name") DEFERRABLE INITIALLY DEFERRED,
  "route" TEXT NOT NULL,
  "month" TEXT NOT NULL,
  "articles" INTEGER NOT NULL,
  "run" INTEGER NOT NULL REFERENCES "runs"("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("blog", "route", "month")
) STRICT;
CREATE TABLE "article_versions" (
  "article" INTEGER NOT NULL REFERENCES "articles"("id") DEFERRABLE INITIALLY DEFERRED,
  "seen" TEXT NOT NULL,
  "run" INTEGER NOT NULL REFERENCES "runs"("id") DEFERRABLE INITIALLY DEFERRED,
  "content_hash" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  PRIMARY KEY ("article", "seen")
) STRICT;
CREATE TABLE "warnings" (
  "id" INTEGER NOT NULL,
  "run" INTEGER REFERENCES "runs"("id") DEFERRABLE INITIALLY DEFERRED,
  "article" INTEGER REFERENCES "articles"("id") DEFERRABLE INITIALLY DEFERRED,
  "code" TEXT NOT NULL,
  "detail" TEXT NOT NULL,
  PRIMARY KEY ("id")
) STRICT;
CREATE INDEX "authors_blog" ON "authors"("blog");
CREATE INDEX "terms_parent" ON "terms"("parent");
CREATE INDEX "terms_blog" ON "terms"("blog");
CREATE INDEX "articles_author" ON "articles"("author");
CREATE INDEX "articles_published" ON "articles"("published");
CREATE INDEX "articles_blog" ON "articles"("blog");
CREATE INDEX "article_terms_term" ON "article_terms"("term");
CREATE INDEX "tweets_account" ON "tweets"("account");
CREATE INDEX "tweets_posted_at" ON "tweets"("posted_at");
CREATE INDEX "footnotes_key" ON "footnotes"("key");
CREATE INDEX "article_tweets_tweet" ON "article_tweets"("tweet");
CREATE INDEX "sources_domain" ON "sources"("domain");
CREATE INDEX "links_source" ON "links"("source", "place", "article", "footnote");
CREATE INDEX "links_target" ON "links"("target");
CREATE INDEX "comments_article" ON "comments"("article");
CREATE INDEX "comments_parent" ON "comments"("parent");
CREATE INDEX "pages_run" ON "pages"("run");
CREATE INDEX "discoveries_article" ON "discoveries"("article");
CREATE INDEX "announcements_run" ON "announcements"("run");
CREATE INDEX "article_versions_run" ON "article_versions"("run");
CREATE INDEX "warnings_run" ON "warnings"("run");
CREATE INDEX "warnings_article" ON "warnings"("article");
CREATE INDEX "warnings_code" ON "warnings"("code");
CREATE UNIQUE INDEX "articles_url" ON "articles"("url");
CREATE INDEX "articles_post_id" ON "articles"("blog", "post_id");
CREATE VIRTUAL TABLE "articles_fts" USING fts5("title", "text", "respelled", content="articles", content_rowid="id", tokenize="unicode61 remove_diacritics 2 separators '⁰¹²³⁴⁵⁶⁷⁸⁹*'");
CREATE TRIGGER "articles_fts_insert" AFTER INSERT ON "articles" BEGIN INSERT INTO "articles_fts"(rowid, "title", "text", "respelled") VALUES (new."id", new."title", new."text", new."respelled"); END;
CREATE TRIGGER "articles_fts_delete" AFTER DELETE ON "articles" BEGIN INSERT INTO "articles_fts"("articles_fts", rowid, "title", "text", "respelled") VALUES ('delete', old."id", old."title", old."text", old."respelled"); END;
CREATE TRIGGER "articles_fts_update" AFTER UPDATE OF "title", "text", "respelled" ON "articles" BEGIN INSERT INTO "articles_fts"("articles_fts", rowid, "title", "text", "respelled") VALUES ('delete', old."id", old."title", old."text", old."respelled"); INSERT INTO "articles_fts"(rowid, "title", "text", "respelled") VALUES (new."id", new."title", new."text", new."respelled"); END;
CREATE VIRTUAL TABLE "tweets_fts" USING fts5("text", "name", "account", "respelled", content="tweets", content_rowid="rowid", tokenize="unicode61 remove_diacritics 2 separators '⁰¹²³⁴⁵⁶⁷⁸⁹*'");
CREATE TRIGGER "tweets_fts_insert" AFTER INSERT ON "tweets" BEGIN INSERT INTO "tweets_fts"(rowid, "text", "name", "account", "respelled") VALUES (new."rowid", new."text", new."name", new."account", new."respelled"); END;
CREATE TRIGGER "tweets_fts_delete" AFTER DELETE ON "tweets" BEGIN INSERT INTO "tweets_fts"("tweets_fts", rowid, "text", "name", "account", "respelled") VALUES ('delete', old."rowid", old."text", old."name", old."account", old."respelled"); END;
CREATE TRIGGER "tweets_fts_update" AFTER UPDATE OF "text", "name", "account", "respelled" ON "tweets" BEGIN INSERT INTO "tweets_fts"("tweets_fts", rowid, "text", "name", "account", "respelled") VALUES ('delete', old."rowid", old."text", old."name", old."account", old."respelled"); INSERT INTO "tweets_fts"(rowid, "text", "name", "account", "respelled") VALUES (new."rowid", new."text", new."name", new."account", new."respelled"); END;
CREATE VIRTUAL TABLE "footnotes_fts" USING fts5("text", "respelled", content="footnotes", content_rowid="rowid", tokenize="unicode61 remove_diacritics 2 separators '⁰¹²³⁴⁵⁶⁷⁸⁹*'");
CREATE TRIGGER "footnotes_fts_insert" AFTER INSERT ON "footnotes" BEGIN INSERT INTO "footnotes_fts"(rowid, "text", "respelled") VALUES (new."rowid", new."text", new."respelled"); END;
CREATE TRIGGER "footnotes_fts_delete" AFTER DELETE ON "footnotes" BEGIN INSERT INTO "footnotes_fts"("footnotes_fts", rowid, "text", "respelled") VALUES ('delete', old."rowid", old."text", old."respelled"); END;
CREATE TRIGGER "footnotes_fts_update" AFTER UPDATE OF "text", "respelled" ON "footnotes" BEGIN INSERT INTO "footnotes_fts"("footnotes_fts", rowid, "text", "respelled") VALUES ('delete', old."rowid", old."text", old."respelled"); INSERT INTO "footnotes_fts"(rowid, "text", "respelled") VALUES (new."rowid", new."text", new."respelled"); END;
CREATE VIRTUAL TABLE "comments_fts" USING fts5("text", "author", "respelled", content="comments", content_rowid="id", tokenize="unicode61 remove_diacritics 2 separators '⁰¹²³⁴⁵⁶⁷⁸⁹*'");
CREATE TRIGGER "comments_fts_insert" AFTER INSERT ON "comments" BEGIN INSERT INTO "comments_fts"(rowid, "text", "author", "respelled") VALUES (new."id", new."text", new."author", new."respelled"); END;
CREATE TRIGGER "comments_fts_delete" AFTER DELETE ON "comments" BEGIN INSERT INTO "comments_fts"("comments_fts", rowid, "text", "author", "respelled") VALUES ('delete', old."id", old."text", old."author", old."respelled"); END;
CREATE TRIGGER "comments_fts_update" AFTER UPDATE OF "text", "author", "respelled" ON "comments" BEGIN INSERT INTO "comments_fts"("comments_fts", rowid, "text", "author", "respelled") VALUES ('delete', old."id", old."text", old."author", old."respelled"); INSERT INTO "comments_fts"(rowid, "text", "author", "respelled") VALUES (new."id", new."text", new."author", new."respelled"); END;
CREATE VIEW "articles_by_month" AS
-- How much was published each month.
SELECT
  SUBSTR(articles.published, 1, 7) AS month, -- Month of publication in UTC, as "2018-08".
  COUNT(*) AS articles, -- Articles.
  SUM(articles.word_count) AS words, -- Words in them.
  SUM(articles.comment_count) AS comments, -- Comments and pingbacks on them.
  SUM((SELECT COUNT(*) FROM article_tweets WHERE article_tweets.article = articles.id)) AS tweets, -- Places with a tweet in them.
  SUM((SELECT COUNT(*) FROM footnotes WHERE footnotes.article = articles.id)) AS footnotes -- Footnotes in them.
FROM articles
WHERE articles.published IS NOT NULL
GROUP BY month
ORDER BY month;
CREATE VIEW "articles_by_term" AS
-- Every category and tag: how many articles, from when to when.
SELECT
  terms.id AS term, -- The category or tag, a row of terms.
  terms.taxonomy AS taxonomy, -- `category` or `tag`.
  terms.name AS name, -- Its name.
  COUNT(*) AS articles, -- Articles that carry it.
  MIN(articles.published) AS first_published, -- When the first of them was published: ISO 8601, UTC.
  MAX(articles.published) AS last_published -- When the last of them was published: ISO 8601, UTC.
FROM terms
JOIN article_terms ON article_terms.term = terms.id
JOIN articles ON articles.id = article_terms.article
GROUP BY terms.id
ORDER BY articles DESC, taxonomy, name;
CREATE VIEW "cited_passages" AS
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
ORDER BY articles.published, articles.id, footnote_references.position, links.position;
CREATE VIEW "commenters" AS
-- Who comments: by name as signed, how often and on how many articles.
SELECT
  comments.author AS author, -- Name as signed.
  COUNT(*) AS comments, -- Comments under that name.
  SUM(comments.parent IS NOT NULL) AS answers, -- Those that answer another comment.
  COUNT(DISTINCT comments.article) AS articles, -- Articles commented on.
  MIN(comments.posted) AS first_posted, -- When the first was written: ISO 8601, UTC.
  MAX(comments.posted) AS last_posted -- When the last was written: ISO 8601, UTC.
FROM comments
WHERE comments.kind = 'comment'
GROUP BY comments.author
ORDER BY comments DESC, author;
CREATE VIEW "embeds_by_provider" AS
-- Videos, posts, slides and frames in the articles, by the service they come from.
SELECT
  embeds.provider AS provider, -- The service.
  embeds.kind AS kind, -- What it is (`video`, `post` …).
  COUNT(*) AS embeds, -- Places.
  COUNT(DISTINCT embeds.url) AS addresses, -- Different things.
  COUNT(DISTINCT embeds.article) AS articles -- Articles with one.
FROM embeds
GROUP BY embeds.provider, embeds.kind
ORDER BY embeds DESC, provider, kind;
CREATE VIEW "footnotes_without_source" AS
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
ORDER BY articles.published, articles.id, footnotes.position;
CREATE VIEW "interviews" AS
-- Articles that are interviews: who asks, who answers, and how much.
SELECT
  articles.id AS article, -- The article, a row of articles.
  articles.title AS title, -- Its title.
  articles.published AS published, -- When it was published: ISO 8601, UTC.
  GROUP_CONCAT(DISTINCT CASE WHEN turns.role = 'answer' THEN turns.speaker END) AS guests, -- Who answers.
  GROUP_CONCAT(DISTINCT CASE WHEN turns.role = 'question' THEN turns.speaker END) AS interviewers, -- Who asks.
  SUM(turns.role = 'question') AS questions, -- Questions.
  SUM(turns.role = 'answer') AS answers, -- Answers.
  articles.url AS url -- Address of the article.
FROM articles
JOIN turns ON turns.article = articles.id
GROUP BY articles.id
ORDER BY articles.published DESC, articles.id;
CREATE VIEW "links_between_articles" AS
-- Which article leads to which: the blog's own links among the articles of this dataset.
SELECT
  links.article AS article, -- The article that holds the link.
  articles.title AS title, -- Its title.
  links.target AS target, -- The article that it leads to.
  targets.title AS target_title, -- That one's title.
  links.text AS text, -- The text that is linked.
  articles.published AS published, -- When the linking article was published: ISO 8601, UTC.
  targets.published AS target_published -- When the other was published: ISO 8601, UTC.
FROM links
JOIN articles ON articles.id = links.article
JOIN articles AS targets ON targets.id = links.target
ORDER BY articles.published, articles.id, links.position;
CREATE VIEW "source_citations" AS
-- Every source that a footnote names: by how many articles and footnotes, first and last.
SELECT
  sources.id AS source, -- The source, a row of sources.
  sources.url AS url, -- Its canonical address.
  sources.domain AS domain, -- Its registered domain.
  COUNT(DISTINCT links.article) AS articles, -- Articles that cite it.
  COUNT(DISTINCT links.article || '-' || links.footnote) AS footnotes, -- Footnotes that name it.
  MIN(articles.published) AS first_cited, -- When the first article that cites it was published: ISO 8601, UTC.
  MAX(articles.published) AS last_cited -- When the last one was published: ISO 8601, UTC.
FROM sources
JOIN links ON links.source = sources.id AND links.place = 'footnote'
JOIN articles ON articles.id = links.article
GROUP BY sources.id
ORDER BY articles DESC, footnotes DESC, url;
CREATE VIEW "sources_by_domain" AS
-- Every domain that articles link to: how many of its addresses, from how many articles and footnotes.
SELECT
  sources.domain AS domain, -- Registered domain.
  COUNT(DISTINCT sources.id) AS sources, -- Addresses on it.
  COUNT(DISTINCT links.article) AS articles, -- Articles that link to it.
  COUNT(*) AS links, -- Links to it, in the text and in footnotes.
  SUM(links.place = 'footnote') AS citations -- Those of them that stand in footnotes.
FROM sources
JOIN links ON links.source = sources.id
GROUP BY sources.domain
ORDER BY citations DESC, links DESC, domain;
CREATE VIEW "tweets_by_account" AS
-- Every account whose tweets stand in the articles: how many tweets, in how many articles, from when to when.
SELECT
  tweet_accounts.handle AS account, -- Account name without "@", a row of tweet_accounts.
  tweet_accounts.name AS name, -- Displayed name.
  COUNT(DISTINCT tweets.id) AS tweets, -- Tweets of it in this dataset.
  COUNT(DISTINCT CASE WHEN tweets.text IS NOT NULL THEN tweets.id END) AS with_text, -- Those whose text is kept.
  COUNT(DISTINCT article_tweets.article) AS articles, -- Articles that show or cite them.
  MIN(tweets.posted_at) AS first_posted, -- When the first was posted: ISO 8601, UTC.
  MAX(tweets.posted_at) AS last_posted -- When the last was posted: ISO 8601, UTC.
FROM tweet_accounts
JOIN tweets ON tweets.account = tweet_accounts.handle
JOIN article_tweets ON article_tweets.tweet = tweets.id
GROUP BY tweet_accounts.handle
ORDER BY tweets DESC, account;
CREATE VIEW "tweets_only_here" AS
-- Tweets whose text this dataset keeps, with the article that printed it first: still readable if the
-- tweet is deleted or Twitter shows it no more.
SELECT
  tweets.id AS tweet, -- The tweet, a row of tweets.
  tweets.account AS account, -- Who tweeted.
  tweets.posted_at AS posted_at, -- When it was posted, from its number: ISO 8601, UTC.
  tweets.text AS text, -- The text that was kept.
  COUNT(DISTINCT articles.id) AS articles, -- Articles that show or cite it.
  MIN(articles.published) AS first_published, -- When the first of them was published: ISO 8601, UTC.
  tweets.url AS url -- Address of the tweet.
FROM tweets
JOIN article_tweets ON article_tweets.tweet = tweets.id
JOIN articles ON articles.id = article_tweets.article
WHERE tweets.text IS NOT NULL
GROUP BY tweets.id
ORDER BY tweets.posted_at, LENGTH(tweets.id), tweets.id;
CREATE VIEW "unresolved_references" AS
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
ORDER BY articles.published, articles.id, footnote_references.position;
CREATE VIEW "warnings_by_code" AS
-- What was odd, by kind, with an example.
SELECT
  warnings.code AS code, -- Short name of the kind of oddity.
  COUNT(*) AS warnings, -- How often.
  COUNT(DISTINCT warnings.article) AS articles, -- Articles concerned.
  MIN(warnings.detail) AS example -- One of the sentences.
FROM warnings
GROUP BY warnings.code
ORDER BY warnings DESC, code;
CREATE VIEW "works_cited" AS
-- Books and articles that footnotes name, with or without an address.
SELECT
  footnotes.work_title AS title, -- Title of the work.
  footnotes.work_authors AS authors, -- Its authors as printed.
  footnotes.work_publisher AS publisher, -- Its publisher as printed.
  footnotes.work_year AS year, -- Year of publication.
  COUNT(DISTINCT footnotes.article) AS articles, -- Articles that name it.
  MIN(articles.published) AS first_cited, -- When the first of them was published: ISO 8601, UTC.
  MAX(articles.published) AS last_cited -- When the last of them was published: ISO 8601, UTC.
FROM footnotes
JOIN articles ON articles.id = footnotes.article
WHERE footnotes.work_title IS NOT NULL
GROUP BY footnotes.work_title, footnotes.work_authors, footnotes.work_publisher, footnotes.work_year
ORDER BY articles DESC, title;
PRAGMA application_id = 1651273575;
PRAGMA user_version = 1;
INSERT INTO "blogs" VALUES ('atelier', 'https://atelier.example/', NULL, NULL, NULL, NULL, NULL);
INSERT INTO "runs" VALUES (1, 'atelier', '2026-01-02T12:00:00Z', '2026-01-02T12:00:00Z', 'finished', NULL, 'api', NULL, NULL, NULL, 4, 0, 0, 0, 0, 0, 3, 0, '{}');
INSERT INTO "runs" VALUES (2, 'atelier', '2026-01-03T12:00:00Z', '2026-01-03T12:00:00Z', 'finished', NULL, NULL, NULL, NULL, NULL, 2, 0, 0, 1, 0, 1, 0, 0, '{}');
INSERT INTO "authors" VALUES (2023349776298081, 'Léa Fictif', 'lea', 'https://atelier.example/author/lea/', 'atelier');
INSERT INTO "terms" VALUES (2758897141339654, 'category', 'Atelier', 'atelier', NULL, 'atelier');
INSERT INTO "terms" VALUES (2875537473676430, 'tag', 'Lenteur', 'lenteur', NULL, 'atelier');
INSERT INTO "terms" VALUES (2936926726981971, 'category', 'Outils', 'outils', 2758897141339654, 'atelier');
INSERT INTO "articles" VALUES (413902230731102, 'https://atelier.example/lentement/', 7, 'lentement', 'Éloge de la lenteur', 2023349776298081, '2018-08-14T00:59:51Z', NULL, NULL, NULL, NULL, 'Le cœur du métier¹.

Second paragraphe.', '<p>Le cœur</p>', 6, NULL, 'gone', 'atelier', 0, '2026-01-02T12:00:00Z', '2026-01-03T12:00:00Z', 'h1', 'p1', 'api', 'Le coeur du métier¹.');
INSERT INTO "articles" VALUES (539160621030765, 'https://atelier.example/vite/', NULL, NULL, 'vite', NULL, NULL, NULL, NULL, NULL, NULL, 'Un texte plus long.', '', 0, NULL, 'live', 'atelier', 2, '2026-01-02T12:00:00Z', NULL, 'h2', 'p1', 'api', NULL);
INSERT INTO "article_terms" VALUES (413902230731102, 2936926726981971);
INSERT INTO "article_terms" VALUES (413902230731102, 2875537473676430);
INSERT INTO "paragraphs" VALUES (413902230731102, 1, 'paragraph', NULL, 'Le cœur du métier¹.', NULL);
INSERT INTO "paragraphs" VALUES (413902230731102, 2, 'paragraph', NULL, 'Second paragraphe.', 1);
INSERT INTO "turns" VALUES (413902230731102, 1, 'Léa Fictif', 'answer', 'Second paragraphe.');
INSERT INTO "profiles" VALUES (413902230731102, 1, 'Jean Nul', 'jnul', 2);
INSERT INTO "tweet_accounts" VALUES ('zoe_v', 'Zoé');
INSERT INTO "tweets" VALUES ('1029170702509719552', 'https://twitter.com/zoe_v/status/1029170702509719552', 'zoe_v', 'Zoé', 'Doucement #lenteur', NULL, '2018-08-14T00:59:51Z', NULL, 0, 'zœ_v');
INSERT INTO "tweet_links" VALUES ('1029170702509719552', 1, 'hashtag', '#lenteur', 'https://twitter.com/hashtag/lenteur');
INSERT INTO "footnotes" VALUES (413902230731102, 1, '1', '(1)', 'book', 'Source', 'Source > https://revue.example/lenteur', '', 'referenced', 'Ralentir', NULL, NULL, 2011, '["https://revue.example/lenteur"]', NULL);
INSERT INTO "article_tweets" VALUES (413902230731102, 1, '1029170702509719552', 'embedded', NULL, NULL, 'link', 'https://twitter.com/zoe_v/status/1029170702509719552', 'zoe_v', 'Zoé', 'Doucement #lenteur', NULL, NULL, NULL, NULL, '[{"kind": "hashtag", "text": "#lenteur", "url": "https://twitter.com/hashtag/lenteur"}]');
INSERT INTO "footnote_references" VALUES (413902230731102, 1, '1', '¹', 1, 17, 'Le cœur du métier¹.', 1, 'resolved');
INSERT INTO "sources" VALUES (4035566011517146, 'https://revue.example/lenteur', 'revue.example', 'revue.example');
INSERT INTO "links" VALUES (413902230731102, 1, 'https://revue.example/lenteur?utm_source=x', 4035566011517146, 'https://revue.example/lenteur', 'footnote', NULL, 1, 0, NULL);
INSERT INTO "links" VALUES (413902230731102, 2, 'https://atelier.example/vite/?shared=email#c', NULL, 'vite', 'body', 1, NULL, 1, 539160621030765);
INSERT INTO "images" VALUES (413902230731102, 1, 'https://atelier.example/a.png', 'https://atelier.example/a.png?w=300', 'une horloge', NULL, NULL, NULL, NULL);
INSERT INTO "credits" VALUES (413902230731102, 1, 'DR', 'Crédits photos');
INSERT INTO "comments" VALUES (3231165087204533, 539160621030765, NULL, 3, NULL, NULL, NULL, 'Non.', 'comment', NULL);
INSERT INTO "comments" VALUES (3274548958003386, 539160621030765, NULL, 1, NULL, NULL, NULL, 'Oui.', 'comment', NULL);
INSERT INTO "pages" VALUES ('https://atelier.example/', 'home', 304, '2026-01-03T12:00:00Z', NULL, NULL, '0000000000000000000000000000000000000000000000000000000000000000', 2);
INSERT INTO "pages" VALUES ('https://atelier.example/feed/', 'feed', 0, '2026-01-02T12:00:00Z', NULL, NULL, '0000000000000000000000000000000000000000000000000000000000000000', 1);
INSERT INTO "discoveries" VALUES ('https://atelier.example/lentement/', 'api', 413902230731102, '2026-01-02T12:00:00Z', '2026-01-02T12:00:00Z', NULL, 'article');
INSERT INTO "discoveries" VALUES ('https://atelier.example/lentement/', 'sitemap', 413902230731102, '2026-01-02T12:00:00Z', '2026-01-02T12:00:00Z', NULL, 'article');
INSERT INTO "discoveries" VALUES ('https://atelier.example/vite/', 'api', 539160621030765, '2026-01-02T12:00:00Z', '2026-01-02T12:00:00Z', NULL, 'article');
INSERT INTO "discoveries" VALUES ('https://atelier.example/vite/', 'sitemap', 539160621030765, '2026-01-02T12:00:00Z', '2026-01-02T12:00:00Z', NULL, 'article');
INSERT INTO "discoveries" VALUES ('https://atelier.example/absent/', 'sitemap', NULL, '2026-01-02T12:00:00Z', '2026-01-02T12:00:00Z', NULL, 'missing');
INSERT INTO "announcements" VALUES ('atelier', 'api', '', 2, 1);
INSERT INTO "article_versions" VALUES (539160621030765, '2026-01-03T12:00:00Z', 2, 'h1', 'vite', 'Un texte sur vite.');
INSERT INTO "warnings" VALUES (509154585825839, 1, 413902230731102, 'odd_note', 'Note 1 is odd.');
INSERT INTO "warnings" VALUES (3225919191280860, 1, NULL, 'request_failed', 'https://atelier.example/feed/: no answer came in time');
INSERT INTO "warnings" VALUES (4133652640782115, 1, 539160621030765, 'comment_parent_missing', 'Comment 3 answers comment 2, which was not handed out.');
