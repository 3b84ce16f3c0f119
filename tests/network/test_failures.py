"""Why a request failed, in a reader's words."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from crawling import crawl, rows
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)
from twisted.internet.error import ConnectionDone, ConnectionLost
from twisted.python.failure import Failure
from twisted.web.client import ResponseFailed

from crawler.demo import Answer, Drop, Fault, Served, load, serve
from crawler.network.failures import failure_of


@pytest.fixture
def blog() -> Iterator[Served]:
    with serve(posts=load().posts[:2]) as served:
        yield served


def caused_by(*inner: Exception) -> DownloadFailedError:
    """An exception as Scrapy makes it of Twisted's."""
    failed = DownloadFailedError("[<twisted.python.failure.Failure …>]")
    failed.__cause__ = ResponseFailed([Failure(one) for one in inner])  # type: ignore[no-untyped-call]  # Twisted has no types
    return failed


@pytest.mark.parametrize(
    ("exception", "said"),
    [
        (CannotResolveHostError("x"), "the host name does not exist"),
        (DownloadConnectionRefusedError("x"), "the connection was refused"),
        (DownloadTimeoutError("x"), "the request timed out"),
        (ResponseDataLossError(), "the response was cut off"),
        (caused_by(ConnectionLost()), "the server closed the connection"),
        (caused_by(ConnectionDone()), "the server closed the connection"),
        (caused_by(ValueError("HTTP/9")), "the response is not valid HTTP"),
        (EOFError(), "the response cannot be decompressed, or the network failed"),
    ],
)
def test_a_failure_is_said_without_the_names_of_a_library(exception: Exception, said: str) -> None:
    assert failure_of(exception).detail == said


def test_a_body_that_is_cut_off_is_said_so_and_nothing_else_is_printed(
    blog: Served, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    lost = blog.posts[0].path
    blog.faults = {lost: Answer(200, {"Content-Length": "5000", "Connection": "close"}, b"<html>")}
    crawl(blog.url, tmp_path / "blog.db", via="sitemap")
    found = rows(tmp_path / "blog.db", "SELECT detail FROM warnings WHERE code = 'request_failed'")
    assert found == [(f"{blog.url.rstrip('/')}{lost}: the response was cut off",)]
    assert caplog.records == []


def test_a_connection_that_breaks_off_is_tried_again(blog: Served, tmp_path: Path) -> None:
    blog.faults = {blog.posts[0].path: Fault(Drop(), times=1)}
    assert crawl(blog.url, tmp_path / "blog.db", via="sitemap").problem is None
