"""Finds the API of a blog: reads the home page and tries the possible addresses."""

from crawler.discovery.failure import home_failure
from crawler.discovery.home import Home, read_home
from crawler.discovery.page_of import page_of
from crawler.discovery.rest.address import candidates
from crawler.items import Blog, DatasetWarning, Reply
from crawler.parse.page import PageReading


class Entrance:
    """Reads the home page and tries the possible addresses of the API, one after the other."""

    def __init__(self, name: str, url: str, *, hosted_api: str, language: str | None) -> None:
        self.trouble: DatasetWarning | None = None
        """The reason if there is no API. Its code is a warning's, or `no_api`."""
        self.base = ""
        """The address that is being tried, or that answered. It ends in a slash."""
        self.page: PageReading | None = None
        """The page that was received as the home page."""
        self._name, self._hosted_api, self._language = name, hosted_api, language
        self._home = Home(url=url)
        self._untried: list[str] = []
        self._refusals: list[DatasetWarning] = []
        self._failure: DatasetWarning | None = None
        """Why the home page cannot be read."""

    def read_home(self, reply: Reply) -> list[DatasetWarning]:
        """Read the home page. An error page may still name the API. Without any page, the crawl ends."""
        self._failure = home_failure(reply)
        if reply.status:
            self.page = page_of(reply)
            self._home = read_home(reply, self.page.root)
            self._untried = candidates(self._home, self._hosted_api)
        return [self._failure] if self._failure else []

    def refused(self, warnings: list[DatasetWarning]) -> None:
        """Note that the tried address is not that of the API."""
        self._refusals += warnings

    def try_next(self) -> bool:
        """Go on to the next address. Returns whether there is one."""
        if self._untried:
            self.base = self._untried.pop(0)
            return True
        self.trouble = self.trouble or self._no_api()
        return False

    @property
    def language(self) -> str | None:
        """The language that the home page declares, or else the one that the spider declares."""
        return self._home.language or self._language

    def blog(self) -> Blog:
        """The blog, as far as it is known."""
        return self._home.blog(self._name, self._language, self.base)

    def _no_api(self) -> DatasetWarning:
        """The failure of the home page, the reason of all refusals if they have the same one, or else the
        addresses that were tried.
        """
        if self._failure:
            return self._failure
        if {refusal.code for refusal in self._refusals} == {"robots_forbid"}:
            return self._refusals[0]
        tried = "; ".join(refusal.detail for refusal in self._refusals)
        return DatasetWarning(code="no_api", detail=f"No WordPress API at {self._home.url} ({tried})")
