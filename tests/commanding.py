"""The commands as a person types them, in a process of their own."""

import os
import subprocess
import sys
from pathlib import Path

OFF = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=False")
PATIENCE = 60  # seconds for a command
PROJECT = {**os.environ, "SCRAPY_SETTINGS_MODULE": "crawler.settings", "COLUMNS": "80"}
#: Without a project and without settings, as for `blog2dataset` in any folder.
BARE = {"PYTHONPATH": str(Path(__file__).parents[1]), "PATH": os.environ["PATH"], "COLUMNS": "80"}


def scrapy(*arguments: str, folder: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return _done("scrapy", *arguments, folder=folder, environment=PROJECT, stdin=stdin)


def blog2dataset(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return _done("crawler", *arguments, folder=folder, environment=BARE)


def started_crawl(*arguments: str, folder: Path) -> subprocess.Popen[str]:
    """`scrapy` with these arguments, while it runs. Its log tells what it does."""
    return subprocess.Popen(
        [sys.executable, "-m", "scrapy", *arguments, "-L", "INFO"],
        cwd=folder,
        env=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _done(
    program: str, *arguments: str, folder: Path, environment: dict[str, str], stdin: str = ""
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", program, *arguments],
        cwd=folder,
        env=environment,
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
