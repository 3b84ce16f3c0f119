"""Answers that are none: what went wrong with them."""

from crawler.items import Reply

#: Answers of a blog that does not hand something out at all.
WITHHELD = frozenset((401, 403, 404))


def failure(reply: Reply) -> tuple[str, str]:
    """Code and detail of the warning for an answer that is none.

    A reply without status holds them in its body, "code: reason" (see `Reply`).
    """
    if reply.status:
        return "request_failed", f"{reply.url}: HTTP {reply.status}"
    code, _, reason = reply.body.decode("utf-8", "replace").partition(": ")
    return code, f"{reply.url}: {reason}"
