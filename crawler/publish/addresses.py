"""Permanent addresses of a dataset: reading pages at /NAME/-/…, and Datasette's pages of tables and rows."""

from dataclasses import dataclass
from urllib.parse import urlencode

from crawler.publish.keys import key_path

#: Kinds of pages whose address contains a key.
KEYED = ("article", "versions", "tweet", "account", "source", "domain", "term", "author")
#: Pages that a dataset has once.
SINGLE = ("search", "quality", "accounts", "domains", "terms", "authors")


#: By table, the kind of the reading page that shows a row of it. Its key is that of the row.
READ = {
    "articles": "article",
    "tweets": "tweet",
    "tweet_accounts": "account",
    "sources": "source",
    "terms": "term",
    "authors": "author",
}


def is_web_address(url: object) -> bool:
    """Whether a browser can open it as a page: only http and https."""
    return isinstance(url, str) and url.lower().startswith(("http://", "https://"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Addresses:
    """Makes the addresses of one dataset's pages."""

    home: str
    """The home page of the dataset: the path of its database, such as `/demo`."""

    def page(self, kind: str, key: object = None, /, **asked: object) -> str:
        """The page of this kind with this key. Parameters that are None are left out.

        >>> Addresses(home="/demo").page("account", "a/b")
        '/demo/-/account/a~2Fb'
        >>> Addresses(home="/demo").page("search", q="à la", year=None)
        '/demo/-/search?q=%C3%A0+la'
        """
        path = f"{self.home}/-/{kind}" if key is None else f"{self.home}/-/{kind}/{key_path(key)}"
        return _with_query(path, asked)

    def table(self, name: str, /, **filters: object) -> str:
        """The rows of a table or view, or the results of a canned query."""
        return _with_query(f"{self.home}/{key_path(name)}", filters)

    def row(self, table: str, *key: object) -> str:
        """Datasette's page of a row."""
        return f"{self.home}/{table}/{key_path(*key)}"

    def reading(self, table: str, *key: object) -> str:
        """The reading page of a row, or Datasette's page if there is none.

        >>> Addresses(home="/demo").reading("tweets", "17"), Addresses(home="/demo").reading("turns", 17, 2)
        ('/demo/-/tweet/17', '/demo/turns/17,2')
        """
        kind = READ.get(table)
        return self.page(kind, *key) if kind else self.row(table, *key)

    def json(self, table: str, *key: object) -> str:
        """A row as JSON."""
        return f"{self.row(table, *key)}.json?_shape=array"


def _with_query(path: str, asked: dict[str, object]) -> str:
    given = {name: value for name, value in asked.items() if value not in (None, "")}
    return f"{path}?{urlencode(given)}" if given else path
