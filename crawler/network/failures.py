"""Says in a reader's words why a request got no response that can be used."""

from OpenSSL.SSL import Error as TLSError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from twisted.internet.error import ConnectionDone, ConnectionLost
from twisted.internet.error import TimeoutError as ConnectTimeout
from twisted.python.failure import Failure

from crawler.items import DatasetWarning
from crawler.network.guard import AddressRefused

_REASONS: tuple[tuple[tuple[type[BaseException], ...], str], ...] = (
    ((CannotResolveHostError,), "the host name does not exist"),
    ((DownloadConnectionRefusedError,), "the connection was refused"),
    ((DownloadTimeoutError, ConnectTimeout), "the request timed out"),
    ((ResponseDataLossError,), "the response was cut off"),
    ((TLSError,), "no secure connection (TLS) could be made"),
    ((ConnectionLost, ConnectionDone), "the server closed the connection"),
    ((DownloadFailedError,), "the response is not valid HTTP"),
    ((OSError, EOFError), "the response cannot be decompressed, or the network failed"),
)
#: In the messages of Scrapy about a body that is larger than the limit of its request.
_LIMITS = ("download max size", "DOWNLOAD_MAXSIZE")


class Refusal(IgnoreRequest):
    """A request that is not sent, for a reason of ours."""

    def __init__(self, warning: DatasetWarning) -> None:
        """``warning`` is the reason, in the form of `Reply`."""
        super().__init__(warning.detail)
        self.warning = warning


def failure_of(exception: BaseException) -> DatasetWarning:
    """The reason of a failure, in the form of `Reply`."""
    if isinstance(exception, Refusal):
        return exception.warning
    if isinstance(exception, AddressRefused):
        return DatasetWarning(code="address_refused", detail=str(exception))
    if isinstance(exception, DownloadCancelledError | IgnoreRequest) and _is_about_size(exception):
        return DatasetWarning(code="too_large", detail="it is larger than the limit for its kind")
    return DatasetWarning(code="request_failed", detail=_reason(exception))


def _is_about_size(exception: BaseException) -> bool:
    return any(words in str(exception) for words in _LIMITS)


def _reason(exception: BaseException) -> str:
    known = [*_causes(exception)]
    for kinds, reason in _REASONS:
        if any(isinstance(one, kinds) for one in known):
            return reason
    return f"the request failed ({type(exception).__name__})"


def _causes(exception: BaseException) -> list[BaseException]:
    """The exception, what caused it, and the failures that Twisted lists in these."""
    found: list[BaseException] = [exception]
    for one in found:
        listed = getattr(one, "reasons", ())
        inner = [failure.value for failure in listed if isinstance(failure, Failure)]
        found += [cause for cause in (one.__cause__, *inner) if cause and cause not in found]
    return found
