"""Whether the sitemap or the API names every post, by the evidence of the other routes."""

from crawler.discovery.guarded import guarded
from crawler.discovery.web.categories import Categories
from crawler.discovery.web.evidence.candidates import Candidates
from crawler.discovery.web.evidence.doubts import Doubts
from crawler.discovery.web.finders.by_archive import ByArchive
from crawler.discovery.web.finders.finder import Candidate, StartingPoint, StopRule
from crawler.discovery.web.recrawl import RecrawlPolicy
from crawler.items import address_key

# A post that WordPress keeps on top of the home page.
_ON_TOP = (
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' sticky ')]"
    "[contains(concat(' ', normalize-space(@class), ' '), ' hentry ') or contains(@class, 'type-post')]"
)


class Agreement:
    """Compares what the routes found. It may be asked at any time; the home page is compared once."""

    def __init__(
        self, candidates: Candidates, recrawl: RecrawlPolicy, doubtful: Doubts, *, is_with_api: bool
    ) -> None:
        """``is_with_api`` is whether the sitemap is only compared with the API."""
        self.is_with_api = is_with_api
        self._candidates, self._recrawl, self._doubtful = candidates, recrawl, doubtful
        self._unmet_at_home = self._unmet_languages = 0
        self._fewest = 0

    def compare(self, entry: StartingPoint) -> None:
        """Compare the home page with the addresses found so far."""
        self._unmet_at_home = sum(not self._is_met(key) for key in shown_at(entry))
        self._unmet_languages = sum(not self._is_met_below(address_key(url)) for url in entry.languages)
        listing = entry.page.listing
        # Every numbered page before the last one is as long as the home page without the posts kept on top.
        usual = len(listing.entries) - len(entry.page.root.xpath(_ON_TOP))
        self._fewest = usual * (listing.last - 1) + 1 if listing.last > 1 else 0

    def _is_met(self, key: str) -> bool:
        return key in self._candidates.keys or (self.is_with_api and self._recrawl.knows(key))

    def _is_met_below(self, key: str) -> bool:
        """Whether a post below an address was found."""
        return any(one.startswith((f"{key}/", f"{key}?")) for one in self._posts)

    @property
    def doubts(self) -> tuple[str, ...]:
        """Why the sitemap does not name every post, as parts of a sentence. Empty if nothing says so.

        With the API, why neither of them does.
        """
        at_home = {
            "the home page shows {} others": self._unmet_at_home,
            "the home page names {} languages without a post": self._unmet_languages,
            "the numbers of pages on the home page mean {} posts at least": self._promised,
        }
        counts = self._against_api if self.is_with_api else self._against_sitemap
        return tuple(words.format(count) for words, count in (counts | at_home).items() if count)

    @property
    def _against_api(self) -> dict[str, int]:
        """If the sitemap names posts that the API hides, it has to name those of the API, too."""
        unnamed = len(self._recrawl.posts - self._candidates.named_by("sitemap"))
        return {
            "{} posts are not in the sitemap, which names others": unnamed if self._recrawl.has_found else 0
        }

    @property
    def _against_sitemap(self) -> dict[str, int]:
        dead = sum(map(self._recrawl.leads_nowhere, self._candidates.named_by("sitemap")))
        return {
            "{} of its addresses lead nowhere": dead,
            "{} posts are found only in other ways": self.unnamed_posts,
        }

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
    def _posts(self) -> frozenset[str]:
        if self.is_with_api:
            return self._recrawl.posts
        return frozenset(filter(self._recrawl.is_post, self._candidates.keys))

    @property
    def _promised(self) -> int:
        return self._fewest if self._fewest > len(self._posts) else 0


def shown_at(entry: StartingPoint) -> frozenset[str]:
    """Keys of the addresses of posts on the home page."""
    probe = ByArchive(StopRule(stops=False, is_known=lambda _: True, categories=Categories()))
    steps = guarded(probe.start(entry), entry.home.url)
    return frozenset(address_key(step.url) for step in steps if isinstance(step, Candidate) and step.sure)
