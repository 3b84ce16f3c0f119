"""Parses a `Post` into an `Article` (BeautifulSoup), independently of `crawler.parse.page`."""

from crawler.parse.article.reading import PostReading, parse_article

__all__ = ["PostReading", "parse_article"]
