"""A `Post` in, an `Article` out (BeautifulSoup); knows nothing of the other half, `crawler.parse.page`."""

from crawler.parse.article.reading import PostReading, parse_article

__all__ = ["PostReading", "parse_article"]
