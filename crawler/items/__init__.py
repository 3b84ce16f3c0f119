"""The item classes: they hold what a crawl finds, and they define the schema of the dataset.

A class marked with ``@table`` is a table and its fields are the columns. The docstring under a field is the
description of the column, in Datasette and in the documentation. The schema is defined nowhere else.
"""

from crawler.items.article import (
    Article,
    Credit,
    Embed,
    Image,
    Link,
    Paragraph,
    Profile,
    StoredArticle,
    StoredLink,
    Turn,
)
from crawler.items.blog import (
    ArticleTerm,
    Author,
    Blog,
    Comment,
    Post,
    StoredAuthor,
    StoredComment,
    StoredTerm,
    Term,
)
from crawler.items.exchange import Ask, Reply
from crawler.items.notes import Footnote, FootnoteReference, Work
from crawler.items.prior import PriorAddress, PriorArticle, PriorCrawl
from crawler.items.run import Announcement, ArticleVersion, DatasetWarning, Discovery, Page, Run, Source
from crawler.items.table import Table, column, table, table_of
from crawler.items.tweets import StoredTweetLink, Tweet, TweetAccount, TweetLink, TweetPlace
from crawler.urls.keys import address_key, content_hash, date_in, page_path, row_id

#: Every table of a dataset. A table refers only to tables that come before it.
TABLES: tuple[type, ...] = (
    Blog,
    Run,
    StoredAuthor,
    StoredTerm,
    StoredArticle,
    ArticleTerm,
    Paragraph,
    Turn,
    Profile,
    TweetAccount,
    Tweet,
    StoredTweetLink,
    Footnote,
    TweetPlace,
    FootnoteReference,
    Embed,
    Source,
    StoredLink,
    Image,
    Credit,
    StoredComment,
    Page,
    Discovery,
    Announcement,
    ArticleVersion,
    DatasetWarning,
)

__all__ = [
    "TABLES",
    "Announcement",
    "Article",
    "ArticleTerm",
    "ArticleVersion",
    "Ask",
    "Author",
    "Blog",
    "Comment",
    "Credit",
    "DatasetWarning",
    "Discovery",
    "Embed",
    "Footnote",
    "FootnoteReference",
    "Image",
    "Link",
    "Page",
    "Paragraph",
    "Post",
    "PriorAddress",
    "PriorArticle",
    "PriorCrawl",
    "Profile",
    "Reply",
    "Run",
    "Source",
    "StoredArticle",
    "StoredAuthor",
    "StoredComment",
    "StoredLink",
    "StoredTerm",
    "StoredTweetLink",
    "Table",
    "Term",
    "Turn",
    "Tweet",
    "TweetAccount",
    "TweetLink",
    "TweetPlace",
    "Work",
    "address_key",
    "column",
    "content_hash",
    "date_in",
    "page_path",
    "row_id",
    "table",
    "table_of",
]
