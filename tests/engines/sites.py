"""Writes the invented posts as the source of a site, an engine and theme each, and builds it."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from engines.building import ABOUT, HOME, NotInstalledError, Tools, front_matter, run
from engines.documentation import ablog, docusaurus, org, vitepress
from engines.posts import Sample, invented
from engines.rebuilt import THEMES
from engines.rendering import rendered


@dataclass(frozen=True, slots=True)
class Site:
    """An engine with a theme."""

    engine: str
    theme: str
    build: Callable[[Path, Tools, str, list[Sample]], Path]
    footnotes: bool = True
    prints: frozenset[str] = frozenset(("author",))
    """What its pages print of a post beyond title and day: `author`, `category`, `tag`, `comments`."""

    def built(self, folder: Path, tools: Tools) -> tuple[Path, list[Sample]]:
        """Build it in an empty folder. Returns the folder of its pages and the truth. Raises like `run`."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        samples = invented(footnotes=self.footnotes)
        return self.build(folder, tools, self.theme, samples), samples


def pelican(folder: Path, tools: Tools, theme: str, samples: list[Sample]) -> Path:
    """Pelican: themes that it ships."""
    pages = folder / "content" / "pages"
    pages.mkdir(parents=True)
    (pages / "a-propos.md").write_text(f"Title: À propos\n\n{ABOUT}", "utf-8")
    for s in samples:
        head = f"Title: {s.title}\nDate: {s.day} 09:30\nCategory: {s.category}\nTags: {s.tag}\nSlug: {s.slug}\nAuthor: {s.author}\nLang: fr\n"
        (folder / "content" / f"{s.slug}.md").write_text(f"{head}\n{s.body}", "utf-8")
    (folder / "pelicanconf.py").write_text(
        f"SITENAME = 'Le carnet'\nSITEURL = 'http://127.0.0.1:8500'\nPATH = 'content'\nTIMEZONE = 'Europe/Paris'\nDEFAULT_LANG = 'fr'\nTHEME = {theme!r}\n"
        "MARKDOWN = {'extension_configs': {'markdown.extensions.footnotes': {}, 'markdown.extensions.extra': {}}}\n",
        "utf-8",
    )
    run(folder, tools.python / "pelican", "-s", "pelicanconf.py", "-o", "public")
    return folder / "public"


def hugo(folder: Path, tools: Tools, theme: str, samples: list[Sample]) -> Path:
    """Hugo: the theme that it writes itself."""
    run(folder, tools.python / "hugo", "new", "site", ".", "--force")
    run(folder, tools.python / "hugo", "new", "theme", theme)
    shutil.rmtree(folder / "themes" / theme / "content")
    for s in samples:
        head = {
            "title": s.title,
            "date": f"{s.day}T09:30:00+01:00",
            "tags": [s.tag],
            "categories": [s.category],
            "author": s.author,
        }
        front_matter(folder / "content" / "posts" / f"{s.slug}.md", head, s.body)
    front_matter(folder / "content" / "a-propos.md", {"title": "À propos"}, ABOUT)
    (folder / "hugo.toml").write_text(
        f"baseURL = 'http://127.0.0.1:8500/'\nlanguageCode = 'fr'\ntitle = 'Le carnet'\ntheme = '{theme}'\n[markup.goldmark.renderer]\nunsafe = true\n",
        "utf-8",
    )
    run(folder, tools.python / "hugo")
    return folder / "public"


def jekyll(folder: Path, _: Tools, theme: str, samples: list[Sample]) -> Path:
    """Jekyll: the theme that comes with it."""
    for s in samples:
        head = {
            "layout": "post",
            "title": s.title,
            "date": f"{s.day} 09:30:00 +0100",
            "tags": [s.tag],
            "categories": [s.category],
            "author": s.author,
        }
        front_matter(folder / "_posts" / f"{s.day}-{s.slug}.md", head, s.body)
    front_matter(
        folder / "a-propos.md", {"layout": "page", "title": "À propos", "permalink": "/a-propos/"}, ABOUT
    )
    front_matter(folder / "index.md", {"layout": "home"}, "")
    (folder / "_config.yml").write_text(
        f"title: Le carnet\nurl: http://127.0.0.1:8500\nlang: fr\ntheme: {theme}\nplugins: [jekyll-feed, jekyll-seo-tag]\n",
        "utf-8",
    )
    run(folder, "jekyll", "build", "--destination", "public")
    return folder / "public"


