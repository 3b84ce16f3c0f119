"""The expected values of each post, written by hand, to test the parser against."""

import tomllib
from typing import Any

from crawler.demo.content import POSTS
from crawler.demo.errors import SampleError


def expected(file: str, home: str) -> dict[str, Any]:
    """The expected values of the post ``file`` (`DemoPost.file`), served at ``home``.

    The keys are described in posts/README.md. Raises `SampleError` if the post has no such file.
    """
    path = POSTS / f"{file}.expected.toml"
    if not path.exists():
        raise SampleError(f"{path.name} is missing. Write it beside the post")
    return tomllib.loads(path.read_text(encoding="utf-8").replace("{home}", home))
