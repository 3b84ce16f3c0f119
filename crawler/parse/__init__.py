"""HTML in, values out: pure functions without network, database, clock or log."""

from crawler import __version__
from crawler.parse.article import parse_article
from crawler.parse.page import read_page

#: Written to ``articles.parser``: another one makes a crawl parse again what the blog did not change.
PARSER = __version__

__all__ = ["PARSER", "parse_article", "read_page"]
