"""Writes the findings of discovery to the dataset, in a crawl and in a rebuild."""

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
    outcome_of,
)
from crawler.items import (
    Announcement,
    Article,
    Blog,
    Comment,
    DatasetWarning,
    Discovery,
    Post,
    Term,
    address_key,
    content_hash,
)
from crawler.items.problems import ProblemCode, is_loss
from crawler.items.routes import AddressOutcome, Route
from crawler.parse import PARSER
from crawler.parse.article import PostReading
from crawler.store.dataset.articles import Delivery
from crawler.store.dataset.dataset import Dataset

_MOST_LOST = 10  # a loss of more than one article in so many is doubted


@dataclass(kw_only=True, slots=True)
class Tally:
    """The counts of a run so far."""

    announced: int = 0
    """Number of articles that the blog announces."""
    articles: Counter[str] = field(default_factory=Counter)
    """Articles by outcome: `new`, `changed`, `unchanged`, `reparsed`, `returned`, `elsewhere`, `doubtful`,
    `gone`."""
    comments: int = 0
    """Number of comments with a stored article."""
    comments_unplaced: int = 0
    """Number of comments whose article is not in the dataset."""
    warnings: Counter[ProblemCode] = field(default_factory=Counter)
    """Number of warnings about responses, by code. Warnings about articles are only in the dataset."""

    doubt: str = ""
    """Why it is doubted that articles are gone. Empty if it is not."""

    @property
    def reached(self) -> int:
        """Number of articles that the blog delivered."""
        return sum(count for outcome, count in self.articles.items() if outcome != "gone")

    @property
    def losses(self) -> int:
        """Number of warnings that mean a loss."""
        return self.lost.total()

    @property
    def lost(self) -> Counter[ProblemCode]:
        """The same by code."""
        return Counter({code: count for code, count in self.warnings.items() if is_loss(code)})


