"""Responses as they are read from the raw store."""

from dataclasses import replace

from crawler.items import DatasetWarning, Reply
from crawler.items.problems import PROBLEMS

_OK = 200


def damaged_reply(url: str, route: str, fetched: str) -> Reply:
    """A response whose body is lost."""
    detail = f"{url}: the response of {fetched} in the raw store is damaged"
    failure = DatasetWarning(code="body_damaged", detail=detail)
    return Reply(url=url, route=route, status=0, headers={}, body=b"", fetched=fetched, failure=failure)


def meant_by(reply: Reply, good: Reply | None) -> Reply:
    """The response itself. For a 304, the earlier ``good`` one with new headers (RFC 9111, section 3.2)."""
    if good is None:
        return reply
    if good.failure:
        return replace(good, fetched=reply.fetched)
    return replace(reply, status=_OK, headers={**good.headers, **reply.headers}, body=good.body)


def failure_from(kept: bytes) -> DatasetWarning:
    """The reason of a failure, from the bytes that `kept_body` returned."""
    text = kept.decode("utf-8", "replace")
    named, _, detail = text.partition(": ")
    code = next((code for code in PROBLEMS if code == named), None)
    return DatasetWarning(code=code or "request_failed", detail=detail if code else text)
