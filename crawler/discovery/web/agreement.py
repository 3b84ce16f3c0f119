"""Whether the sitemap names every post, by the evidence of the other routes and of its own addresses."""

from crawler.discovery.guarded import guarded
from crawler.discovery.web.by_archive import ByArchive
from crawler.discovery.web.candidates import Candidates
from crawler.discovery.web.categories import Categories
from crawler.discovery.web.doubts import Doubts
from crawler.discovery.web.finder import Candidate, StartingPoint, StopRule
from crawler.discovery.web.recrawl import RecrawlPolicy
from crawler.items import address_key


class Agreement:
    """Compares what the routes found. It may be asked at any time; the home page is compared once."""

    def __init__(
        self, candidates: Candidates, recrawl: RecrawlPolicy, doubtful: Doubts, *, is_with_api: bool
    ) -> None:
        """``is_with_api`` is whether the sitemap is only compared with the API."""
        self.is_with_api = is_with_api
        self._candidates, self._recrawl, self._doubtful = candidates, recrawl, doubtful
        self._unmet_at_home = 0
        self._fewest = 0

    def compare(self, entry: StartingPoint) -> None:
        """Compare the home page with the addresses found so far."""
        self._unmet_at_home = len(shown_at(entry) - self._candidates.keys)
        listing = entry.page.listing
        # Every numbered page before the last one is as long as the home page.
        self._fewest = len(listing.entries) * (listing.last - 1) + 1 if listing.last > 1 else 0

    @property
    def doubts(self) -> tuple[str, ...]:
        """Why the sitemap does not name every post, as parts of a sentence. Empty if nothing says so."""
        dead = sum(map(self._recrawl.leads_nowhere, self._candidates.named_by("sitemap")))
        counts = {
            "{} of its addresses lead nowhere": dead,
            "{} posts are found only in other ways": self.unnamed_posts,
            "the home page shows {} others": self._unmet_at_home,
            "the numbers of pages on the home page mean {} posts at least": self._promised,
        }
        return tuple(words.format(count) for words, count in counts.items() if count)

    @property
    def needs_listings(self) -> bool:
        """Whether listings must say more: on posts that the sitemap lacks, or on pages that may be posts."""
        return bool(self.doubts) or self._doubtful.undecided > 0

    @property
    def unnamed_posts(self) -> int:
        """Number of articles that other routes found and the sitemap does not name."""
        others = (self._candidates.keys | self._recrawl.unnamed_before) - self._candidates.named_by("sitemap")
        return sum(map(self._recrawl.is_post, others))

    @property
    def _promised(self) -> int:
        posts = sum(map(self._recrawl.is_post, self._candidates.keys))
        return self._fewest if self._fewest > posts else 0


def shown_at(entry: StartingPoint) -> frozenset[str]:
    """Keys of the addresses of posts on the home page."""
    probe = ByArchive(StopRule(stops=False, is_known=lambda _: True, categories=Categories()))
    steps = guarded(probe.start(entry), entry.home.url)
    return frozenset(address_key(step.url) for step in steps if isinstance(step, Candidate) and step.sure)
