"""A page's bytes in, a `Post` out (lxml); knows nothing of the other half, `crawler.parse.article`."""

from crawler.parse.page.kind.judgement import PageJudgement
from crawler.parse.page.reading import PageReading, judge_page, read_page

__all__ = ["PageJudgement", "PageReading", "judge_page", "read_page"]
