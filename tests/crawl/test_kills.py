"""A few crawls killed at random moments. `make test-kills` kills many."""

from pathlib import Path

import pytest
from kills import ROUTES, chains, faults


@pytest.mark.parametrize(("route", "seed"), [*zip(ROUTES, (1, 2, 3), strict=True)])
def test_killed_crawls_lose_nothing_and_repeat_no_request(tmp_path: Path, route: str, seed: int) -> None:
    (chain,) = chains(route, [2], tmp_path, seed=seed)
    assert faults(chain) == []
