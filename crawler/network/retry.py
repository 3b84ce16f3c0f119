"""Another try where one may help, and never before the moment that the server names."""

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

#: Answers with which a server may say when to come back (RFC 9110, section 10.2.3; RFC 6585, section 4).
_WAITING = frozenset((429, 503))


class PatientRetry(RetryMiddleware):
    """Scrapy's retries, which do not know `Retry-After` by themselves.

    The request counts as under way while it waits, so that nothing else is asked for meanwhile where
    one request at a time is allowed. A server that asks for more than `RETRY_AFTER_MOST` seconds is not
    asked for that again in this run.
    """

    crawler: Crawler

    async def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]  # Scrapy awaits what is a coroutine
        """The request again, after the pause that the answer asks for; else the answer itself."""
        again = super().process_response(request, response)
        if isinstance(again, Response) or response.status not in _WAITING:
            return again
        pause = pause_of(_header(response, "Retry-After"), _header(response, "Date"), datetime.now(UTC))
        most = self.crawler.settings.getfloat("RETRY_AFTER_MOST")
        if pause > most:
            logger.warning(
                "%s asks to wait %.0f s, more than the %.0f s of RETRY_AFTER_MOST: not asked again now",
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
    """Seconds to wait by an answer's header `Retry-After`: 0 where it asks for none or cannot be read.

    ``date`` is the answer's header `Date`: a moment is meant by the server's clock, which may be wrong;
    where there is none, ``now`` counts (with a time zone).

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
    """An HTTP date with its time zone, or None where the text is none."""
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _header(response: Response, name: str) -> str:
    return (response.headers.get(name) or b"").decode("latin-1")
