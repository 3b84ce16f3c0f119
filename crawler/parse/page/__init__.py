"""Reads the bytes of a page into a `Post` (lxml). It does not use the other half, `crawler.parse.article`."""

from crawler.parse.page.kind.judgement import PageJudgement
from crawler.parse.page.reading import PageReading, judge_page, read_page

__all__ = ["PageJudgement", "PageReading", "judge_page", "read_page"]
