"""Lists without an end, and lists that lead nowhere: they end early, and a line says so."""

import re
from pathlib import Path

import pytest
from crawling import codes
from driving import Clock, drive
from misbehaving import Behaviour, Blog, Deed, judged

from crawler.demo import Answer
from crawler.demo.answers import Asked, html, xml
from crawler.discovery.scope import Scope
from crawler.items.routes import Via

FEW = 400
"""Requests. Each of these lists names thousands of addresses."""


class Answers:
    def __init__(self, blog: Blog) -> None:
        self._blog = blog

    def answer(self, asked: Asked) -> Answer:
        answer = self._blog.answer(asked)
        assert isinstance(answer, Answer)
        return answer


def read(blog: Blog, dataset: Path, via: Via, does: object) -> str:
    """Crawl the blog without a network. Returns how the run ended."""
    blog.behaviour = Behaviour("endless", does)  # type: ignore[arg-type]
    engine = drive(Answers(blog), Scope(blog="inkwell", url=blog.url, via=via), dataset, Clock())
    return engine.row.reason or ""


def dead_sitemap(blog: Blog, target: str) -> Answer | Deed | None:
    """A sitemap that names the posts, and 5,000 addresses of an earlier blog."""
    dead = "".join(f"<url><loc>{blog.url}old/{number}/</loc></url>" for number in range(5_000))
    if target != "/sitemap.xml":
        return None
    return xml(blog.right(target).body.decode().replace("</urlset>", f"{dead}</urlset>"))


def generated_pages(blog: Blog, target: str) -> Answer | Deed | None:
    """Listings for any number, with entries that lead nowhere."""
    number = re.fullmatch(r"/page/(\d+)/", target)
    if not number or int(number[1]) < 3:
        return (
            html(
                blog.right(target)
                .body.decode()
                .replace("Newer", 'Newer</a><a rel="next" href="/page/3/">Older')
            )
            if number
            else None
        )
    at = int(number[1])
    entries = "".join(
        f'<article class="post"><h2><a href="/2001/05/made-up-{at}-{entry}/">Made up {at} {entry}</a></h2>'
        f"<p>Something that was made up …</p></article>"
        for entry in range(10)
    )
    return html(
        blog.frame("Archive", f'{entries}<nav><a rel="next" href="/page/{at + 1}/">Older posts</a></nav>')
    )


@pytest.mark.parametrize("via", ["auto", "sitemap"])
def test_a_sitemap_of_dead_addresses_is_not_read_to_its_end(tmp_path: Path, via: Via) -> None:
    blog, dataset = Blog(), tmp_path / "blog.db"
    reason = read(blog, dataset, via, dead_sitemap)
    found = judged(blog, dataset, reason)
    assert (found.stored, found.status) == (blog.posts.keys(), "incomplete")
    assert ("endless_list" in codes(dataset), len(blog.asked) < FEW) == (True, True)
    assert "endless_list" in reason


def test_a_sitemap_of_an_earlier_blog_before_the_posts_is_read(tmp_path: Path) -> None:
    blog, dataset = Blog(), tmp_path / "blog.db"

    def dead_first(blog: Blog, target: str) -> Answer | Deed | None:
        dead = "".join(f"<url><loc>{blog.url}old/{number}/</loc></url>" for number in range(130))
        return (
            xml(blog.right(target).body.decode().replace("<url>", f"{dead}<url>", 1))
            if "sitemap" in target
            else None
        )

    read(blog, dataset, "sitemap", dead_first)
    assert judged(blog, dataset, None).stored == blog.posts.keys()
    assert "endless_list" not in codes(dataset)


def test_generated_listings_end_when_what_they_name_leads_nowhere(tmp_path: Path) -> None:
    blog, dataset = Blog(), tmp_path / "blog.db"
    reason = read(blog, dataset, "archive", generated_pages)
    found = judged(blog, dataset, reason)
    assert (found.stored, found.false, found.status) == (blog.posts.keys(), set(), "incomplete")
    assert ("endless_list" in reason, len(blog.asked) < FEW) == (True, True)


def test_pages_of_a_post_that_repeat_themselves_are_read_once(tmp_path: Path) -> None:
    blog, dataset = Blog(), tmp_path / "blog.db"

    def repeats(blog: Blog, target: str) -> Answer | Deed | None:
        part = re.fullmatch(r"(?P<post>/\d{4}/.*?/)(?P<number>\d+)?/?", target)
        if not part or part["post"] not in blog.posts:
            return None
        following = int(part["number"] or 1) + 1
        return html(
            blog.page(part["post"]).replace(
                "</article>", f'<a href="{part["post"]}{following}/">{following}</a></article>'
            )
        )

    reason = read(blog, dataset, "sitemap", repeats)
    assert (reason, judged(blog, dataset, None).stored) == ("finished", blog.posts.keys())
    assert len([target for target in blog.asked if target.startswith("/20")]) == 2 * len(blog.posts)
