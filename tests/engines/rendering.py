"""Themes rebuilt by hand: their markup in ``themes/``, their addresses here. Each renders the invented posts as a site."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from babel.dates import format_date
from engines.markup import FOOTNOTES, html_of
from engines.posts import Comment, Sample
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

FOLDER = Path(__file__).with_name("themes")
ABOUT = "Ceci est une page fixe, qui dit qui nous sommes et n’est pas un billet."
SHORT = 18  # words of an excerpt


@dataclass(frozen=True, kw_only=True, slots=True)
class Theme:
    """Where a theme's software puts its pages, and what the theme prints of a post. ``{}`` is a number or a slug."""

    engine: str
    name: str
    footnotes: str | None = None
    """The renderer of its footnotes, or None if authors write them by hand."""
    heading: str = "<h2>{}</h2>"
    """How the software prints a heading of a post."""
    address: str = "/{day:%Y/%m/%d}/{slug}/"
    size: int = 10
    """Number of posts of a listing."""
    numbered: str = "/page/{}/"
    """The listings after the home page."""
    front: int | None = None
    """Number of posts of a home page that has no further pages."""
    section: str | None = None
    """A listing of all posts besides the home page."""
    terms: Mapping[str, str] = field(default_factory=dict)
    """The pages of `category`, `tag`, `author` and `month`."""
    split: bool = True
    """Whether these pages are numbered too. Else one page names all posts of a term."""
    archive: str | None = None
    """A page that names all posts."""
    overviews: Mapping[str, str] = field(default_factory=dict)
    """Pages that name all terms, by address."""
    feed: str | None = "/feed/"
    atom: bool = False
    newest: int = 10
    """Number of posts in the feed."""
    whole: bool = True
    """Whether the feed contains their text."""
    sitemap: str | None = "/sitemap.xml"
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The kinds of pages in each part of the sitemap, by address. Empty if it has no parts."""
    lastmod: bool = True
    prints: frozenset[str] = frozenset(("category", "tag"))
    """What it prints of a post beyond title and day: `category`, `tag`, `author`, `comments`."""

    @property
    def signs(self) -> bool:
        """Whether its pages name the author of a post."""
        return "author" in self.prints


@dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """A post as templates see it."""

    sample: Sample
    url: str
    html: Markup
    comments: list[Comment]

    @property
    def month(self) -> str:
        """The month of its day, as in addresses."""
        return f"{self.sample.day:%Y/%m}"

    @property
    def excerpt(self) -> str:
        """Its first words."""
        words = self.sample.prose.split()
        return " ".join(words[:SHORT]) + (" […]" if len(words) > SHORT else "")


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A page of the site, before its theme prints it."""

    kind: str
    """`post`, `home`, `section`, `archive`, `overview`, `fixed`, or a key of `Theme.terms`."""
    path: str
    title: str
    posts: list[Post] = field(default_factory=list)
    number: int = 1
    last: int = 1
    first: str = ""
    """The address of the first page of this listing."""
    numbered: str = ""
    """That of the further ones."""
    newer: Post | None = None
    older: Post | None = None

    def at(self, number: int) -> str:
        """The address of a page of this listing."""
        return self.first if number == 1 else self.numbered.format(number)

    @property
    def post(self) -> Post:
        """The post of its page."""
        return self.posts[0]


def rendered(theme: Theme, samples: list[Sample], url: str) -> dict[str, str]:
    """A site by path: pages, feed, sitemaps and robots.txt. ``url`` is its address without the last slash."""
    environment = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters |= {"day": _day, "slug": slug_of}
    posts = [_post(theme, sample) for sample in reversed(samples)]
    pages = list(_pages(theme, posts))
    about = {"theme": theme, "site": url, "posts": posts, "name": "Le carnet"}
    template = environment.get_template(f"{theme.engine}-{theme.name}.html")
    site = {page.path: template.render(page=page, **about) for page in pages}
    if theme.feed:
        feed = environment.get_template("atom.xml" if theme.atom else "rss.xml")
        site[theme.feed] = feed.render(**about)
    sitemap = environment.get_template("sitemap.xml")
    for path, part in _sitemaps(theme, pages).items():
        site[path] = sitemap.render(part=part, **about)
    site["/robots.txt"] = (
        f"User-agent: *\nDisallow:\nSitemap: {url}{theme.sitemap}\n" if theme.sitemap else ""
    )
    return site


