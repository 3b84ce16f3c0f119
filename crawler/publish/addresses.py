"""Permanent addresses of a dataset's pages: what is read at /NAME/-/…, the rows as Datasette has them."""

from dataclasses import dataclass
from urllib.parse import urlencode

from crawler.publish.keys import key_path

#: Pages about one thing: its kind and its key stand in the address.
KEYED = ("article", "versions", "tweet", "account", "source", "domain", "term", "author")
#: Pages of which a dataset has one.
SINGLE = ("search", "quality", "accounts", "domains", "terms", "authors")


def is_web_address(url: object) -> bool:
    """Whether a browser opens it as a page: http or https, and nothing else."""
    return isinstance(url, str) and url.lower().startswith(("http://", "https://"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Addresses:
    """Makes the addresses of one dataset's pages."""

    home: str
    """The dataset's own page: the path of its database, such as `/demo`."""

    def page(self, kind: str, key: object = None, /, **asked: object) -> str:
        """The page of a kind, about the thing with this key; what is None is not asked.

        >>> Addresses(home="/demo").page("account", "a/b")
        '/demo/-/account/a~2Fb'
        >>> Addresses(home="/demo").page("search", q="à la", year=None)
        '/demo/-/search?q=%C3%A0+la'
        """
        path = f"{self.home}/-/{kind}" if key is None else f"{self.home}/-/{kind}/{key_path(key)}"
        return _with_query(path, asked)

    def table(self, name: str, /, **filters: object) -> str:
        """The rows of a table or view, or the answer of a canned query."""
        return _with_query(f"{self.home}/{key_path(name)}", filters)

    def row(self, table: str, *key: object) -> str:
        """A row, as Datasette shows it."""
        return f"{self.home}/{table}/{key_path(*key)}"

    def json(self, table: str, *key: object) -> str:
        """A row, as JSON."""
        return f"{self.row(table, *key)}.json?_shape=array"


def _with_query(path: str, asked: dict[str, object]) -> str:
    given = {name: value for name, value in asked.items() if value not in (None, "")}
    return f"{path}?{urlencode(given)}" if given else path
