"""A page's bytes in, a `Post` out (lxml); knows nothing of the other half, `crawler.parse.article`."""

from crawler.parse.page.kind.judgement import PageJudgement, judge_page
from crawler.parse.page.post import read_page

__all__ = ["PageJudgement", "judge_page", "read_page"]
