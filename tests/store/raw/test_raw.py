import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.errors import DatasetError
from crawler.items import DatasetWarning, PriorAddress, PriorArticle, PriorCrawl, Reply
from crawler.store.dataset.dataset import Dataset
from crawler.store.raw.bodies import unpacked
from crawler.store.raw.raw import RawRun, RawStore, kept_body

RUN = RawRun(
    id=1,
    spider="atelier",
    blog="atelier",
    url="https://atelier.example/",
    arguments={"limit": 3},
    started="t0",
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RawStore]:
    with RawStore.open(tmp_path / "raw" / "atelier.db") as store:
        store.begin_run(RUN)
        yield store


def reply(status: int = 200, body: bytes = b"posts", fetched: str = "t1", **headers: str) -> Reply:
    return Reply(
        url="https://atelier.example/posts",
        route="api.posts",
        status=status,
        headers=headers,
        body=body,
        fetched=fetched,
    )


def body_of(store: RawStore) -> bytes | None:
    """The only body in the file."""
    ((digest, kept),) = store.connection.execute("SELECT sha256, body FROM bodies").fetchall()
    return unpacked(kept, digest)


def test_answer_comes_back_as_it_was(store: RawStore) -> None:
    kept = reply(body=bytes(range(256)) * 9, etag='"é\ud83d"', vary="a, b")
    store.add(kept, run=1, fingerprint="f")
    assert (list(store.replies()), store.latest_good("f"), store.of_runs([1], "f")) == (
        [(1, kept)],
        kept,
        kept,
    )


def test_error_never_takes_the_place_of_a_good_answer(store: RawStore) -> None:
    good = reply()
    refused = replace(reply(0, b""), failure=DatasetWarning(code="request_failed", detail="refused: no"))
    for answer in (good, reply(404, b"no"), reply(429, b"slow"), refused):
        store.add(answer, run=1, fingerprint="f")
    assert (store.latest_good("f"), store.of_runs([1], "f")) == (good, refused)


@pytest.mark.parametrize(
    ("kept", "code", "detail"),
    [
        (b"robots_forbid: robots.txt forbids it", "robots_forbid", "robots.txt forbids it"),
        (b"request_failed: TLS: no", "request_failed", "TLS: no"),
        (b"TLS: a reason without a code", "request_failed", "TLS: a reason without a code"),
        (b"", "request_failed", ""),
    ],
)
def test_the_reason_why_no_answer_came_is_read_from_older_files(
    store: RawStore, kept: bytes, code: str, detail: str
) -> None:
    store.add(reply(0, kept), run=1, fingerprint="f")
    assert body_of(store) == kept
    ((_, read),) = store.replies()
    assert (read.body, read.failure) == (b"", DatasetWarning(code=code, detail=detail))  # type: ignore[arg-type]


def test_a_reason_is_kept_in_the_form_of_older_files(store: RawStore) -> None:
    failure = DatasetWarning(code="address_refused", detail="a private network")
    refused = replace(reply(0, b""), failure=failure)
    store.add(refused, run=1, fingerprint="f")
    assert body_of(store) == kept_body(refused) == b"address_refused: a private network"


def test_unknown_request_has_no_answer(store: RawStore) -> None:
    store.add(reply(500), run=1, fingerprint="f")
    assert (store.latest_good("f"), store.latest_good("g"), store.of_runs([2], "f")) == (None, None, None)


def test_equal_bodies_are_kept_once(store: RawStore) -> None:
    for fingerprint in "abc":
        store.add(reply(), run=1, fingerprint=fingerprint)
    counts = "SELECT (SELECT COUNT(*) FROM responses), (SELECT COUNT(*) FROM bodies)"
    assert store.connection.execute(counts).fetchall() == [(3, 1)]


def test_replies_are_the_last_of_each_request_and_run_in_order_of_time(store: RawStore) -> None:
    store.add(reply(500, b"1"), run=1, fingerprint="a")
    store.add(reply(200, b"2"), run=1, fingerprint="b")
    store.add(reply(200, b"3"), run=1, fingerprint="a")
    store.begin_run(replace(RUN, id=2))
    store.add(reply(200, b"4"), run=2, fingerprint="a")
    assert [(run, answer.body) for run, answer in store.replies()] == [(1, b"2"), (1, b"3"), (2, b"4")]