def hexo(folder: Path, tools: Tools, theme: str, samples: list[Sample]) -> Path:
    """Hexo: the themes of its registry."""
    for s in samples:
        head = {
            "title": s.title,
            "date": f"{s.day} 09:30:00",
            "tags": [s.tag],
            "categories": [s.category],
            "author": s.author,
        }
        front_matter(folder / "source" / "_posts" / f"{s.slug}.md", head, s.body)
    front_matter(
        folder / "source" / "a-propos" / "index.md",
        {"title": "À propos", "date": "2014-01-01 10:00:00"},
        ABOUT,
    )
    (folder / "_config.yml").write_text(
        f"title: Le carnet\nlanguage: fr\nurl: http://127.0.0.1:8500\nauthor: La rédaction\ntheme: {theme}\ntimezone: UTC\n"
        "permalink: :year/:month/:day/:title/\n", "utf-8",
    )  # fmt: skip
    modules = tools.node / "node_modules"
    if not (modules / f"hexo-theme-{theme}").is_dir():
        raise NotInstalledError(f"hexo-theme-{theme} is not installed")
    (folder / "node_modules").symlink_to(modules)
    wanted = json.loads((tools.node / "package.json").read_text("utf-8"))["dependencies"]
    used = {n: v for n, v in wanted.items() if not n.startswith("hexo-theme-") or n == f"hexo-theme-{theme}"}
    (folder / "package.json").write_text(
        json.dumps({"name": "site", "hexo": {}, "dependencies": used}), "utf-8"
    )
    run(folder, modules / ".bin" / "hexo", "generate", "--silent")
    return folder / "public"


def nikola(folder: Path, tools: Tools, theme: str, samples: list[Sample]) -> Path:
    """Nikola: themes that it ships."""
    run(folder, tools.python / "nikola", "init", "-q", "site")
    site = folder / "site"
    for s in samples:
        head = f".. title: {s.title}\n.. slug: {s.slug}\n.. date: {s.day} 09:30:00 UTC\n.. tags: {s.tag}\n.. category: {s.category}\n.. author: {s.author}\n.. type: text\n"
        (site / "posts" / f"{s.slug}.md").write_text(f"{head}\n{s.body}", "utf-8")
    (site / "pages" / "a-propos.md").write_text(
        f".. title: À propos\n.. slug: a-propos\n.. date: 2014-01-01\n\n{ABOUT}", "utf-8"
    )
    conf = site / "conf.py"
    conf.write_text(
        conf.read_text("utf-8")
        + f"\nTHEME = {theme!r}\nSITE_URL = 'http://127.0.0.1:8500/'\nDEFAULT_LANG = 'fr'\nTRANSLATIONS = {{'fr': ''}}\nFILES_FOLDERS = {{}}\n",
        "utf-8",
    )
    run(site, tools.python / "nikola", "build", "-q")
    return site / "output"


def mkdocs(folder: Path, tools: Tools, theme: str, samples: list[Sample]) -> Path:
    """MkDocs: the blog of its theme, below another home page, with the cards of social networks."""
    names = {s.author.split()[0].lower(): s.author for s in samples}
    posts = folder / "docs" / "blog" / "posts"
    for s in samples:
        head = {"date": s.day, "slug": s.slug, "categories": [s.category], "tags": [s.tag]}
        lead, _, rest = s.body.partition("\n\n")
        body = f"# {s.title}\n\n{lead}\n\n<!-- more -->\n\n{rest}"
        front_matter(posts / f"{s.slug}.md", {**head, "authors": [s.author.split()[0].lower()]}, body)
    authors = {key: {"name": name, "description": "d", "avatar": "/a.png"} for key, name in names.items()}
    (posts.parent / ".authors.yml").write_text(json.dumps({"authors": authors}), "utf-8")
    (posts.parent / "index.md").write_text("# Blog\n", "utf-8")
    (folder / "docs" / "index.md").write_text("# Le carnet\n\nBienvenue sur le site.\n", "utf-8")
    (folder / "docs" / "a-propos.md").write_text(f"# À propos\n\n{ABOUT}", "utf-8")
    settings = {
        "site_name": "Le carnet",
        "site_url": "http://127.0.0.1:8500/",
        "theme": {"name": theme, "language": "fr", "font": False, "custom_dir": "overrides"},
        "plugins": ["blog", "tags"],
        "markdown_extensions": ["footnotes", "md_in_html"],
    }
    (folder / "overrides").mkdir()
    (folder / "overrides" / "main.html").write_text(_CARDS, "utf-8")
    (folder / "mkdocs.yml").write_text(json.dumps(settings), "utf-8")
    run(folder, tools.python / "mkdocs", "build", "--quiet", "--site-dir", "public")
    return folder / "public"


