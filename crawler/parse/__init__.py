"""Parses HTML into values, with pure functions: no network, database, clock or log."""

from crawler import __version__
from crawler.parse.article import parse_article
from crawler.parse.page import read_page

#: Stored in ``articles.parser``. After a change of this value, a crawl parses unchanged articles again.
PARSER = __version__

__all__ = ["PARSER", "parse_article", "read_page"]
