"""A server that spoils 30 % of its responses: within three commands every post is there, and none lies before."""

import dataclasses
import datetime as dt
from email.message import Message
from pathlib import Path

import pytest
from crawling import crawl, rows
from faulty_proxy import Chance, Response, faulty

from crawler.demo import Served, load
from crawler.demo.answers import Answer, Asked
from crawler.demo.content import DemoPost
from crawler.items.routes import Via
from crawler.store.reading.coverage import coverage_of

COMMANDS = 3
SETTINGS = {"RETRY_TIMES": 2}  # as Scrapy has it, and as a person's crawl does


def sixty() -> list[DemoPost]:
    """Sixty posts of one paragraph, each on a day of its own."""
    first = load().posts[-1]
    return [
        dataclasses.replace(
            first,
            id=9000 + number,
            slug=f"carnet-{number}",
            title=f"Carnet, page {number}",
            date=first.date + dt.timedelta(days=11 * number),
            modified=first.date + dt.timedelta(days=11 * number),
            content=f"<p>La page {number} du carnet parle de l'atelier, de la lampe {number * 7} et d'une longue marche au "
            f"bord de la rivière, que personne n'avait racontée avant le {number}e jour de ce voyage.</p>",
            comments=(),
            image=None,
            sticky=False,
            protected=False,
        )
        for number in range(60)
    ]


@pytest.mark.parametrize("via", ["api", "sitemap", "feed", "archive"])
def test_every_post_arrives_within_three_commands_and_no_earlier_one_says_so(
    tmp_path: Path, via: Via
) -> None:
    dataset, blogs = tmp_path / "blog.db", list[Served]()

    def answer(target: str, headers: Message) -> Response:
        sent = {name.lower(): value for name, value in headers.items()}
        found = blogs[0].answer(Asked("GET", target, sent))
        assert isinstance(found, Answer)
        return found.status, [*found.headers.items()], found.body

    with faulty(answer, Chance(0.3, seed=3)) as url:
        blogs.append(Served(url, load(), hosted=None, robots="User-agent: *\nAllow: /\n"))
        blogs[0].posts = sixty()
        wanted = {post.id for post in sixty()}
        for _ in range(COMMANDS):
            problem = crawl(url, dataset, via=via, settings=SETTINGS).problem
            stored = {number for (number,) in rows(dataset, "SELECT post_id FROM articles")}
            if stored == wanted:
                return
            assert problem
            assert [one.status for one in coverage_of(dataset)] != ["complete"]
    assert stored == wanted
