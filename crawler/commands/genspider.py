"""`scrapy genspider`: writes a spider of ten lines for a blog."""

import argparse
import re
import sys
from pathlib import Path
from urllib.parse import urlsplit

from scrapy.commands.genspider import Command as Genspider
from scrapy.utils.conf import closest_scrapy_cfg

import crawler

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_ARGUMENTS = 2
_ADDRESS = re.compile(r"[^\s\"'\\]+")


class Command(Genspider):
    """Scrapy's command with a template for blogs. Outside a checkout it writes to the current folder."""

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Scrapy's options, with the template for blogs as the default."""
        super().add_options(parser)
        parser.set_defaults(template="blog")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Write the spider, and print how to run it. Exit status 1 if it cannot be written."""
        writes = not (opts.list or opts.dump)
        problem = _problem(args) if writes else None
        if problem:
            print(f"genspider: {problem}", file=sys.stderr)  # noqa: T201 (a command's output)
            self.exitcode = 1
            return
        checkout = _in_checkout()
        if self.settings is not None and not checkout:
            self.settings.set("NEWSPIDER_MODULE", "", priority="cmdline")
        if writes and not opts.force and self._spider_exists(args[0]):
            self.exitcode = 1
            return
        if writes:
            args = [args[0], _home(args[1])]
        super().run(args, opts)
        if writes:
            print(f"Run it: scrapy {f'crawl {args[0]}' if checkout else f'runspider {args[0]}.py'}")  # noqa: T201


def _problem(args: list[str]) -> str | None:
    if len(args) != _ARGUMENTS:
        return "Give a name and the blog: scrapy genspider notes notes.example.org"
    if not _NAME.fullmatch(args[0]):
        return f"{args[0]!r} is not a valid name. Use a-z, 0-9 and _, with a letter first."
    if not _ADDRESS.fullmatch(args[1]) or not urlsplit(_home(args[1])).hostname:
        return f"{args[1]!r} is not an address. Give the blog's host or home page."
    return None


def _home(address: str) -> str:
    """Address of the home page, with scheme and closing slash."""
    url = address if "://" in address else f"https://{address}"
    return url if urlsplit(url).path else f"{url}/"


def _in_checkout() -> bool:
    """Whether the current folder is inside the project that contains this package."""
    project = closest_scrapy_cfg()
    return bool(project) and Path(crawler.__file__).is_relative_to(Path(project).resolve().parent)
