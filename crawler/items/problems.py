"""The kinds of problems: for each code of a warning its meaning, whether content is missing, and advice."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

ProblemCode = Literal[
    "access_denied",
    "address_refused",
    "article_of_another_blog",
    "authors_withheld",
    "bad_comment",
    "bad_encoding",
    "bad_feed",
    "bad_field",
    "bad_json",
    "bad_post",
    "bad_sitemap",
    "bad_term",
    "body_damaged",
    "canonical_refused",
    "comment_parent_missing",
    "comment_unstorable_value",
    "comments_withheld",
    "content_uncertain",
    "crawl_delay_too_long",
    "cut_page",
    "date_guessed",
    "doubtful_change",
    "empty_content",
    "endless_list",
    "language_doubted",
    "markup_dropped",
    "no_api",
    "no_route",
    "no_title",
    "not_its_page",
    "parser_failed",
    "posts_withheld",
    "preview_only",
    "request_failed",
    "robots_forbid",
    "robots_unreadable",
    "server_failing",
    "sudden_loss",
    "terms_withheld",
    "too_large",
    "total_mismatch",
    "tweet_date_mismatch",
    "unreadable",
    "unstorable_value",
    "wall",
    "wrong_encoding",
]
"""The codes of the table warnings. `PROBLEMS` describes them."""
Subject = Literal["blog", "article", "comment"]


@dataclass(frozen=True, kw_only=True, slots=True)
class ProblemKind:
    """The meaning of a code."""

    sentence: str
    """What happened."""
    advice: str
    """What to do about it."""
    about: Subject
    """What has the problem: the `blog` (one of its responses), an `article`, or a `comment`."""
    is_loss: bool = False
    """Whether posts or comments may be missing because of it. A crawl with such a warning reports at its end
    that content is missing."""


_LATER = "Crawl again later. Missing content is requested again."
_NOTHING = "Nothing to do."
_LOOK = "Compare the article with its page on the blog."
_REPORT = "Please report it, with the address of the post."

PROBLEMS: Mapping[ProblemCode, ProblemKind] = {
    "access_denied": ProblemKind(
        sentence="The server refuses the blog's home page to the crawler.",
        advice="Open it in a browser. If it shows the blog, ask its owner to allow blog-to-dataset.",
        about="blog",
        is_loss=True,
    ),
    "address_refused": ProblemKind(
        sentence="An address on a private network was not requested.",
        advice="Give the blog's own address.",
        about="blog",
        is_loss=True,
    ),
    "article_of_another_blog": ProblemKind(
        sentence="The address of the article belongs to an article of another blog in the dataset.",
        advice="Crawl one of the two blogs into a dataset of its own.",
        about="blog",
    ),
    "authors_withheld": ProblemKind(
        sentence="The blog's API does not list its authors, and the posts' pages do not name all of them.",
        advice=_NOTHING,
        about="blog",
    ),
    "bad_comment": ProblemKind(
        sentence="A comment from the API could not be read and was left out.",
        advice="Please report it, with the address of the blog.",
        about="blog",
        is_loss=True,
    ),
    "bad_encoding": ProblemKind(
        sentence="Some characters could not be decoded and were replaced with U+FFFD.",
        advice=_LOOK,
        about="article",
    ),
    "bad_feed": ProblemKind(
        sentence="The feed could not be read, or only in part.",
        advice=_LATER,
        about="blog",
        is_loss=True,
    ),
    "bad_field": ProblemKind(
        sentence="A field of the post could not be read and was left empty.",
        advice=_LOOK,
        about="article",
    ),
    "bad_json": ProblemKind(
        sentence="A response of the API is not the JSON that was requested.",
        advice=_LATER,
        about="blog",
        is_loss=True,
    ),
    "bad_post": ProblemKind(
        sentence="A post from the API could not be read and was left out.",
        advice="Use --via sitemap, which reads the page of the post, and please report it.",
        about="blog",
        is_loss=True,
    ),
    "bad_sitemap": ProblemKind(
        sentence="A sitemap could not be read, or only in part.",
        advice=_LATER,
        about="blog",
        is_loss=True,
    ),
    "bad_term": ProblemKind(
        sentence="A category, tag or author from the API could not be read and was left out.",
        advice=_NOTHING,
        about="blog",
    ),
    "body_damaged": ProblemKind(
        sentence="A response in the raw store is damaged, so it could not be read again.",
        advice="Crawl again, which requests everything again.",
        about="blog",
        is_loss=True,
    ),
    "canonical_refused": ProblemKind(
        sentence="The post's page names an address that is not its own. The address of the page counts.",
        advice=_NOTHING,
        about="article",
    ),
    "comment_parent_missing": ProblemKind(
        sentence="A comment replies to one that the blog does not show.",
        advice=_NOTHING,
        about="comment",
    ),
    "comment_unstorable_value": ProblemKind(
        sentence="A value of a comment cannot be stored and was changed or left out.",
        advice=_LOOK,
        about="comment",
    ),
    "comments_withheld": ProblemKind(
        sentence="The blog counts more comments than it shows.",
        advice=_NOTHING,
        about="blog",
    ),
    "content_uncertain": ProblemKind(
        sentence="Much of the text on the post's page is not in the article.",
        advice=_LOOK,
        about="article",
    ),
    "crawl_delay_too_long": ProblemKind(
        sentence="robots.txt asks for a longer pause between two requests than the crawl accepts.",
        advice="Accept the pause with -s CRAWL_DELAY_MOST=SECONDS, or ask the owner for a shorter one.",
        about="blog",
        is_loss=True,
    ),
    "cut_page": ProblemKind(
        sentence="The page of the post breaks off before its end.",
        advice=_LATER,
        about="article",
        is_loss=True,
    ),
    "date_guessed": ProblemKind(
        sentence="The day of publication is a guess: the page gives only the day of a change.",
        advice=_LOOK,
        about="article",
    ),
    "doubtful_change": ProblemKind(
        sentence="A new version lost the title or nine tenths of the text, so the stored version stays.",
        advice=(
            "If the new version is right, crawl with --gone. Without it, a crawl a day later stores the "
            "version if it is still nearly the same."
        ),
        about="article",
        is_loss=True,
    ),
    "empty_content": ProblemKind(
        sentence="The article is empty.",
        advice=_LOOK,
        about="article",
        is_loss=True,
    ),
    "endless_list": ProblemKind(
        sentence="A list has no end, or its addresses lead nowhere, so the rest of it was not read.",
        advice="Look at the list in a browser. If it names posts, please report it.",
        about="blog",
        is_loss=True,
    ),
    "language_doubted": ProblemKind(
        sentence="All texts are in another script than the language that the home page declares.",
        advice="Check the language of the blog and its articles. It is stored as the pages declare it.",
        about="blog",
    ),
    "markup_dropped": ProblemKind(
        sentence="The markup of the post is too large to be read, so only the text is stored.",
        advice=_LOOK,
        about="article",
    ),
    "no_api": ProblemKind(
        sentence="No WordPress API was found.",
        advice="Check the address, or use --via auto, which reads web pages if there is no API.",
        about="blog",
        is_loss=True,
    ),
    "no_route": ProblemKind(
        sentence="No blog was found.",
        advice="Check the address.",
        about="blog",
        is_loss=True,
    ),
    "no_title": ProblemKind(
        sentence="The article has no title.",
        advice=_NOTHING,
        about="article",
    ),
    "not_its_page": ProblemKind(
        sentence="The page of the post could not be read. Its text is from the feed or a listing.",
        advice=_LATER,
        about="article",
    ),
    "parser_failed": ProblemKind(
        sentence="The parser failed. Only the text of the article is stored.",
        advice=_REPORT,
        about="article",
    ),
    "posts_withheld": ProblemKind(
        sentence="The blog's API names a type of posts, but does not list its posts.",
        advice="Use --via sitemap or --via archive, which may find them.",
        about="blog",
    ),
    "preview_only": ProblemKind(
        sentence="Only the beginning of the post is stored, because the rest is for paying readers.",
        advice=_NOTHING,
        about="article",
    ),
    "request_failed": ProblemKind(
        sentence="A request failed permanently.",
        advice="Check the address, and whether the blog is online.",
        about="blog",
        is_loss=True,
    ),
    "robots_forbid": ProblemKind(
        sentence="robots.txt forbids a request, so it was not sent.",
        advice="The blog does not allow crawlers. Ask its owner for permission.",
        about="blog",
        is_loss=True,
    ),
    "robots_unreadable": ProblemKind(
        sentence="robots.txt could not be read, so it is not known what may be requested.",
        advice="Crawl again later.",
        about="blog",
        is_loss=True,
    ),
    "server_failing": ProblemKind(
        sentence="The server is busy, under maintenance, or has an error.",
        advice=_LATER,
        about="blog",
        is_loss=True,
    ),
    "sudden_loss": ProblemKind(
        sentence="More than a tenth of the articles was not found any more. None was marked as gone.",
        advice="Crawl again later. If they really are gone, crawl with --gone (in scrapy: -a gone=yes).",
        about="blog",
        is_loss=True,
    ),
    "terms_withheld": ProblemKind(
        sentence="The blog's API does not list its terms, and the posts' pages do not name all of them.",
        advice=_NOTHING,
        about="blog",
    ),
    "too_large": ProblemKind(
        sentence="A response is too large to be read within the memory of a crawl.",
        advice="If it is a page that you want, raise the limit of its kind: -s LARGEST_PAGE=BYTES.",
        about="blog",
        is_loss=True,
    ),
    "total_mismatch": ProblemKind(
        sentence="The blog counts more posts than it delivers.",
        advice="Crawl again later, or use --via sitemap or --via archive, which may find the other posts.",
        about="blog",
        is_loss=True,
    ),
    "tweet_date_mismatch": ProblemKind(
        sentence="The date printed with a tweet is not the date in the tweet's number.",
        advice=_LOOK,
        about="article",
    ),
    "unreadable": ProblemKind(
        sentence="A page, feed or sitemap could not be read to its end.",
        advice="Please report it, with the address.",
        about="blog",
        is_loss=True,
    ),
    "unstorable_value": ProblemKind(
        sentence="A value of the article cannot be stored and was changed or left out.",
        advice=_LOOK,
        about="article",
    ),
    "wall": ProblemKind(
        sentence="The server showed a bot check, a form, an error page or the like in place of a page.",
        advice="Open the address in a browser. Crawl again later: the page is requested again.",
        about="blog",
        is_loss=True,
    ),
    "wrong_encoding": ProblemKind(
        sentence="The page declares a wrong encoding. Its text was decoded in the encoding of its bytes.",
        advice=_NOTHING,
        about="article",
    ),
}


def is_loss(code: ProblemCode) -> bool:
    """Whether posts or comments may be missing because of a problem of this kind."""
    return PROBLEMS[code].is_loss


LOSSES: tuple[ProblemCode, ...] = ("posts_withheld", *(code for code in PROBLEMS if is_loss(code)))
"""The problems after which an archive is not called complete. Posts that the blog's API withholds are no
loss of the crawl, but they are missing."""