def test_304_stands_for_the_good_answer_before_it(store: RawStore) -> None:
    store.add(reply(200, b"old", "t1", etag="1", total="9"), run=1, fingerprint="f")
    store.begin_run(replace(RUN, id=2))
    store.add(reply(304, b"", "t2", etag="1b"), run=2, fingerprint="f")
    store.begin_run(replace(RUN, id=3))
    store.add(reply(200, b"new", "t3", etag="2"), run=3, fingerprint="f")
    stood_for = reply(200, b"old", "t2", etag="1b", total="9")
    assert (list(store.replies())[1], store.of_runs([2], "f")) == ((2, stood_for), stood_for)


def test_replies_can_be_read_while_others_are_added(store: RawStore) -> None:
    store.add(reply(body=b"1"), run=1, fingerprint="a")
    store.add(reply(body=b"2"), run=1, fingerprint="b")
    walk = store.replies()
    first = next(walk)
    store.add(reply(body=b"3"), run=1, fingerprint="c")
    assert [answer.body for _, answer in (first, *walk)][:2] == [b"1", b"2"]


def test_run_tells_how_it_was_started_and_whether_it_ended(store: RawStore) -> None:
    store.begin_run(replace(RUN, id=2))
    store.finish_run(2, finished="t9", complete=True)
    assert (store.runs(), store.last_run()) == ([RUN, replace(RUN, id=2, finished="t9", complete=True)], 2)


def test_other_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    Dataset.open(path).close()
    with pytest.raises(DatasetError, match="is not a raw store of this program"):
        RawStore.open(path)


URL = "https://atelier.example/posts"
DAMAGES = {
    "flipped": "UPDATE bodies SET body = CAST(SUBSTR(body, 1, 12) || X'7F' || SUBSTR(body, 14) AS BLOB) "
    "WHERE sha256 = (SELECT MIN(sha256) FROM bodies)",
    "cut": "UPDATE bodies SET body = SUBSTR(body, 1, 9)",
    "emptied": "UPDATE bodies SET body = X''",
    "swapped": "UPDATE bodies SET body = (SELECT body FROM bodies AS other WHERE other.sha256 <> bodies.sha256)",
    "missing": "DELETE FROM bodies",
}


@pytest.fixture(params=[*DAMAGES])
def damaged(store: RawStore, request: pytest.FixtureRequest) -> RawStore:
    """A store with two responses, of which at least one is damaged."""
    store.add(reply(body=b"posts" * 99), run=1, fingerprint="f")
    store.add(replace(reply(body=b"other" * 99), url=f"{URL}/2"), run=1, fingerprint="g")
    store.connection.execute("PRAGMA foreign_keys = OFF")
    store.connection.execute(DAMAGES[request.param])
    return store


def test_a_damaged_body_is_named_and_never_given(damaged: RawStore, caplog: pytest.LogCaptureFixture) -> None:
    found = [answer for _, answer in damaged.replies()]
    lost = [answer for answer in found if answer.failure]
    assert lost
    for answer in lost:
        detail = f"{answer.url}: the response of t1 in the raw store is damaged"
        assert answer.failure == DatasetWarning(code="body_damaged", detail=detail)
        assert (answer.status, answer.body) == (0, b"")
    for fingerprint, url in (("f", URL), ("g", f"{URL}/2")):
        is_lost = url in {answer.url for answer in lost}
        assert (damaged.latest_good(fingerprint) is None) == is_lost
        assert (damaged.of_runs([1], fingerprint) is None) == is_lost
    assert (damaged.damaged("atelier"), damaged.damaged("other")) == (len(lost), 0)
    assert "is requested again" in caplog.text


