"""Passes requests on to a blog on loopback, and spoils a part of the responses at random.

    python tests/faulty_proxy.py http://127.0.0.1:8081 8090 [SHARE] [SEED]

The blog is then at http://127.0.0.1:8090/. A spoilt response is a 429, 500 or 503, a reset connection, or the
first half of the body. The same seed spoils the same requests in order of arrival.
"""

import random
import socket
import struct
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KINDS = ("429", "500", "503", "reset", "cut")
_DROPPED = frozenset(
    ("connection", "content-length", "content-encoding", "transfer-encoding", "date", "server")
)
Response = tuple[int, list[tuple[str, str]], bytes]


class Chance:
    """Decides which responses are spoilt, and how."""

    def __init__(self, share: float, seed: int) -> None:
        self.share = share
        self._random = random.Random(seed)  # noqa: S311 (no secret)
        self._lock = threading.Lock()

    def next(self) -> str | None:
        """What happens to the next response: one of `KINDS`, or None."""
        with self._lock:
            is_spoilt, kind = self._random.random() < self.share, self._random.choice(KINDS)
        return kind if is_spoilt else None


@contextmanager
def faulty(answer: Callable[[str, Message], Response], chance: Chance, port: int = 0) -> Iterator[str]:
    """Serve what ``answer`` gives for a target and headers, spoilt by ``chance``. Yields the address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            kind = chance.next()
            if kind == "reset":
                self._reset()
                return
            if kind in ("429", "500", "503"):
                self._send(int(kind), [("Retry-After", "0")], b"", 0)
                return
            status, headers, body = answer(self.path, self.headers)
            self._send(status, headers, body, len(body) // 2 if kind == "cut" else len(body))

        def _reset(self) -> None:
            linger = struct.pack("ii", 1, 0)  # closing sends RST instead of FIN
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.close_connection = True

        def _send(self, status: int, headers: list[tuple[str, str]], body: bytes, sent: int) -> None:
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[:sent])
            self.close_connection = sent < len(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", port), Handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()


def passing_on(blog: str, own: str) -> Callable[[str, Message], Response]:
    """The responses of a ``blog``, with the address ``own`` instead of its own, both without closing slash."""

    def answer(target: str, headers: Message) -> Response:
        sent = {name: headers[name] for name in ("If-None-Match", "If-Modified-Since") if name in headers}
        request = urllib.request.Request(blog + target, headers=sent)  # noqa: S310 (a blog on loopback)
        try:
            with _OPENER.open(request, timeout=60) as found:
                return _rewritten(found.status, found.headers, found.read())
        except urllib.error.HTTPError as error:
            return _rewritten(error.code, error.headers, error.read())

    def _rewritten(status: int, headers: Message, body: bytes) -> Response:
        kept = [
            (name, value.replace(blog, own))
            for name, value in headers.items()
            if name.lower() not in _DROPPED
        ]
        for old, new in ((blog, own), (blog.replace("/", "\\/"), own.replace("/", "\\/"))):
            body = body.replace(old.encode(), new.encode())
        return status, kept, body

    return answer


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Pass redirects on."""


_OPENER = urllib.request.build_opener(_NoRedirects)


def main(blog: str, port: str, share: str = "0.3", seed: str = "1") -> None:
    """Serve until it is interrupted."""
    answer = passing_on(blog.rstrip("/"), f"http://127.0.0.1:{port}")
    with faulty(answer, Chance(float(share), int(seed)), int(port)) as url:
        print(f"{blog} is at {url}, {float(share):.0%} of the responses are spoilt")  # noqa: T201 (a program for a terminal)
        threading.Event().wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
