"""What tools keep of a post: `python benchmarks/quality.py`.

The posts are read from the pages of the sample blog on loopback, and compared with what a reader wrote down
for each of them. A tweet or note counts as kept if its words are in the text that the tool returns. Only we
also return records, which are compared field by field. The body is compared by runs of four words: precision
is the share of the tool's runs that are in the post, and recall the share of the post's runs that the tool
has. Exit status 1 if another tool keeps more tweets, notes or body than we do.
"""

import re
import sys
import urllib.request
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import lxml.html
from extractors import OURS, article, missing, tools

from crawler.demo import DemoPost, expected, serve
from crawler.items import Article

RUN = 4  # words
FIELDS = {
    "tweets": ("handle", "name", "text", "shown_on", "relation"),
    "footnotes": ("key", "text", "status"),
}
SEVERAL = "<!--nextpage-->"  # a post of several pages is not one page
URL = re.compile(r"https?://\S+")


@dataclass(slots=True)
class Kept:
    """What a tool kept of all posts, and the total."""

    tweets: Counter[bool] = field(default_factory=Counter)
    notes: Counter[bool] = field(default_factory=Counter)
    shared: int = 0
    given: int = 0
    there: int = 0

    @property
    def body(self) -> float:
        """F1 of the runs of words."""
        return 2 * self.shared / max(1, self.given + self.there)


@dataclass(slots=True)
class Records:
    """Our records and the reader's: how many there are, how many we found, how many are equal."""

    there: int = 0
    found: int = 0
    equal: int = 0

    def __str__(self) -> str:
        return f"{self.equal} of {self.there} equal, {self.found} found"


def main() -> int:
    """Print a line for each tool, then our records. Returns the exit status."""
    kept = {name: Kept() for name in tools()}
    records = {"tweets": Records(), "footnotes": Records()}
    for name in missing():
        print(f"{name} is not installed: pip install -e '.[benchmark]'")
    with serve() as blog:
        posts = [post for post in blog.posts if not post.protected and SEVERAL not in post.content]
        for post in posts:
            url = blog.url.rstrip("/") + post.path
            with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 (loopback)
                page = answer.read()
            truth = expected(post.file, blog.url.rstrip("/"))
            for name, read in tools().items():
                count(kept[name], post, truth, read(page, url))
            compare(records, truth, article(page, url))
    print(f"{len(posts)} posts of the sample blog\n\n{'':20}{'tweets':>12}{'notes':>14}{'body (F1)':>12}")
    for name, one in kept.items():
        print(f"{name:20}{share(one.tweets):>12}{share(one.notes):>14}{one.body:>12.3f}")
    print("\nOur records: " + "; ".join(f"{name} {record}" for name, record in records.items()))
    ours = kept.pop(OURS)
    beaten = any(
        other.tweets[True] > ours.tweets[True]
        or other.notes[True] > ours.notes[True]
        or other.body > ours.body
        for other in kept.values()
    )
    return 1 if beaten else 0


def count(kept: Kept, post: DemoPost, truth: dict[str, Any], text: str) -> None:
    """Add what a tool's text keeps of a post."""
    words = list(words_of(text))
    whole = f" {' '.join(words)} "
    for counter, items in ((kept.tweets, truth.get("tweets", [])), (kept.notes, truth.get("footnotes", []))):
        for item in items:
            wanted = " ".join(words_of(URL.sub(" ", item.get("text", ""))))
            if wanted:
                counter[f" {wanted} " in whole] += 1
    mine, theirs = runs(words), runs(list(words_of(content_of(post))))
    kept.shared += sum((mine & theirs).values())
    kept.given += sum(mine.values())
    kept.there += sum(theirs.values())


def compare(records: dict[str, Records], truth: dict[str, Any], made: Article) -> None:
    """Add how our records agree with the reader's, in the order of the page."""
    keys = {
        "tweets": ("handle", "name", "text", "shown_on", "relation"),
        "footnotes": ("key", "text", "status"),
    }
    for kind, names in keys.items():
        mine, theirs = list(getattr(made, kind)), truth.get(kind, [])
        records[kind].there += len(theirs)
        records[kind].found += len(mine)
        records[kind].equal += sum(
            all(flat(getattr(one, name)) == flat(other[name]) for name in names if name in other)
            for one, other in zip(mine, theirs, strict=False)
        )


def content_of(post: DemoPost) -> str:
    """The words of a post as written: body, tweets and notes."""
    root = lxml.html.fromstring(f"<div>{post.content}</div>")
    return " ".join(str(text) for text in root.xpath("//text()[not(ancestor::script or ancestor::style)]"))


def words_of(text: str) -> Iterator[str]:
    """The words, as letters and digits in lower case. Markers are not words."""
    return (word.lower() for word in re.findall(r"[^\W_]+", re.sub(r"[⁰¹²³⁴-⁹]", " ", text)))


def runs(words: list[str]) -> Counter[tuple[str, ...]]:
    """Runs of four words, with the number of times each occurs."""
    return Counter(tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def flat(value: object) -> str:
    """A value as text with single spaces."""
    return " ".join(str(value or "").split())


def share(counter: Counter[bool]) -> str:
    """A count and its total, as text."""
    return f"{counter[True]} of {counter.total()}"


if __name__ == "__main__":
    sys.exit(main())
