"""Builds blogs with software that is made for documentation: Sphinx with ABlog, Org, Docusaurus, VitePress."""

import json
import re
import shutil
from pathlib import Path

from engines.building import ABOUT, HOME, NotInstalledError, Tools, front_matter, run
from engines.posts import Sample


def ablog(folder: Path, tools: Tools, theme: str, samples: list[Sample]) -> Path:
    """Sphinx with ABlog: posts in MyST's Markdown, and the facts of a post beside it."""
    for s in samples:
        head = {
            "blogpost": "true",
            "date": f"{s.day:%b %d, %Y}",
            "author": s.author,
            "category": s.category,
            "tags": s.tag,
        }
        front_matter(folder / "posts" / f"{s.slug}.md", head, f"# {s.title}\n\n{s.body}")
    (folder / "a-propos.md").write_text(f"# À propos\n\n{ABOUT}", "utf-8")
    entries = "\n".join(f"posts/{s.slug}" for s in samples)
    (folder / "index.md").write_text(
        f"# Le carnet\n\nBienvenue. Les billets sont dans [le blog](blog.html).\n\n```{{toctree}}\n:hidden:\n\na-propos\n{entries}\n```\n", "utf-8"
    )  # fmt: skip
    beside = ("about.html", "ablog/postcard.html", "ablog/recentposts.html", "ablog/tagcloud.html", "ablog/categories.html", "ablog/archives.html")  # fmt: skip
    (folder / "conf.py").write_text(
        f"project = 'Le carnet'\nextensions = ['ablog', 'myst_parser']\nlanguage = 'fr'\nhtml_theme = {theme!r}\n"
        f"blog_title = 'Le carnet'\nblog_baseurl = '{HOME}/'\nhtml_baseurl = '{HOME}/'\nfontawesome_included = True\n"
        f"blog_feed_fulltext = True\nhtml_sidebars = {{'**': {list(beside)!r}}}\n",
        "utf-8",
    )
    run(folder, tools.python / "sphinx-build", "-q", "-b", "html", ".", "public")
    return folder / "public"


def org(folder: Path, _: Tools, __: str, samples: list[Sample]) -> Path:
    """Org's publishing, with its list of all files as the home page."""
    source = folder / "source"
    source.mkdir()
    for s in samples:
        head = f"#+TITLE: {s.title}\n#+DATE: <{s.day} {s.day:%a}>\n#+AUTHOR: {s.author}\n#+LANGUAGE: fr\n"
        (source / f"{s.slug}.org").write_text(f"{head}\n{_as_org(s.body)}", "utf-8")
    project = (
        '("carnet" :base-directory "source" :publishing-directory "public" :publishing-function org-html-publish-to-html'
        ' :auto-sitemap t :sitemap-filename "index.org" :sitemap-title "Le carnet" :sitemap-style list'
        " :sitemap-sort-files anti-chronologically :with-toc nil :section-numbers nil :time-stamp-file nil"
        ' :with-date t :html-postamble t :html-postamble-format (("fr" "<p class=\\"date\\">Date: %d</p><p class=\\"author\\">Auteur: %a</p>"))'
        ' :language "fr" :html-footnotes-section "<div id=\\"footnotes\\"><h2 class=\\"footnotes\\">%s: </h2><div id=\\"text-footnotes\\">%s</div></div>")'
    )  # fmt: skip
    (folder / "publish.el").write_text(
        '(require \'ox-publish)\n(setq org-publish-timestamp-directory "./stamps/" org-html-validation-link nil)\n'
        f"(setq org-publish-project-alist '({project}))\n(org-publish-all t)\n",
        "utf-8",
    )
    run(folder, "emacs", "--batch", "--no-init-file", "--load", "publish.el")
    return folder / "public"


def _as_org(body: str) -> str:
    """Markdown of the invented posts in Org's syntax."""
    blocks = []
    for block in body.strip().split("\n\n"):
        text = f"#+begin_export html\n{block}\n#+end_export" if block.startswith("<") else block
        text = re.sub(r"^## ", "* ", text)
        text = re.sub(r"\[\^(\d)\]:", r"[fn:\1]", text)
        text = re.sub(r"\[\^(\d)\]", r"[fn:\1]", text)
        text = re.sub(r"<(https?://[^>]+)>", r"[[\1]]", text)
        blocks.append(re.sub(r"\*\*(.+?)\*\*", r"*\1*", text))
    return "\n\n".join(blocks) + "\n"