def slug_of(name: str) -> str:
    """A name as it is in addresses."""
    plain = unicodedata.normalize("NFD", name).encode("ascii", "ignore").decode()
    return plain.lower().replace(" ", "-")


def _day(day: date, form: str, language: str = "fr") -> str:
    return format_date(day, form, language)


def _post(theme: Theme, sample: Sample) -> Post:
    address = theme.address.format(day=sample.day, slug=sample.slug, category=slug_of(sample.category))
    style = FOOTNOTES[theme.footnotes] if theme.footnotes else None
    html = Markup(html_of(sample.body, sample.number, style, theme.heading))  # noqa: S704 (made above, and escaped)
    return Post(
        sample=sample,
        url=address,
        html=html,
        comments=sample.comments if "comments" in theme.prints else [],
    )


def _pages(theme: Theme, posts: list[Post]) -> Iterator[Page]:
    for at, post in enumerate(posts):
        newer, older = posts[at - 1] if at else None, posts[at + 1] if at + 1 < len(posts) else None
        yield Page(
            kind="post", path=post.url, title=post.sample.title, posts=[post], newer=newer, older=older
        )
    home = Page(kind="home", path="/", title="Le carnet", numbered=theme.numbered)
    yield from _listing(home, posts[: theme.front], theme.front or theme.size)
    if theme.section:
        first = Page(
            kind="section", path=theme.section, title="Billets", numbered=f"{theme.section}page/{{}}/"
        )
        yield from _listing(first, posts, theme.size)
    for kind, form in theme.terms.items():
        for name in dict.fromkeys(_term(post.sample, kind) for post in posts):
            path = form.format(slug_of(name))
            named = [post for post in posts if _term(post.sample, kind) == name]
            first = Page(kind=kind, path=path, title=name, numbered=f"{path}page/{{}}/")
            yield from _listing(first, named, theme.size if theme.split else len(named))
    if theme.archive:
        yield Page(kind="archive", path=theme.archive, title="Archives", posts=posts)
    for path, title in theme.overviews.items():
        yield Page(kind="overview", path=path, title=title, posts=posts)
    yield Page(kind="fixed", path="/a-propos/", title="À propos")


def _listing(first: Page, posts: list[Post], size: int) -> Iterator[Page]:
    parts = [posts[at : at + size] for at in range(0, len(posts), size)]
    for number, part in enumerate(parts, start=1):
        path = first.path if number == 1 else first.numbered.format(number)
        yield replace(first, path=path, first=first.path, posts=part, number=number, last=len(parts))


def _term(sample: Sample, kind: str) -> str:
    terms = {"category": sample.category, "tag": sample.tag, "author": sample.author}
    return terms.get(kind) or f"{sample.day:%Y/%m}"


def _sitemaps(theme: Theme, pages: Iterable[Page]) -> dict[str, list[tuple[str, date | None]] | list[str]]:
    """The sitemaps by path: an index as paths, a part as addresses with their last change."""
    if theme.sitemap is None:
        return {}
    named = [page for page in pages if page.number == 1 and page.kind != "month"]
    days = {
        page.path: page.post.sample.day if theme.lastmod and page.kind == "post" else None for page in named
    }
    if not theme.parts:
        return {theme.sitemap: list(days.items())}
    maps = {
        path: [(page.path, days[page.path]) for page in named if page.kind in kinds]
        for path, kinds in theme.parts.items()
    }
    return {theme.sitemap: list(maps), **maps}
