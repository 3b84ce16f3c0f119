"""No address on a private network is requested, except the one that was named. Over real HTTP."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from urllib.parse import urlsplit

import pytest
from crawling import LONGEST, codes, crawl, rows
from scrapy.resolver import dnscache
from twisted.internet.address import IPv4Address, IPv6Address

from crawler import settings
from crawler.demo import Answer, Fault, Served, load, serve
from crawler.network.addresses import HostPort
from crawler.network.guard import GuardedResolver, Reach, reaching
from crawler.store.raw.raw import RawStore


@pytest.fixture
def named() -> Iterator[Served]:
    with serve(posts=load().posts[:2]) as served:
        yield served


@pytest.fixture
def neighbour() -> Iterator[Served]:
    """Another server on the same machine, which was not named."""
    with serve(posts=load().posts[:2]) as served:
        yield served


def other_forms(url: str) -> list[str]:
    port = urlsplit(url).port
    hosts = (
        "127.0.0.1",
        "localhost",
        "localhost.",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "[::1]",
    )
    return [f"http://{host}:{port}/" for host in (*hosts, "[::ffff:127.0.0.1]", "me@127.0.0.1")]


def test_a_redirect_to_the_neighbour_is_refused_in_every_notation(
    named: Served, neighbour: Served, tmp_path: Path
) -> None:
    for number, url in enumerate(other_forms(neighbour.url)):
        named.faults = {"/": Answer(302, {"Location": url})}
        dataset = tmp_path / f"{number}.db"
        spider = crawl(named.url, dataset)
        assert (spider.problem is None, codes(dataset)) == (False, ["address_refused"]), url
    assert neighbour.requests == []


def test_an_api_at_the_neighbour_is_not_asked(named: Served, neighbour: Served, tmp_path: Path) -> None:
    link = f'<{neighbour.url}wp-json/>; rel="https://api.w.org/"'
    named.faults = {"/": Answer(200, {"Link": link}, b"<html lang='fr'></html>")}
    spider = crawl(named.url, tmp_path / "blog.db")
    assert (spider.problem, neighbour.requests) == (None, [])


def test_a_redirect_of_robots_txt_is_guarded_too(named: Served, neighbour: Served, tmp_path: Path) -> None:
    named.faults = {"/robots.txt": Answer(302, {"Location": f"{neighbour.url}robots.txt"})}
    crawl(named.url, tmp_path / "blog.db")
    raw = rows(
        tmp_path / "raw" / "blog.db", "SELECT status FROM responses WHERE route = 'robots' ORDER BY id"
    )
    assert (raw[:2], set(raw[2:]) <= {(0,)}, neighbour.requests) == ([(302,), (0,)], True, [])


def test_another_scheme_is_refused(named: Served, tmp_path: Path) -> None:
    secret = tmp_path / "secret.html"
    secret.write_text("<html><body>Le mot de passe</body></html>")
    for address in (secret.as_uri(), "ftp://127.0.0.1/x", "data:text/html,Le%20mot%20de%20passe"):
        named.faults = {"/": Answer(302, {"Location": address})}
        dataset = tmp_path / f"{urlsplit(address).scheme}.db"
        crawl(named.url, dataset)
        with RawStore.open(tmp_path / "raw" / dataset.name) as raw:
            bodies = [reply.body for _, reply in raw.replies()]
        assert any(b"User-agent" in body for body in bodies)  # robots.txt: bodies can be read here
        assert not any(b"mot de passe" in body for body in bodies), address
        assert "request_failed" in codes(dataset)


def test_a_name_that_is_named_may_be_private(named: Served, tmp_path: Path) -> None:
    spider = crawl(named.url.replace("127.0.0.1", "localhost"), tmp_path / "blog.db")
    assert spider.problem is None


@pytest.fixture(autouse=True)
def annex(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that leads to this machine for every crawl of the process."""
    monkeypatch.setattr(dnscache, "limit", 10)  # the tests' resolver caches nothing by itself
    monkeypatch.setitem(dnscache, "annex.example", [IPv4Address("TCP", "127.0.0.1", 0)])


def by_name(url: str) -> str:
    return url.replace("127.0.0.1", "annex.example")