def docusaurus(folder: Path, tools: Tools, theme: str, samples: list[Sample]) -> Path:
    """Docusaurus: its blog as the site, rendered on the server."""
    modules = _modules(folder, tools, "@docusaurus/core")
    shutil.rmtree(modules / ".cache", ignore_errors=True)  # of a site that was built elsewhere
    for s in samples:
        head = {
            "slug": s.slug,
            "title": s.title,
            "date": s.day,
            "authors": {"name": s.author},
            "tags": [s.tag],
        }
        lead, _, rest = s.body.partition("\n\n")
        front_matter(folder / "blog" / f"{s.day}-{s.slug}.md", head, f"{lead}\n\n<!-- truncate -->\n\n{rest}")
    front_matter(folder / "src" / "pages" / "a-propos.md", {"title": "À propos"}, ABOUT)
    blog = {"routeBasePath": "/", "blogTitle": "Le carnet", "onInlineAuthors": "ignore", "onInlineTags": "ignore", "showReadingTime": True}  # fmt: skip
    settings = {
        "title": "Le carnet",
        "url": HOME,
        "baseUrl": "/",
        "trailingSlash": True,
        "i18n": {"defaultLocale": "fr", "locales": ["fr"]},
        "markdown": {"format": "md"},
        "onBrokenLinks": "ignore",
        "presets": [[theme, {"docs": False, "blog": blog}]],
    }
    (folder / "docusaurus.config.js").write_text(f"module.exports = {json.dumps(settings)};\n", "utf-8")
    (folder / "package.json").write_text('{"name": "carnet", "private": true}', "utf-8")
    run(folder, modules / ".bin" / "docusaurus", "build", "--out-dir", "public")
    return folder / "public"


def vitepress(folder: Path, tools: Tools, _: str, samples: list[Sample]) -> Path:
    """VitePress with its own theme, which prints no day: the home page lists the posts with their days."""
    modules = _modules(folder, tools, "vitepress")
    for s in samples:
        head = {"title": s.title, "day": str(s.day), "author": s.author}
        front_matter(folder / "billets" / f"{s.slug}.md", head, f"# {s.title}\n\n{s.body}")
    (folder / "a-propos.md").write_text(f"# À propos\n\n{ABOUT}", "utf-8")
    (folder / "billets.data.mjs").write_text(
        "import { createContentLoader } from 'vitepress';\n"
        "const day = (post) => post.frontmatter.day;\n"
        "export default createContentLoader('billets/*.md', { transform: (all) => all.sort((a, b) => (day(a) < day(b) ? 1 : -1)) });\n", "utf-8",
    )  # fmt: skip
    (folder / "index.md").write_text(
        "---\nsidebar: false\n---\n<script setup>\nimport { data as billets } from './billets.data.mjs';\n</script>\n\n# Le carnet\n\n"
        '<ul><li v-for="b of billets"><a :href="b.url">{{ b.frontmatter.title }}</a> <time :datetime="b.frontmatter.day">{{ b.frontmatter.day }}</time></li></ul>\n', "utf-8",
    )  # fmt: skip
    menu = [{"text": "Billets", "link": "/"}, {"text": "À propos", "link": "/a-propos"}]
    settings = {"title": "Le carnet", "lang": "fr-FR", "outDir": "./built", "sitemap": {"hostname": HOME}, "themeConfig": {"nav": menu}}  # fmt: skip
    (folder / ".vitepress").mkdir()
    (folder / ".vitepress" / "config.mjs").write_text(
        f"import footnote from 'markdown-it-footnote';\nexport default {{ ...{json.dumps(settings)}, markdown: {{ config: (md) => md.use(footnote) }} }};\n", "utf-8",
    )  # fmt: skip
    run(folder, modules / ".bin" / "vitepress", "build", ".")
    return folder / "built"


def _modules(folder: Path, tools: Tools, package: str) -> Path:
    modules = tools.documentation / "node_modules"
    if not (modules / package).is_dir():
        raise NotInstalledError(f"{package} is not installed")
    (folder / "node_modules").symlink_to(modules)
    return modules
