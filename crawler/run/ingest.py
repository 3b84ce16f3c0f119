"""What discovery finds, into the dataset: used by the crawl and by the rebuild alike."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from crawler.discovery.found import (
    Announced,
    CommentPage,
    DeliveryForm,
    Found,
    FoundAddresses,
    PageOutcome,
    StillThere,
)
from crawler.items import Announcement, Blog, Comment, DatasetWarning, Discovery, Post, Term, content_hash
from crawler.items.problems import ProblemCode, is_loss
from crawler.parse import PARSER
from crawler.parse.article import PostReading
from crawler.store.dataset.articles import Delivery
from crawler.store.dataset.dataset import Dataset


@dataclass(kw_only=True, slots=True)
class Tally:
    """What a run met so far."""

    announced: int = 0
    """Articles that the blog announces."""
    articles: Counter[str] = field(default_factory=Counter)
    """How many were `new`, `changed`, `unchanged`, `reparsed`, `returned`, `elsewhere`, `gone`."""
    comments: int = 0
    """Comments that found their article."""
    comments_unplaced: int = 0
    """Comments of articles that the dataset does not have."""
    warnings: Counter[ProblemCode] = field(default_factory=Counter)
    """How many warnings about the blog's answers, by code; those about articles stand in the dataset."""

    @property
    def reached(self) -> int:
        """Articles that the blog handed out, whatever became of them."""
        return sum(count for outcome, count in self.articles.items() if outcome != "gone")

    @property
    def losses(self) -> int:
        """Warnings that stand for something lost."""
        return self.lost.total()

    @property
    def lost(self) -> Counter[ProblemCode]:
        """The same by code."""
        return Counter({code: count for code, count in self.warnings.items() if is_loss(code)})


class Ingest:
    """Writes findings of one run into a dataset whose row in `runs` is there already."""

    def __init__(self, dataset: Dataset, *, blog: str, run: int) -> None:
        self.tally = Tally()
        self._dataset, self._blog, self._run = dataset, blog, run
        self._present: set[int] = set()
        self._numbers: set[int] = set()
        self._addresses: set[str] = set()
        self._early: list[Comment] = []

    def take(self, found: Found) -> None:
        """Write a finding. Raises `DatasetError` where the dataset cannot be written."""
        match found.what:
            case Post():
                self._take_post(found.what, found)
            case FoundAddresses():
                self._dataset.write_discoveries(
                    self._discovery(url, found, lastmod=lastmod) for url, lastmod in found.what.found
                )
            case PageOutcome():
                self._dataset.write_outcome(
                    self._blog, found.what.url, found.what.outcome, found.what.article
                )
            case Term():
                self._dataset.write_term(self._blog, found.what)
            case CommentPage():
                self._take_comments(found.what.comments)
            case DatasetWarning():
                self._dataset.write_warning(self._blog, found.what, run=self._run)
                self.tally.warnings[found.what.code] += 1
            case Announced():
                self._take_count(found.what, found.route)
            case Blog():
                self._dataset.write_blog(found.what)
            case StillThere():
                self._present |= found.what.articles
                self.tally.articles["unchanged"] += len(found.what.articles)

    def finish(self, *, complete: bool, seen: str) -> None:
        """Write what had to wait for the rest.

        After a ``complete`` crawl, what was not met is gone since ``seen`` (ISO 8601, UTC).
        """
        if self._early:
            placed = self._dataset.write_comments(self._blog, self._early, run=self._run)
            self.tally.comments += placed
            self.tally.comments_unplaced += len(self._early) - placed
            self._early = []
        if complete:
            self.tally.articles["gone"] = self._dataset.mark_gone(self._blog, self._present, seen=seen)

    def _take_count(self, announced: Announced, route: str) -> None:
        if not announced.month:
            self.tally.announced = announced.articles
        if announced.is_count:
            count = Announcement(
                blog=self._blog,
                route=route,
                month=announced.month,
                articles=announced.articles,
                run=self._run,
            )
            self._dataset.write_announcement(count)

    def _take_post(self, post: Post, found: Found) -> None:
        reading = PostReading(post)
        delivery = Delivery(
            blog=self._blog,
            url=post.url,
            post_id=post.post_id,
            status=post.status,
            content_hash=digest_of(reading, found.form),
            parser=PARSER,
            run=self._run,
            seen=found.seen,
            form=found.form,
        )
        written = self._dataset.write_article(delivery, lambda: reading.article)
        self.tally.articles[written.outcome] += 1
        if written.article:
            self._present.add(written.article.id)
        self._addresses.add(post.url)
        if post.post_id is not None:
            self._numbers.add(post.post_id)
        if found.route != "page":  # else it was read again, or joined of parts: no route found it so
            met = self._discovery(post.url, found, lastmod=post.modified, outcome=post.status)
            self._dataset.write_discoveries([met])

    def _take_comments(self, comments: Iterable[Comment]) -> None:
        """Write comments; those whose article has not come yet wait for the end of the run."""
        ready: list[Comment] = []
        for comment in comments:
            placed = comment.post_id in self._numbers or comment.article_url in self._addresses
            (ready if placed else self._early).append(comment)
        self.tally.comments += self._dataset.write_comments(self._blog, ready, run=self._run)

    def _discovery(
        self, url: str, found: Found, *, lastmod: str | None, outcome: str | None = None
    ) -> Discovery:
        outcome = "article" if outcome == "live" else outcome
        return Discovery(
            blog=self._blog,
            url=url,
            route=found.route,
            article=url if outcome else None,
            first_seen=found.seen,
            last_seen=found.seen,
            lastmod=lastmod,
            outcome=outcome,
        )


def digest_of(reading: PostReading, form: DeliveryForm) -> str:
    """What two deliveries of one post have in common that the blog did not change in between.

    Comments that came along are not the article's: one more of them is no change of it. A page's bytes
    differ from one request to the next, so that what is compared is what it says.
    """
    post = reading.post
    content = post.content if form == "api" else reading.stable_form
    faults = [f"{fault.code}: {fault.detail}" for fault in post.faults]  # as files made so far have it
    return content_hash(replace(post, comments=(), content=content), faults=faults)
