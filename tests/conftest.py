"""What all tests share: hermetic, on loopback, and the expected files rewritten on request."""

import os

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--accept`` writes the results to the expected files. Read the difference before committing it."""
    parser.addoption("--accept", action="store_true", help="rewrite the expected JSON in tests/pages")


@pytest.fixture(autouse=True, scope="session")
def _nothing_of_this_machine() -> None:
    """Tests do not use a proxy or any settings of the machine."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "SCRAPY_SETTINGS_MODULE"):
        os.environ.pop(name, None)


# Programs that `make test-engines` and `make screenshots` run, with what they need installed.
collect_ignore_glob = ["engines/*", "browser/screenshots.py"]