# What the plugin "social" adds to a page's head. The plugin itself loads fonts from the internet.
_CARDS = """{% extends "base.html" %}{% block extrahead %}
<meta property="og:type" content="website">
<meta property="og:title" content="{{ page.title }} - {{ config.site_name }}">
<meta property="og:image" content="{{ config.site_url }}assets/images/social/index.png">
<meta property="og:url" content="{{ page.canonical_url }}">
<meta name="twitter:card" content="summary_large_image">
{% endblock %}
"""


def eleventy(folder: Path, tools: Tools, _: str, samples: list[Sample]) -> Path:
    """Eleventy, which has no themes: a layout as plain as its tutorial's."""
    layout = (
        '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{{ title }}</title></head><body>'
        '<header><a href="/">Le carnet</a></header><main><h1>{{ title }}</h1>'
        "{% if author %}<p><time datetime=\"{{ page.date | date: '%Y-%m-%d' }}\">{{ page.date }}</time> par "
        '<a rel="author" href="/">{{ author }}</a></p>{% endif %}{{ content }}</main></body></html>'
    )
    (folder / "_includes").mkdir()
    (folder / "_includes" / "l.liquid").write_text(layout, "utf-8")
    for s in samples:
        head = {
            "layout": "l.liquid",
            "title": s.title,
            "date": str(s.day),
            "author": s.author,
            "tags": ["posts"],
        }
        front_matter(folder / "posts" / f"{s.slug}.md", head, s.body)
    front_matter(folder / "a-propos.md", {"layout": "l.liquid", "title": "À propos"}, ABOUT)
    entries = '{% for post in collections.posts reversed %}<li><a href="{{ post.url }}">{{ post.data.title }}</a></li>{% endfor %}'
    (folder / "index.html").write_text(
        f"---\nlayout: l.liquid\ntitle: Le carnet\n---\n<ul>{entries}</ul>", "utf-8"
    )
    (folder / ".eleventy.js").write_text(
        "const md = require('markdown-it')({html: true}).use(require('markdown-it-footnote'));\n"
        "module.exports = (c) => { c.setLibrary('md', md); return {dir: {output: 'public'}}; };\n", "utf-8",
    )  # fmt: skip
    (folder / "node_modules").symlink_to(tools.node / "node_modules")
    run(folder, tools.node / "node_modules" / ".bin" / "eleventy", "--quiet")
    return folder / "public"


def by_hand(folder: Path, _: Tools, name: str, samples: list[Sample]) -> Path:
    """A theme that is rebuilt by hand, whose software is not needed."""
    theme = next(one for one in THEMES if one.name == name)
    pages = folder / "public"
    for path, text in rendered(theme, samples, HOME).items():
        index = "index.xml" if text.startswith("<?xml") else "index.html"
        file = pages / (f"{path}{index}" if path.endswith("/") else path).lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return pages


NOTHING: frozenset[str] = frozenset()
SITES = [
    Site("pelican", "notmyidea", pelican),
    Site("pelican", "simple", pelican),
    Site("hugo", "shipped", hugo, prints=NOTHING),
    Site("jekyll", "minima", jekyll),
    *(Site("hexo", t, hexo, footnotes=False, prints=NOTHING) for t in ("landscape", "next", "butterfly", "fluid", "icarus", "keep", "redefine", "kratos-rebirth", "solitude", "stellar")),
    *(Site("nikola", t, nikola) for t in ("base", "bootstrap4", "bootblog4")),
    Site("mkdocs", "material", mkdocs, prints=frozenset(("author", "category"))),
    Site("ablog", "alabaster", ablog, prints=frozenset(("author", "category", "tag"))),
    Site("org", "publish", org),
    Site("docusaurus", "classic", docusaurus, prints=frozenset(("author", "tag"))),
    Site("vitepress", "default", vitepress, prints=NOTHING),
    Site("eleventy", "none", eleventy),
    *(Site(t.engine, t.name, by_hand, footnotes=t.footnotes is not None, prints=t.prints) for t in THEMES),
]  # fmt: skip
