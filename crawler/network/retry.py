"""Retries failed requests, and never before the time that the server gives."""

import asyncio
import logging
import math
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.http import Response

logger = logging.getLogger(__name__)

#: Statuses that may carry a `Retry-After` (RFC 9110, section 10.2.3; RFC 6585, section 4).
_WAITING = frozenset((429, 503))


class PatientRetry(RetryMiddleware):
    """Scrapy's retries, plus support for `Retry-After`.

    A waiting request counts as active, so with one concurrent request nothing else is requested meanwhile.
    If a server asks for more than `RETRY_AFTER_MOST` seconds, the request is not repeated in this run.
    """

    crawler: Crawler

    async def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]  # Scrapy awaits what is a coroutine
        """The request again after the pause that the response asks for, or the response itself."""
        again = super().process_response(request, response)
        if isinstance(again, Response) or response.status not in _WAITING:
            return again
        pause = pause_of(_header(response, "Retry-After"), _header(response, "Date"), datetime.now(UTC))
        most = self.crawler.settings.getfloat("RETRY_AFTER_MOST")
        if pause > most:
            logger.warning(
                "%s asks to wait %.0f s, more than RETRY_AFTER_MOST (%.0f s). It is not retried in this run",
                request.url,
                pause,
                most,
            )
            return response
        if pause:
            logger.info("%s asks to wait %.0f s", request.url, pause)
            await asyncio.sleep(pause)
        return again


def pause_of(retry_after: str, date: str, now: datetime) -> float:
    """Seconds to wait according to the header `Retry-After`: 0 if it is missing or cannot be read.

    ``date`` is the header `Date` of the response. A time in `Retry-After` refers to the server's clock,
    which may be wrong. If there is no ``date``, ``now`` is used (with a time zone).

    >>> now = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    >>> pause_of("120", "", now), pause_of("Mon, 23 Nov 2026 12:00:30 GMT", "", now)
    (120.0, 30.0)
    >>> pause_of("Mon, 23 Nov 2026 14:00:05 GMT", "Mon, 23 Nov 2026 14:00:00 GMT", now)
    5.0
    >>> pause_of("soon", "", now), pause_of("Sun, 22 Nov 2026 12:00:00 GMT", "", now)
    (0.0, 0.0)
    """
    told = retry_after.strip()
    if told.isascii() and told.isdecimal():
        return float(told) if len(told) < _LONGEST else math.inf
    until = _moment(told)
    if until is None:
        return 0.0
    return max(0.0, (until - (_moment(date) or now)).total_seconds())


_LONGEST = 10  # digits: three hundred years


def _moment(text: str) -> datetime | None:
    """An HTTP date with its time zone, or None if the text is not a date."""
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _header(response: Response, name: str) -> str:
    return (response.headers.get(name) or b"").decode("latin-1")
