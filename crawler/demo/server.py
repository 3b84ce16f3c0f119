"""Serves the sample blog over HTTP on loopback, in a thread."""

import dataclasses
import socket
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from crawler.demo.answers import Answer, Asked
from crawler.demo.blog import Blog
from crawler.demo.content import Content, DemoPost, load, newest_first
from crawler.demo.faults import Drop, Faults, FaultTable
from crawler.demo.routes import answer_for

_HOST = "127.0.0.1"


@dataclasses.dataclass(frozen=True, kw_only=True, slots=True)
class Logged:
    """A received request. ``time`` is in seconds of the monotonic clock."""

    method: str
    target: str
    """Path with query as sent."""
    agent: str
    time: float


class Served:
    """A running blog. ``posts``, ``faults``, ``robots`` and ``delay`` can be changed while it runs."""

    def __init__(self, url: str, content: Content, *, hosted: str | None, robots: str | None) -> None:
        self.url = url
        """Address of the home page, with a closing slash."""
        self.requests: list[Logged] = []
        """Every request, in order of arrival."""
        self.robots = robots
        """Text of robots.txt. None for WordPress's default."""
        self.delay = 0.0
        """Seconds before every response."""
        self._content, self._hosted = content, hosted
        self._blog = Blog(content, url.rstrip("/"), hosted)
        self._faults = FaultTable({})

    @property
    def posts(self) -> tuple[DemoPost, ...]:
        """The current posts of the blog, newest first."""
        return self._blog.posts

    @posts.setter
    def posts(self, posts: Iterable[DemoPost]) -> None:
        self._content = dataclasses.replace(self._content, posts=newest_first(posts))
        self._blog = Blog(self._content, self._blog.home, self._hosted)

    @property
    def faults(self) -> FaultTable:
        """The faults. Set it to a mapping as in `serve`."""
        return self._faults

    @faults.setter
    def faults(self, faults: Faults) -> None:
        self._faults = FaultTable(faults)

    def answer(self, asked: Asked) -> Answer | Drop:
        """The response to a request. It also logs the request."""
        agent = asked.headers.get("user-agent", "")
        self.requests.append(
            Logged(method=asked.method, target=asked.target, agent=agent, time=time.monotonic())
        )
        time.sleep(self.delay)
        return self._faults.applied(asked, answer_for(self._blog, asked, self.robots))


@contextmanager
def serve(  # noqa: PLR0913 (each is a knob of its own, given by name)
    content: Content | None = None,
    *,
    posts: Iterable[DemoPost] | None = None,
    hosted: str | None = None,
    faults: Faults | None = None,
    delay: float = 0.0,
    robots: str | None = None,
    port: int = 0,
) -> Iterator[Served]:
    """Serve the blog on 127.0.0.1 until the block ends.

    ``content`` is the blog (default: `load`), and ``posts`` replaces its posts. ``hosted`` is a domain: the
    blog then behaves like one on WordPress.com, with its API at ``/wp/v2/sites/DOMAIN/`` and none at its own
    address. ``faults`` maps targets or patterns to faults that replace responses. ``delay`` is in seconds.
    ``port`` 0 selects a free port.
    Raises `OSError` if the port is taken.
    """
    with _Server((_HOST, port), _Handler) as server:
        url = f"http://{_HOST}:{server.server_address[1]}/"
        server.blog = Served(url, content or load(), hosted=hosted, robots=robots)
        server.blog.delay = delay
        server.blog.faults = faults or {}
        if posts is not None:
            server.blog.posts = posts
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server.blog
        finally:
            server.shutdown()
            thread.join()
            server.hang_up()


class _Server(ThreadingHTTPServer):
    blog: Served

    def __init__(self, *args: Any) -> None:
        self._open: set[socket.socket] = set()
        super().__init__(*args)

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """If a client disconnects during a response, it is not an error of the blog."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    def hang_up(self) -> None:
        """Close the connections that clients keep open, which ends their threads."""
        for connection in list(self._open):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:  # the client was faster
                continue


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "nginx"
    sys_version = ""
    disable_nagle_algorithm = True  # otherwise a response in two packets waits 40 ms for the client
    wbufsize = -1

    def do_GET(self) -> None:
        """Respond to a request."""
        headers = {name.lower(): value for name, value in self.headers.items()}
        answer = self.server.blog.answer(Asked(self.command, self.path, headers))
        if isinstance(answer, Drop):
            self.close_connection = True
            return
        self.send_response(answer.status)
        for name, value in {"Content-Length": str(len(answer.body)), **answer.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)
        self.wfile.flush()

    do_HEAD = do_GET  # noqa: N815 (the name that http.server looks for)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the name of the overridden one)
        """Do not write to standard error: requests are in `Served.requests`."""