@pytest.mark.parametrize("form", [str, by_name])
def test_a_host_that_one_crawl_was_told_to_read_is_refused_to_another_beside_it(
    named: Served, neighbour: Served, tmp_path: Path, form: Callable[[str], str]
) -> None:
    is_asked, may_answer = Event(), Event()

    def late(answer: Answer) -> Answer:
        is_asked.set()
        assert may_answer.wait(LONGEST)
        return answer

    neighbour.faults = {"/": Fault(late, times=1)}
    named.faults = {"/": Answer(302, {"Location": form(neighbour.url)})}
    with ThreadPoolExecutor(1) as beside:
        first = beside.submit(crawl, form(neighbour.url), tmp_path / "first.db")
        assert is_asked.wait(LONGEST)
        before = len(neighbour.requests)
        crawl(named.url, tmp_path / "second.db")
        assert (codes(tmp_path / "second.db"), len(neighbour.requests)) == (["address_refused"], before)
        may_answer.set()
    assert (first.result().problem, len(neighbour.requests) > before) == (None, True)


def test_a_host_that_an_earlier_crawl_was_told_to_read_is_refused(
    named: Served, neighbour: Served, tmp_path: Path
) -> None:
    assert crawl(by_name(neighbour.url), tmp_path / "first.db").problem is None
    before = len(neighbour.requests)
    named.faults = {"/": Answer(302, {"Location": by_name(neighbour.url)})}
    crawl(named.url, tmp_path / "second.db")
    assert (codes(tmp_path / "second.db"), len(neighbour.requests)) == (["address_refused"], before)


def test_a_name_that_is_looked_up_for_no_crawl_is_a_public_one() -> None:
    receiver = Receiver()
    resolver = GuardedResolver(Reactor(NameServer("10.0.0.1", "93.184.215.14")), 0)  # type: ignore[arg-type]
    resolver.resolveHostName(receiver, "intranet.example", 8000)  # type: ignore[arg-type]
    assert receiver.addresses == ["93.184.215.14"]


class Receiver:
    """Receives the result of resolving a name."""

    def __init__(self) -> None:
        self.addresses: list[str] = []
        self.complete = False

    def resolutionBegan(self, resolution: object) -> None:  # noqa: N802
        del resolution

    def addressResolved(self, address: IPv4Address | IPv6Address) -> None:  # noqa: N802
        self.addresses.append(address.host)

    def resolutionComplete(self) -> None:  # noqa: N802
        self.complete = True


class NameServer:
    """Answers every name with these addresses."""

    def __init__(self, *hosts: str) -> None:
        self.hosts = hosts

    def resolveHostName(self, receiver: Receiver, name: str, port: int = 0, *_: object) -> object:  # noqa: N802
        receiver.resolutionBegan(name)
        for host in self.hosts:
            kind = IPv6Address if ":" in host else IPv4Address
            receiver.addressResolved(kind("TCP", host, port))
        receiver.resolutionComplete()
        return object()


class Reactor:
    def __init__(self, server: NameServer) -> None:
        self.nameResolver = server


@pytest.mark.parametrize(
    ("answers", "handed_on"),
    [
        (("127.0.0.1",), []),
        (("93.184.215.14", "10.0.0.1"), ["93.184.215.14"]),
        (("::1", "fe80::1%eth0", "2606:4700::1111"), ["2606:4700::1111"]),
        (("::ffff:169.254.169.254",), []),
    ],
)
def test_only_public_addresses_of_a_name_are_connected_to(
    answers: tuple[str, ...], handed_on: list[str]
) -> None:
    receiver, reach = Receiver(), Reach()
    resolver = GuardedResolver(Reactor(NameServer(*answers)), 0)  # type: ignore[arg-type]
    with reaching(reach):
        resolver.resolveHostName(receiver, "rebinding.example", 443)  # type: ignore[arg-type]
    assert (receiver.addresses, receiver.complete) == (handed_on, True)
    assert reach.refused == (set() if handed_on else {HostPort("rebinding.example", 443)})


def test_a_name_is_named_for_its_own_port_only() -> None:
    resolver = GuardedResolver(Reactor(NameServer("10.0.0.1")), 0)  # type: ignore[arg-type]
    heard = []
    for port in (8000, 8001):
        receiver = Receiver()
        with reaching(Reach(["http://intranet.example:8000/"])):
            resolver.resolveHostName(receiver, "Intranet.Example.", port)  # type: ignore[arg-type]
        heard.append(receiver.addresses)
    assert heard == [["10.0.0.1"], []]


def test_the_settings_install_the_guard() -> None:
    assert f"{GuardedResolver.__module__}.{GuardedResolver.__name__}" == settings.TWISTED_DNS_RESOLVER