def test_a_damaged_body_is_restored_when_it_is_received_again(damaged: RawStore) -> None:
    whole = [reply(body=b"posts" * 99), replace(reply(body=b"other" * 99), url=f"{URL}/2")]
    damaged.note_damages([answer.url for _, answer in damaged.replies() if answer.failure])
    for answer, fingerprint in zip(whole, "fg", strict=True):
        damaged.add(answer, run=1, fingerprint=fingerprint)
    assert [answer for _, answer in damaged.replies()] == whole
    assert damaged.damaged("atelier") == 0


def test_a_304_that_refers_to_a_damaged_body_is_damaged(store: RawStore) -> None:
    store.add(reply(body=b"posts" * 99), run=1, fingerprint="f")
    store.add(reply(304, b"", "t2"), run=1, fingerprint="f")
    store.connection.execute("UPDATE bodies SET body = X'00' WHERE LENGTH(body) > 15")
    ((_, found),) = store.replies()
    assert (found.status, found.failure and found.failure.code, found.fetched) == (0, "body_damaged", "t2")


def test_damages_are_forgotten_after_a_crawl_that_requested_everything(store: RawStore) -> None:
    store.add(reply(), run=1, fingerprint="f")
    store.connection.execute("UPDATE bodies SET body = X'00'")
    store.latest_good("f")
    for run, full, complete in ((2, False, True), (3, True, False), (4, True, True)):
        store.begin_run(replace(RUN, id=run, arguments={"full": full}))
        before = store.damaged("atelier")
        store.finish_run(run, finished="t9", complete=complete)
        assert (before, store.damaged("atelier")) == (1, 0 if run == 4 else 1)


def test_answer_to_an_unknown_run_is_a_fault_of_the_caller(store: RawStore) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        store.add(reply(), run=9, fingerprint="f")
    assert store.connection.execute("SELECT COUNT(*) FROM bodies").fetchall() == [(0,)]


PRIOR = PriorCrawl(
    articles=(PriorArticle(id=7, url="u", post_id=None, published="2018", modified=None),),
    gone=frozenset(("g", "é")),
    comments=frozenset((3, 1)),
    addresses={
        ("u", "feed"): PriorAddress(url="u", route="feed", lastmod="2018", outcome="article"),
        ("u", "sitemap"): PriorAddress(url="u", route="sitemap", lastmod=None, outcome=None),
    },
)


def test_what_the_dataset_contained_is_kept_until_the_crawl_ends(store: RawStore) -> None:
    store.begin_run(replace(RUN, id=2), prior=PRIOR)
    store.begin_run(replace(RUN, id=3, blog="other"), prior=PriorCrawl())
    store.begin_run(replace(RUN, id=4))
    during = [store.prior(2), store.prior(3), store.prior(4)]
    store.finish_run(4, finished="t9", complete=True)
    assert (during, store.prior(2), store.prior(3)) == ([PRIOR, PriorCrawl(), None], None, PriorCrawl())


def test_a_new_crawl_forgets_what_an_abandoned_one_kept(store: RawStore) -> None:
    store.begin_run(replace(RUN, id=2), prior=PRIOR)
    store.begin_run(replace(RUN, id=3), prior=PriorCrawl())
    assert (store.prior(2), store.prior(3)) == (None, PriorCrawl())


def test_a_raw_store_of_version_1_is_upgraded(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    old, new = tmp_path / "old.db", tmp_path / "new.db"
    for path in (old, new):
        with RawStore.open(path) as store:
            store.begin_run(RUN)
            store.add(reply(), run=1, fingerprint="f")
    with closing(sqlite3.connect(old)) as connection:
        for table in ("identity", "priors", "damages"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("PRAGMA user_version = 1")
    with RawStore.open(old) as store:
        assert [answer for _, answer in store.replies()] == [reply()]
    described = "SELECT type, name, sql FROM sqlite_master UNION SELECT 'version', user_version, '' FROM pragma_user_version"
    with closing(sqlite3.connect(old)) as one, closing(sqlite3.connect(new)) as other:
        assert one.execute(described).fetchall() == other.execute(described).fetchall()
    assert "has been upgraded" in caplog.text
