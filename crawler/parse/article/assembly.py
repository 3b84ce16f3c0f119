"""Parses a post into an article. Start here to read this package."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from crawler.items import (
    Article,
    DatasetWarning,
    Embed,
    Footnote,
    Image,
    Link,
    Paragraph,
    Post,
    TweetPlace,
)
from crawler.parse.article.blocks.block import Block, EmbedBlock, TextBlock, TweetBlock
from crawler.parse.article.body import Body, read_body
from crawler.parse.article.content_tree import ContentTree
from crawler.parse.article.images import find_images
from crawler.parse.article.links import find_links
from crawler.parse.article.notes.footnotes import parse_footnote
from crawler.parse.article.notes.references import resolve_references
from crawler.parse.article.profiles import find_profiles
from crawler.parse.article.sanitise import sanitise
from crawler.parse.article.turns import Turns, find_turns
from crawler.text.dates import days_apart, tweet_time
from crawler.text.html_text import paragraphs_text
from crawler.text.scripts import count_words
from crawler.urls.canonical import bare_urls, tweet_address


def assemble(post: Post, content: ContentTree) -> Article:
    """The article in a post. ``content`` is the tree of the post's HTML.

    It never raises. A post that the parser fails on keeps its text and gets a warning.
    """
    try:
        article = _read(post, content)
    except Exception as error:  # noqa: BLE001 (the guarded boundary: a bad post loses its parts, the crawl goes on)
        article = _plain(post, error)
    finally:
        content.release()
    return replace(
        article, warnings=(*post.faults, *_losses(content), *_oddities(article), *article.warnings)
    )


def _losses(content: ContentTree) -> Iterator[DatasetWarning]:
    if content.too_heavy:
        yield DatasetWarning(
            code="markup_dropped", detail=f"Only the text of the post is stored: {content.too_heavy}."
        )


def _read(post: Post, content: ContentTree) -> Article:
    body = read_body(content, post.url)
    text = [block for block in body.blocks if isinstance(block, TextBlock)]
    references = tuple(resolve_references(text, body.notes))
    referenced = {r.footnote for r in references}
    footnotes = tuple(
        parse_footnote(note, post.url, referenced=position in referenced)
        for position, note in enumerate(body.notes, start=1)
    )
    turns = find_turns(text, post.title, urlsplit(post.url).hostname or "")
    paragraphs = tuple(_paragraphs(text, turns))
    return replace(
        _frame(post),
        text="\n\n".join(p.text for p in paragraphs),
        html=sanitise(body.html),
        word_count=sum(count_words(p.text) for p in paragraphs),
        paragraphs=paragraphs,
        turns=turns.turns,
        profiles=find_profiles(text),
        tweets=tuple(_tweets(body, footnotes)),
        embeds=tuple(_embeds(body)),
        footnotes=footnotes,
        references=references,
        links=tuple(_links(body, text, post.url)),
        images=tuple(_images(body, post.url)),
        credits=tuple(credit for _, items in body.credits for credit in items),
    )


def _frame(post: Post) -> Article:
    """The fields that the route itself delivered."""
    return Article(
        url=post.url,
        post_id=post.post_id,
        slug=post.slug,
        title=post.title,
        author=post.author,
        published=post.published,
        published_local=post.published_local,
        modified=post.modified,
        language=post.language,
        excerpt=post.excerpt,
        image=post.image,
        status=post.status,
        terms=post.terms,
        comments=post.comments,
    )


def _plain(post: Post, error: Exception) -> Article:
    text = paragraphs_text(post.content)
    detail = (
        f"The parser could not take this post apart ({type(error).__name__}: {error}); only its text is kept."
    )
    return replace(
        _frame(post),
        text=text,
        paragraphs=tuple(Paragraph(kind="paragraph", text=p) for p in text.split("\n\n") if p),
        warnings=(DatasetWarning(code="parser_failed", detail=detail),),
    )


def _paragraphs(text: list[TextBlock], turns: Turns) -> Iterator[Paragraph]:
    for block, turn in zip(text, turns.of_paragraph, strict=True):
        level = block.level if block.kind in ("heading", "item") else None
        yield Paragraph(kind=block.kind, level=level, text=block.text, turn=turn)


def _positions(blocks: list[Block]) -> list[int | None]:
    """For each block the position of its paragraph, or of the paragraph before it."""
    positions: list[int | None] = []
    count = 0
    for block in blocks:
        count += isinstance(block, TextBlock)
        positions.append(count or None)
    return positions


def _tweets(body: Body, footnotes: tuple[Footnote, ...]) -> Iterator[TweetPlace]:
    """Tweets in page order: embedded ones and addresses in running text, then those in notes."""
    for block, position in zip(body.blocks, _positions(body.blocks), strict=True):
        if isinstance(block, TweetBlock):
            yield replace(block.tweet, paragraph=position)
        for url in _addresses(block) if isinstance(block, TextBlock) else ():
            address = tweet_address(url)
            if address:
                yield _linked(address.id, address.url, address.handle, paragraph=position)
    for number, note in enumerate(footnotes, start=1):
        for url in note.urls:
            address = tweet_address(url)
            if address:
                yield _linked(address.id, address.url, address.handle, footnote=number)


def _addresses(block: TextBlock) -> list[str]:
    """The addresses that a block links to, then those printed without a link."""
    links = block.links()
    printed = (url for at, url in bare_urls(block.text) if not any(s.start <= at < s.end for s in links))
    return [*(span.value for span in links), *printed]


def _linked(
    tweet: str, url: str, handle: str | None, *, paragraph: int | None = None, footnote: int | None = None
) -> TweetPlace:
    return TweetPlace(
        tweet=tweet,
        relation="cited" if footnote else "linked",
        paragraph=paragraph,
        footnote=footnote,
        form="link",
        url=url,
        handle=handle,
    )


def _embeds(body: Body) -> Iterator[Embed]:
    for block, position in zip(body.blocks, _positions(body.blocks), strict=True):
        if isinstance(block, EmbedBlock):
            yield replace(block.embed, paragraph=position)


def _images(body: Body, page: str) -> Iterator[Image]:
    positions = _positions(body.blocks)
    for number, image in find_images(body.blocks, page):
        yield replace(image, paragraph=positions[number])


def _links(body: Body, text: list[TextBlock], page: str) -> Iterator[Link]:
    for position, block in enumerate(text, start=1):
        place = "caption" if block.kind == "caption" else "body"
        yield from find_links(block, page, place, paragraph=position)  # type: ignore[arg-type]
    for number, note in enumerate(body.notes, start=1):
        for block in note.blocks:
            yield from find_links(block, page, "footnote", footnote=number)
    for block, _ in body.credits:
        yield from find_links(block, page, "credits")


def _oddities(article: Article) -> Iterator[DatasetWarning]:
    """Warnings about this article for readers of the dataset."""
    if article.status == "live" and not (
        article.paragraphs or article.tweets or article.images or article.embeds
    ):
        yield DatasetWarning(code="empty_content", detail="The blog handed out no content for this article.")
    if not article.title:
        yield DatasetWarning(code="no_title", detail="The blog gives this article no title.")
    for tweet in article.tweets:
        posted = tweet_time(tweet.tweet)
        if posted and tweet.shown_on and days_apart(tweet.shown_on, posted) > 1:
            yield DatasetWarning(
                code="tweet_date_mismatch",
                detail=f"Tweet {tweet.tweet} is printed with {tweet.shown_on}, but its number says {posted}.",
            )
