"""The pages of errors, in the frame of the other pages."""

from dataclasses import dataclass
from typing import Any

from datasette.utils.asgi import Base400, Response  # type: ignore[import-untyped] # Datasette ships no types
from datasette.views.base import DatasetteError  # type: ignore[import-untyped]

from crawler.publish.datasette import policy

_TEMPLATE = "archive/error.html"


@dataclass(frozen=True, kw_only=True, slots=True)
class RefusedRequest:
    """A request that is answered with an error."""

    status: int
    title: str | None
    error: object
    """What is wrong: plain text, or `Markup`."""


def refused(exception: Exception) -> RefusedRequest | None:
    """The error to show. None for errors of the program, which Datasette also logs."""
    match exception:
        case Base400():
            return RefusedRequest(status=exception.status, title=None, error=exception.args[0])
        case DatasetteError() if not exception.message_is_html:
            return RefusedRequest(status=exception.status, title=exception.title, error=exception.message)
    return None


async def shown(found: RefusedRequest, name: str | None, datasette: Any, request: Any) -> Any:
    """The page of an error, in the dataset of that name, or in none."""
    context = {"database": name, "status": found.status, "title": found.title, "error": found.error}
    html = await datasette.render_template(_TEMPLATE, context, request=request)
    headers = {"content-security-policy": policy.reading_policy()}
    return Response.html(html, status=found.status, headers=headers)
