"""`blog2dataset extract`: prints what the parser reads in one page, as JSON."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import click

from crawler.cli.command import Command
from crawler.cli.page import check_page
from crawler.cli.project import Project, pass_project, scrapy_options
from crawler.errors import CrawlFailed
from crawler.exports.article_json import article_json
from crawler.network.fetch import FetchedPage, fetch_page
from crawler.parse import parse_article, read_page

_UNKNOWN_PAGE = "https://page.invalid/"  # base of relative addresses in a file


@click.command(
    cls=Command,
    examples="""
    blog2dataset extract page.html --url https://blog.example.org/a-post/
    blog2dataset extract https://blog.example.org/a-post/
    curl -s https://blog.example.org/a-post/ | blog2dataset extract -
    """,
)
@click.argument("page", metavar="FILE|ADDRESS|-")
@click.option("--url", metavar="ADDRESS", help="Address that the page in the file came from.")
@scrapy_options
@pass_project
def command(project: Project, page: str, url: str | None) -> None:
    """Print the article in a page as JSON.

    Reads a file, an address, or standard input (-). It does not crawl and uses no dataset.
    """
    fetched = _page(project, page, url)
    check_page(fetched.body, "The input" if page == "-" else page)
    article = parse_article(read_page(fetched.body, fetched.url, fetched.content_type))
    click.echo(json.dumps(article_json(article), ensure_ascii=False, indent=1))


def _page(project: Project, source: str, url: str | None) -> FetchedPage:
    """The page and its address. Raises `CrawlerError`."""
    if source == "-":
        return FetchedPage(sys.stdin.buffer.read(), url or _UNKNOWN_PAGE, "")
    if source.startswith(("http://", "https://")):
        fetched = fetch_page(project.process(), source)
        return replace(fetched, url=url or fetched.url)
    try:
        return FetchedPage(Path(source).read_bytes(), url or _UNKNOWN_PAGE, "")
    except OSError as error:
        raise CrawlFailed(
            f"{source} cannot be read ({error.strerror}). Give a file or an address."
        ) from error
