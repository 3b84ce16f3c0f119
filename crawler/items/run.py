"""Provenance: sources, runs, pages and warnings."""

from dataclasses import dataclass

from crawler.items.problems import ProblemCode
from crawler.items.routes import AddressOutcome, Route
from crawler.items.table import column, table


@table("sources", key="id", label="url")
@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Addresses outside the blog that articles link to. An address with a link in a footnote is a cited
    source. The id is computed from the address.
    """

    url: str
    """Canonical address: with https if either form was printed, and without tracking parameters and
    fragments. A fragment that an application uses as a path is kept."""
    host: str
    """Host name in lower case."""
    domain: str = column(index=True)
    """Registered domain ("example.co.uk")."""


@table("runs", key="id")
@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """Crawls of this dataset, with their results and costs."""

    id: int
    """Number of the run. The raw store uses the same number."""
    blog: str = column(index=True)
    """Name of the blog, as in table blogs, which has no row for a blog that was never reached."""
    spider: str
    """Name of the spider."""
    started: str
    """ISO 8601, UTC."""
    finished: str | None = None
    """Time when the run ended: ISO 8601, UTC. NULL if the run was interrupted."""
    reason: str | None = None
    """Why the run ended: `finished`, `partial` with the limit if it was limited, or a sentence that says what
    went wrong."""
    partial: str | None = None
    """What limited the crawl, such as `limit=3`, `requests=4` for a spent budget, or `interrupted`. NULL if
    it read everything."""
    arguments: str | None = None
    """Arguments of the crawl, and the earlier crawls that it relied on, as a JSON object."""
    route: str | None = None
    """Route of the crawl, such as `api` or `sitemap`. Several routes are separated by spaces."""
    decisions: str | None = None
    """Decisions of the crawl and their reasons, one sentence per line."""
    walked: bool | None = None
    """1 if the lists of the blog were read to their end or to known articles. 0 if no list could be read to
    its end (a feed of only the newest posts, an incomplete list). NULL if the blog gave its number of posts,
    or if the crawl was limited."""
    announced: int | None = None
    """Number of articles that the blog announced. NULL if no route gave a number."""
    requests: int = 0
    """Number of requests sent over the network."""
    bytes: int = 0
    """Number of bytes received."""
    articles_new: int = 0
    """Number of articles found for the first time."""
    articles_changed: int = 0
    """Number of articles that the blog changed."""
    articles_unchanged: int = 0
    """Number of articles that did not change."""
    articles_gone: int = 0
    """Number of articles that this complete crawl was the first not to find."""
    warnings: int = 0
    """Number of rows that this run added to warnings."""
    errors: int = 0
    """Number of requests that failed permanently."""
    versions: str
    """Versions of the software, as a JSON object."""
    store: str | None = None
    """Id of the raw store that contains the responses. NULL if an earlier release wrote the run."""


@table("pages", key=("blog", "url"))
@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """Requested addresses of a blog with their latest response. The raw store keeps all responses."""

    blog: str
    """Name of the blog, as in table runs."""
    url: str
    """The requested address."""
    route: str
    """Kind of the request, such as `api.posts` or `home`."""
    status: int
    """HTTP status of the latest response. 0 if no response came."""
    fetched: str
    """Time of the response: ISO 8601, UTC."""
    etag: str | None = None
    """Validator from the server, for conditional requests."""
    last_modified: str | None = None
    """Validator from the server, for conditional requests."""
    sha256: str
    """SHA-256 of the decoded body in hexadecimal. It is the key of the body in the raw store."""
    run: int = column(references="runs")
    """The last run that requested it."""


@table("discoveries", key=("blog", "url", "route"))
@dataclass(frozen=True, kw_only=True, slots=True)
class Discovery:
    """Addresses that were found, with what each turned out to be, and former addresses of articles."""

    blog: str
    """Name of the blog that it was found on, as in table runs."""
    url: str
    """Address as given by the route."""
    route: Route = column(grows=True)
    """`api`, `sitemap`, `feed`, `archive`, or `former` for a former address of an article."""
    article: str | None = column(references="articles", default=None)
    """The article."""
    first_seen: str
    """ISO 8601, UTC."""
    last_seen: str
    """ISO 8601, UTC."""
    lastmod: str | None = None
    """Time of the last change according to the route."""
    outcome: AddressOutcome | None = column(grows=True, default=None)
    """What the page turned out to be: `article`, `protected`, `listing`, `page`, `attachment`, `missing`
    (404), `gone` (410), `moved` (redirects to another address), `file`, `forbidden` or `failed`. `unsure` is
    a page that may be an article: neither its marks nor the rest of the blog decide it. It is not stored.
    NULL if it has not been read."""


@table("announcements", key=("blog", "route", "month"))
@dataclass(frozen=True, kw_only=True, slots=True)
class Announcement:
    """Numbers of articles that the blog announces: the latest of each route, by month if possible."""

    blog: str = column(references="blogs")
    """The blog."""
    route: Route = column(grows=True)
    """`api` (total of the API), `archive` (counts next to links to months), `sitemap` or `feed`."""
    month: str = ""
    """Month, such as "2018-08". Empty for the total."""
    articles: int
    """Number of articles."""
    run: int = column(references="runs")
    """The run that received the number."""


@table("article_versions", key=("article", "seen", "content_hash"))
@dataclass(frozen=True, kw_only=True, slots=True)
class ArticleVersion:
    """Earlier versions of articles that the blog changed."""

    article: str = column(references="articles")
    """The article."""
    seen: str
    """Time when a crawl found the version that replaced this one: ISO 8601, UTC."""
    run: int = column(references="runs")
    """The run that found the new version."""
    content_hash: str
    """SHA-256 of this version."""
    title: str
    """Title of this version."""
    text: str
    """Text of this version."""


@table("warnings", key="id")
@dataclass(frozen=True, kw_only=True, slots=True)
class DatasetWarning:
    """Problems with articles and with responses of the blog. The id is computed from article (or blog), code
    and detail.
    """

    run: int | None = column(references="runs", default=None)
    """The first run with this problem."""
    blog: str | None = column(index=True, default=None)
    """Name of the blog that it is about, as in table runs."""
    article: str | None = column(references="articles", default=None)
    """The article with the problem. NULL for a problem with a response of the blog."""
    code: ProblemCode = column(index=True, grows=True)
    """Short name of the kind of problem, such as `empty_content` or `comment_parent_missing`. The page on
    data quality and docs/schema.md explain each."""
    detail: str
    """One sentence with details."""
