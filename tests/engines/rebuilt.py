"""The themes that are rebuilt by hand."""

from engines.rendering import Theme

_WORDPRESS = {
    "category": "/category/{}/",
    "tag": "/tag/{}/",
    "author": "/author/{}/",
    "month": "/{}/",
}
_ALL = frozenset(("category", "tag", "author", "comments"))

THEMES = [
    Theme(
        engine="wordpress",
        name="twentytwenty",
        terms=_WORDPRESS,
        sitemap="/wp-sitemap.xml",
        lastmod=False,
        prints=_ALL,
    ),
    Theme(
        engine="wordpress",
        name="twentytwentyfour",
        footnotes="blocks",
        heading='<h2 class="wp-block-heading">{}</h2>',
        terms=_WORDPRESS,
        sitemap="/wp-sitemap.xml",
        prints=_ALL,
    ),
    Theme(
        engine="wordpress",
        name="hueman",
        address="/{slug}/",
        terms=_WORDPRESS,
        sitemap=None,
        whole=False,
        prints=_ALL,
    ),
    Theme(
        engine="octopress",
        name="classic",
        footnotes="kramdown",
        address="/blog/{day:%Y/%m/%d}/{slug}/",
        numbered="/blog/page/{}/",
        terms={"category": "/blog/categories/{}/"},
        split=False,
        archive="/blog/archives/",
        feed="/atom.xml",
        atom=True,
        newest=20,
        prints=frozenset(("category", "author")),
    ),
]
