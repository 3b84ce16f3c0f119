"""Which addresses may be requested."""

import pytest

from crawler.errors import AddressError
from crawler.network.addresses import HostPort, is_public, place_of


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("https://Blog.Example./a", HostPort("blog.example", 443)),
        ("http://blog.example:8080", HostPort("blog.example", 8080)),
        ("http://2130706433:81/", HostPort("127.0.0.1", 81)),
        ("http://0x7f.1/", HostPort("127.0.0.1", 80)),
        ("http://0177.0.0.1/", HostPort("127.0.0.1", 80)),
        ("http://127.1./", HostPort("127.0.0.1", 80)),
        ("http://[::FFFF:7F00:1]/", HostPort("::ffff:127.0.0.1", 80)),
        ("http://[2001:DB8:0:0::1]/", HostPort("2001:db8::1", 80)),
    ],
)
def test_a_place_has_one_form_in_every_notation(url: str, place: HostPort) -> None:
    assert place_of(url) == place


@pytest.mark.parametrize(
    "url",
    [
        "ftp://blog.example/",
        "file:///etc/passwd",
        "blog.example",
        "http:///a",
        "http://user:secret@blog.example/",
        "http://127.0.0.1@blog.example/",
        "http://[broken/",
        "http://blog.example:99999/",
    ],
)
def test_what_is_no_plain_web_address_is_refused_in_a_sentence(url: str) -> None:
    with pytest.raises(AddressError) as refused:
        place_of(url)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    "host",
    [
        *(
            "127.0.0.1 127.255.255.254 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0"
        ).split(),
        *(
            "224.0.0.1 255.255.255.255 240.0.0.1 192.0.2.1 198.18.0.1 2130706433 0x7f000001 017700000001"
        ).split(),
        "127.1",
        *("::1 :: fe80::1 fe80::1%eth0 fc00::1 fd12::1 fec0::1 ff02::1 2001:db8::1").split(),
        *(
            "::ffff:127.0.0.1 ::ffff:10.0.0.1 2002:7f00:1:: 2002:c0a8:101:: 64:ff9b::7f00:1 64:ff9b::a00:1"
        ).split(),
        "2001:0:4136:e378:8000:63bf:80ff:fffe",
        "blog.example",
    ],
)
def test_no_special_network_is_public(host: str) -> None:
    assert not is_public(host)


@pytest.mark.parametrize(
    "host", ["93.184.215.14", "1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101", "16843009"]
)
def test_the_internet_is_public(host: str) -> None:
    assert is_public(host)
