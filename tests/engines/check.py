"""Builds sites in every engine that is installed, reads all their pages, and compares with what was written.

    python tests/engines/check.py --python BIN_FOLDER --node FOLDER [--work FOLDER] [engine/theme ...]

Exit status 1 if a page of a site that was built is read wrongly. Engines that are not installed are named.
"""

import argparse
import sys
from dataclasses import dataclass, field
from pathlib import Path

from posts import Sample
from sites import SITES, NotBuiltError, Site, Tools

from crawler.items import Article
from crawler.parse import parse_article, read_page
from crawler.parse.characters import one_line
from crawler.parse.document import read_document
from crawler.parse.page_kind import page_kind

HOME = "http://127.0.0.1:8500/"
SHOWN = 5  # mistakes of a site


@dataclass(slots=True)
class Result:
    """What the pages of a site gave."""

    found: dict[str, Article] = field(default_factory=dict)
    mistakes: list[str] = field(default_factory=list)


def main(arguments: list[str]) -> int:
    """Check the named sites, or all; the exit status."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--python", type=Path, required=True, help="bin folder of the Python engines")
    parser.add_argument("--node", type=Path, required=True, help="folder with node_modules")
    parser.add_argument("--work", type=Path, default=Path("/tmp/engines"), help="where sites are built")  # noqa: S108
    parser.add_argument("sites", nargs="*", help="engine/theme; all if none is named")
    options = parser.parse_args(arguments)
    tools = Tools(options.python.absolute(), options.node.absolute())
    wanted = [s for s in SITES if not options.sites or f"{s.engine}/{s.theme}" in options.sites]
    failed = 0
    for site in wanted:
        try:
            pages, samples = site.built(options.work / site.engine / site.theme, tools)
        except NotBuiltError as reason:
            print(f"{site.engine + '/' + site.theme:22} NOT BUILT: {reason}")
            continue
        result = read_site(pages, samples, site)
        failed += bool(result.mistakes)
        print(
            f"{site.engine + '/' + site.theme:22} {len(result.found):3} of {len(samples)} posts, {len(result.mistakes)} mistakes"
        )
        for mistake in result.mistakes[:SHOWN]:
            print(f"    {mistake}")
    return 1 if failed else 0


def read_site(folder: Path, samples: list[Sample], site: Site) -> Result:
    """Read every page of a built site and compare the articles with the truth."""
    result, truth = Result(), {one_line(s.title): s for s in samples}
    for path in sorted(folder.rglob("*.html")):
        url = HOME + path.relative_to(folder).as_posix().removesuffix("index.html")
        root, _ = read_document(path.read_bytes())
        verdict = page_kind(root, url)
        is_post = any(s.slug in url for s in samples)
        if (verdict.kind == "article") != is_post:
            result.mistakes.append(f"{url} is taken for {verdict.kind}: {'; '.join(verdict.reasons[:6])}")
        if verdict.kind == "article" and is_post:
            article = parse_article(read_page(path.read_bytes(), url))
            sample = truth.get(article.title)
            if sample is None or sample.slug not in url:
                result.mistakes.append(f"{url}: title {article.title!r}")
                continue
            result.found[sample.slug] = article
            result.mistakes += differences(article, sample, site)
    return result


def differences(article: Article, sample: Sample, site: Site) -> list[str]:
    """Where an article is not what was written."""
    told = {
        "date": (article.published or "")[:10],
        "tweets": tuple(t.tweet for t in article.tweets if t.relation == "embedded"),
        "notes": tuple(url for n in article.footnotes for url in n.urls),
        "markers": sum(r.status == "resolved" for r in article.references),
        "author": article.author.name if article.author and site.signs else None,
        "first words": article.paragraphs[0].text[:12] if article.paragraphs else "",
        "language": (article.language or "")[:2],
    }
    written = {
        "date": str(sample.day),
        "tweets": sample.tweets,
        "notes": sample.notes,
        "markers": len(sample.notes),
        "author": sample.author if site.signs else None,
        "first words": sample.body[:12],
        "language": "fr",
    }
    return [
        f"{article.url} {name}: {told[name]!r}, not {written[name]!r}"
        for name in told
        if told[name] != written[name]
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
