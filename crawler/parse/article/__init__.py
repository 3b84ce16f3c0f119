"""A `Post` in, an `Article` out (BeautifulSoup); knows nothing of the other half, `crawler.parse.page`."""

from crawler.parse.article.article import parse_article

__all__ = ["parse_article"]
