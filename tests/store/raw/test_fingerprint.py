import pytest
from scrapy import Request
from scrapy.utils.request import fingerprint

from crawler.store.raw.fingerprint import fingerprint_of


@pytest.mark.parametrize(
    "url",
    [
        "https://blog.example",
        "https://Blog.example:443/a/../b?b=2&a=1&a=#top",
        "http://127.0.0.1:8019/wp-json/wp/v2/posts?per_page=100&_fields=id,title&page=2",
        "https://blog.example/l'été où/?q=œuf de l’an&x=%C3%A9",
        "https://blog.example/#!/a route",
        "https://bücher.example/é",
    ],
)
def test_requests_are_keyed_as_scrapy_keys_them(url: str) -> None:
    assert fingerprint_of(url) == fingerprint(Request(url)).hex()
