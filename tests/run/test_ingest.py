"""Which deliveries of a post count as the same."""

from dataclasses import replace

from crawler.items import DatasetWarning, Post
from crawler.items.problems import ProblemCode
from crawler.parse.article import PostReading
from crawler.run.ingest import digest_of

POST = Post(
    url="https://atelier.example/lentement/", title="Éloge de la lenteur", content="<p>Doucement.</p>"
)


def digest(post: Post) -> str:
    return digest_of(PostReading(post), "api")


def with_fault(code: ProblemCode, detail: str) -> Post:
    return replace(POST, faults=(DatasetWarning(code=code, detail=detail),))


def test_another_sentence_for_a_fault_is_no_change_of_the_post() -> None:
    assert digest(with_fault("bad_field", "The author is no number.")) == digest(
        with_fault("bad_field", "author: expected a number.")
    )


def test_a_fault_that_comes_goes_or_becomes_another_is_a_change_of_the_post() -> None:
    posts = (POST, with_fault("bad_field", "A."), with_fault("empty_content", "A."))
    assert len({digest(post) for post in posts}) == len(posts)


def test_a_post_without_faults_keeps_the_hash_that_existing_datasets_have() -> None:
    assert digest(POST) == "b131bd932bb75247b5d34b95cf5adb97c8b0cb86108fde6c34cc8c12b24201f6"
