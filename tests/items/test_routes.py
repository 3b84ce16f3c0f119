"""Which outcomes are not posts, and which are not requested again."""

from typing import get_args

from crawler.items.routes import FINDING, AddressOutcome, Route, Via, is_no_post, is_settled


def test_what_is_no_post_is_settled_and_so_is_what_is_missing() -> None:
    outcomes = get_args(AddressOutcome)
    no_posts = {outcome for outcome in outcomes if is_no_post(outcome)}
    assert no_posts == {"listing", "page", "attachment", "moved", "file"}
    assert {outcome for outcome in outcomes if is_settled(outcome)} == {
        *no_posts,
        "unsure",
        "missing",
        "gone",
    }
    assert (is_no_post(None), is_settled(None)) == (False, False)


def test_a_person_can_choose_every_route_that_finds_posts() -> None:
    assert get_args(Via) == ("auto", *FINDING)
    assert set(FINDING) < set(get_args(Route))