class Ingest:
    """Writes the findings of one run to a dataset that already contains its row in `runs`."""

    def __init__(self, dataset: Dataset, *, blog: str, run: int, may_lose: bool = False) -> None:
        """``may_lose`` is whether the user says that the blog really lost what it lacks."""
        self.tally = Tally()
        self._dataset, self._blog, self._run, self._may_lose = dataset, blog, run, may_lose
        self._doubtful: set[str] = set()
        self._raised: set[int] = set()
        """The ids of the warnings about responses."""
        self._present: set[int] = set()
        self._not_there: set[str] = set()
        self._numbers: set[int] = set()
        self._addresses: set[str] = set()
        self._early: list[Comment] = []

    def take(self, found: Found) -> None:
        """Write a finding. Raises `DatasetError` if the dataset cannot be written."""
        match found.what:
            case Post():
                self._take_post(found.what, found)
            case FoundAddresses():
                self._dataset.write_discoveries(
                    self._discovery(url, found, lastmod=lastmod) for url, lastmod in found.what.found
                )
            case PageOutcome():
                self._take_outcome(found.what)
            case Term():
                self._dataset.write_term(self._blog, found.what)
            case CommentPage():
                self._take_comments(found.what.comments)
            case DatasetWarning():
                self._raised.add(self._dataset.write_warning(self._blog, found.what, run=self._run))
                self.tally.warnings[found.what.code] += 1
            case Announced():
                self._take_count(found.what, found.route)
            case Blog():
                self._dataset.write_blog(found.what)
            case StillThere():
                self._present |= found.what.articles
                self.tally.articles["unchanged"] += len(found.what.articles)

    def doubt_loss(self, *, seen: str) -> bool:
        """Whether so many articles were not found that the answers of the blog are doubted, not the dataset.

        Then a warning names the numbers. A single article is believed to be gone, and so is one whose own
        address says so, unless no article is left at all.
        """
        lost, known = self._dataset.lost(self._blog, self._present)
        unconfirmed = sum(address_key(url) not in self._not_there for url in lost)
        is_believed = unconfirmed <= 1 and len(lost) < known
        if is_believed or len(lost) * _MOST_LOST <= known:
            return False
        detail = f"{len(lost):,} of {known:,} articles were not found by the crawl that ended at {seen}"
        warning = DatasetWarning(code="sudden_loss", detail=detail)
        self._dataset.write_warning(self._blog, warning, run=self._run)
        self.tally.warnings[warning.code] += 1
        self.tally.doubt = detail
        return True

    def finish(self, *, complete: bool, seen: str) -> None:
        """Write the findings that had to wait for others.

        After a ``complete`` crawl, articles that were not found are gone since ``seen`` (ISO 8601, UTC).
        """
        if self._early:
            placed = self._dataset.write_comments(self._blog, self._early, run=self._run)
            self.tally.comments += placed
            self.tally.comments_unplaced += len(self._early) - placed
            self._early = []
        doubt = self._dataset.language_doubt(self._blog)
        if doubt:
            warning = DatasetWarning(code="language_doubted", detail=doubt)
            self._raised.add(self._dataset.write_warning(self._blog, warning, run=self._run))
        self._dataset.drop_resolved(self._blog, run=self._run, raised=self._raised, whole=complete)
        if complete:
            self.tally.articles["gone"] = self._dataset.mark_gone(self._blog, self._present, seen=seen)

    def _take_outcome(self, page: PageOutcome) -> None:
        if page.outcome in ("missing", "gone"):
            self._not_there.add(address_key(page.url))
        outcome = "failed" if page.article in self._doubtful else page.outcome  # it is read again
        self._dataset.write_outcome(self._blog, page.url, outcome, page.article)

    def _take_count(self, announced: Announced, route: Route) -> None:
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
        post = self._with_known_day(post)
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
            may_lose=self._may_lose,
        )
        written = self._dataset.write_article(delivery, lambda: reading.article)
        self.tally.articles[written.outcome] += 1
        if written.outcome == "doubtful":
            self._doubtful.add(post.url)
            self.tally.warnings["doubtful_change"] += 1
        elif found.form == "page" and written.is_rewritten and is_empty(reading.article):
            self._doubtful.add(post.url)
            self.tally.warnings["empty_content"] += 1
        if written.article:
            self._present.add(written.article.id)
        self._addresses.add(post.url)
        if post.post_id is not None:
            self._numbers.add(post.post_id)
        if found.route != "page":  # otherwise it was read again or joined from parts
            outcome = "failed" if post.url in self._doubtful else outcome_of(post.status)
            met = self._discovery(post.url, found, lastmod=post.modified, outcome=outcome)
            self._dataset.write_discoveries([met])

    def _with_known_day(self, post: Post) -> Post:
        """The post with the day that is stored, if its page prints none, unlike a listing or feed."""
        guessed = [fault for fault in post.faults if fault.code == "date_guessed"]
        known = self._dataset.day_of(self._blog, post.url) if guessed or not post.published else None
        if known is None:
            return post
        faults = tuple(fault for fault in post.faults if fault not in guessed)
        return replace(post, published=known[0], published_local=known[1], faults=faults)

    def _take_comments(self, comments: Iterable[Comment]) -> None:
        """Write comments. If their article has not arrived, they wait for the end of the run."""
        ready: list[Comment] = []
        for comment in comments:
            placed = comment.post_id in self._numbers or comment.article_url in self._addresses
            (ready if placed else self._early).append(comment)
        self.tally.comments += self._dataset.write_comments(self._blog, ready, run=self._run)

    def _discovery(
        self, url: str, found: Found, *, lastmod: str | None, outcome: AddressOutcome | None = None
    ) -> Discovery:
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


def is_empty(article: Article) -> bool:
    """Whether an article shows its readers nothing, though it is not protected."""
    return any(warning.code == "empty_content" for warning in article.warnings)


def digest_of(reading: PostReading, form: DeliveryForm) -> str:
    """What two deliveries of one post have in common that the blog did not change in between.

    A new comment on the page is not a change of the article. The bytes of a page differ with every request,
    so its text is compared. Of a fault, the code counts: its sentence can be reworded.
    """
    post = reading.post
    content = post.content if form == "api" else reading.stable_form
    faults = [fault.code for fault in post.faults]
    return content_hash(replace(post, comments=(), content=content), faults=faults)
