"""Where the facts came from: sources, runs, pages, and what went wrong."""

from dataclasses import dataclass

from crawler.items.problems import ProblemCode
from crawler.items.table import column, table


@table("sources", key="id", label="url")
@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Every address outside the blog that an article links to; links with place `footnote` make it a
    cited source. The id is taken from the address.
    """

    url: str
    """Canonical address: https where either form was printed, no tracking parameters, no fragment
    that does not route."""
    host: str
    """Host name in lower case."""
    domain: str = column(index=True)
    """Registered domain ("example.co.uk")."""


@table("runs", key="id")
@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """Crawls that filled this dataset, with what they found and spent."""

    id: int
    """Number of the run, also in the raw store."""
    blog: str = column(index=True)
    """Name of the blog, as in table blogs, which has no row for a blog that was never reached."""
    spider: str
    """Name of the spider."""
    started: str
    """ISO 8601, UTC."""
    finished: str | None = None
    """ISO 8601, UTC; NULL for a run that was interrupted."""
    reason: str | None = None
    """Why it ended: `finished`, or one sentence that says what went wrong."""
    arguments: str | None = None
    """What was asked for, and what the run could take for known, as a JSON object."""
    route: str | None = None
    """The route that was taken (`api`, `sitemap` …); several are separated by blanks."""
    decisions: str | None = None
    """What was decided on the way and why, one sentence a line."""
    walked: bool | None = None
    """1 where lists of the blog were walked to their end, or to what was known; 0 where none could be (a feed
    of the newest alone, a list that broke off); NULL where the blog told its number or not all was asked
    for."""
    announced: int | None = None
    """Articles that the blog announced; NULL where no route told a number."""
    requests: int = 0
    """Requests sent over the network."""
    bytes: int = 0
    """Bytes received."""
    articles_new: int = 0
    """Articles met for the first time."""
    articles_changed: int = 0
    """Articles that the blog changed."""
    articles_unchanged: int = 0
    """Articles known to be as they were."""
    articles_gone: int = 0
    """Articles that a complete crawl missed for the first time."""
    warnings: int = 0
    """Rows in warnings that this run wrote."""
    errors: int = 0
    """Requests that failed for good."""
    versions: str
    """Versions of the software that ran, as a JSON object."""


@table("pages", key=("blog", "url"))
@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """Every address that was requested for a blog, with its latest answer; the raw store keeps them all."""

    blog: str
    """Name of the blog, as in table runs."""
    url: str
    """The address asked for."""
    route: str
    """What it was asked for as (`api.posts`, `home` …)."""
    status: int
    """HTTP status of the latest answer."""
    fetched: str
    """When: ISO 8601, UTC."""
    etag: str | None = None
    """Validator that the server gave."""
    last_modified: str | None = None
    """Validator that the server gave."""
    sha256: str
    """Digest of the decoded body, in hexadecimal; the key of the raw store."""
    run: int = column(references="runs")
    """The run that asked last."""


@table("discoveries", key=("blog", "url", "route"))
@dataclass(frozen=True, kw_only=True, slots=True)
class Discovery:
    """By which route each article's address was found, and addresses it had before."""

    blog: str
    """Name of the blog that it was found on, as in table runs."""
    url: str
    """Address as the route gave it."""
    route: str
    """`api`, `sitemap`, `feed`, `archive`; `former` for an address that a post had before."""
    article: str | None = column(references="articles", default=None)
    """The article."""
    first_seen: str
    """ISO 8601, UTC."""
    last_seen: str
    """ISO 8601, UTC."""
    lastmod: str | None = None
    """The time of change that the route announced."""
    outcome: str | None = None
    """What its page turned out to be: `article`, `protected`, `listing`, `page`, `attachment`, `missing` (404
    or 410), `moved` (it leads to another address), `file`, `forbidden`, `failed`; NULL while it was not
    read."""


@table("announcements", key=("blog", "route", "month"))
@dataclass(frozen=True, kw_only=True, slots=True)
class Announcement:
    """How many articles the blog says that it has: the latest word of each route, by month where it tells."""

    blog: str = column(references="blogs")
    """The blog."""
    route: str
    """`api` (the total of the API), `archive` (counts beside links to months), `sitemap`, `feed`."""
    month: str = ""
    """"2018-08"; empty for all together."""
    articles: int
    """How many."""
    run: int = column(references="runs")
    """The run that was told."""


@table("article_versions", key=("article", "seen"))
@dataclass(frozen=True, kw_only=True, slots=True)
class ArticleVersion:
    """Earlier forms of articles that the blog changed."""

    article: str = column(references="articles")
    """The article."""
    seen: str
    """When the crawl met the form that replaced this one: ISO 8601, UTC."""
    run: int = column(references="runs")
    """The run that met it."""
    content_hash: str
    """SHA-256 of the earlier form."""
    title: str
    """Title of the earlier form."""
    text: str
    """Text of the earlier form."""


@table("warnings", key="id")
@dataclass(frozen=True, kw_only=True, slots=True)
class DatasetWarning:
    """What was odd: with an article, or with an answer of the blog. The id is taken from article (or blog),
    code and detail.
    """

    run: int | None = column(references="runs", default=None)
    """The run that met it first."""
    blog: str | None = column(index=True, default=None)
    """Name of the blog that it is about, as in table runs."""
    article: str | None = column(references="articles", default=None)
    """The article that it is about; NULL where it is about an answer of the blog."""
    code: ProblemCode = column(index=True, grows=True)
    """Short name of the kind of problem (`empty_content`, `comment_parent_missing` …). The page on the
    quality of the data and docs/schema.md say what each means and what to do."""
    detail: str
    """One sentence with the particulars."""
