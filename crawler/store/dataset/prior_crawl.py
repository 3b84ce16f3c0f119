"""Reads what a dataset contains of a blog, for a crawl that starts."""

import sqlite3

from crawler.items import PriorAddress, PriorArticle, PriorCrawl


def prior_crawl_of(connection: sqlite3.Connection, blog: str) -> PriorCrawl:
    """Everything that the dataset contains of a blog. Empty if it was never crawled."""
    articles = connection.execute(
        "SELECT id, url, post_id, published, modified FROM articles "
        "WHERE blog = ? AND status <> 'gone' ORDER BY id",
        (blog,),
    )
    gone = connection.execute("SELECT url FROM articles WHERE blog = ? AND status = 'gone'", (blog,))
    comments = connection.execute(
        "SELECT number FROM comments JOIN articles ON articles.id = comments.article WHERE blog = ?", (blog,)
    )
    addresses = connection.execute(
        "SELECT url, route, lastmod, outcome, article FROM discoveries WHERE blog = ?", (blog,)
    )
    return PriorCrawl(
        articles=tuple(
            PriorArticle(id=key, url=url, post_id=post_id, published=published, modified=modified)
            for key, url, post_id, published, modified in articles
        ),
        gone=frozenset(url for (url,) in gone),
        comments=frozenset(number for (number,) in comments),
        addresses={
            (url, route): PriorAddress(
                url=url, route=route, lastmod=lastmod, outcome=outcome, article=article
            )
            for url, route, lastmod, outcome, article in addresses
        },
    )
