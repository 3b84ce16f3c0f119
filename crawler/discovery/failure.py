"""Failed requests: the warning for each kind of failure."""

from collections.abc import Mapping
from dataclasses import replace

from crawler.items import DatasetWarning, Reply
from crawler.items.problems import ProblemCode
from crawler.parse.page.standing import EMPTY

#: Statuses of a blog that does not return something at all.
WITHHELD = frozenset((401, 403, 404))


def failure(reply: Reply) -> DatasetWarning:
    """The warning for a failed request: there was no response, or its status was not the expected one."""
    if reply.failure:
        return at_address(reply.failure, reply.url)
    return DatasetWarning(code="request_failed", detail=f"{reply.url}: HTTP {reply.status}")


def failed(reply: Reply, reason: str, code: ProblemCode = "request_failed") -> Reply:
    """A response as a failed request, for a ``reason`` (a clause)."""
    warning = DatasetWarning(code=code, detail=reason)
    return replace(reply, status=0, headers={}, body=b"", failure=warning)


def home_failure(reply: Reply) -> DatasetWarning | None:
    """The warning for a home page that cannot be read, in words for a reader who knows no status codes.

    A redirect that cannot be followed is a failure already (`Redirects.reported`).
    None if there is a page, or if the blog has none at this address: its posts may still be found.
    """
    if reply.failure:
        return failure(reply)
    if reply.status == _OK or reply.status in _NO_PAGE:
        return None
    code, said = _OF_HOME.get(reply.status) or _OF_HOME.get(reply.status // 100) or _OTHERWISE
    return DatasetWarning(code=code, detail=f"{reply.url}: {said} (HTTP {reply.status})")


def home_wall(reply: Reply, barrier: str | None) -> DatasetWarning | None:
    """The warning for a page with status 200 that is not the home page, for a reason (`Standing.barrier`).

    An empty home page is not a wall: the lists of posts may be elsewhere.
    """
    if reply.status != _OK or barrier in (None, EMPTY):
        return None
    return DatasetWarning(code="wall", detail=f"{reply.url}: this is not the home page: {barrier}")


_OK = 200
_NO_PAGE = frozenset((404, 410))
#: By status or its first digit.
_OF_HOME: Mapping[int, tuple[ProblemCode, str]] = {
    401: ("access_denied", "the server asks for a name and a password"),
    402: ("access_denied", "the server asks for a payment"),
    403: ("access_denied", "the server refuses access"),
    451: ("access_denied", "the server refuses access for legal reasons"),
    429: ("server_failing", "the server is busy"),
    503: ("server_failing", "the server is busy or under maintenance"),
    5: ("server_failing", "the server has an error"),
}
_OTHERWISE: tuple[ProblemCode, str] = ("request_failed", "the server refuses the request")


def at_address(warning: DatasetWarning, url: str) -> DatasetWarning:
    """A warning about a response, with its address at the beginning of the sentence."""
    return replace(warning, detail=f"{url}: {warning.detail}")
