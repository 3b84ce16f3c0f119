"""A small sample blog, served on loopback like WordPress by `serve`.

posts/README.md describes how to add a post.
"""

from crawler.demo.answers import Answer, Asked
from crawler.demo.content import Content, DemoComment, DemoPost, load
from crawler.demo.expected import expected
from crawler.demo.faults import Drop, Fault
from crawler.demo.server import Logged, Served, serve

__all__ = [
    "Answer",
    "Asked",
    "Content",
    "DemoComment",
    "DemoPost",
    "Drop",
    "Fault",
    "Logged",
    "Served",
    "expected",
    "load",
    "serve",
]
