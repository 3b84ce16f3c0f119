"""A small blog of our own, served on loopback as WordPress would: `serve`.

How to add a post: posts/README.md.
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
