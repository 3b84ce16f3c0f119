"""The commands as a person types them, in a process of their own."""

import os
import subprocess
import sys
from pathlib import Path

OFF = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=False")
PROJECT = {**os.environ, "SCRAPY_SETTINGS_MODULE": "crawler.settings", "COLUMNS": "80"}


def scrapy(*arguments: str, folder: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "scrapy", *arguments],
        cwd=folder,
        env=PROJECT,
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
