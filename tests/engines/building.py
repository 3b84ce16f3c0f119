"""What all builders of sites share: where the engines are, how they run, and how posts are written."""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from datetime import date
from pathlib import Path

LONGEST = 300  # seconds for one build
HOME = "http://127.0.0.1:8500"
ABOUT = "Ceci est une page fixe, qui dit qui nous sommes et n’est pas un billet.\n"


class NotInstalledError(Exception):
    """An engine or theme is not installed; the text names it."""


class NotBuiltError(Exception):
    """An engine could not build its site; the text says why."""


@dataclass(frozen=True, slots=True)
class Tools:
    """Where the engines are installed."""

    python: Path
    """The bin folder of a virtual environment."""
    node: Path
    """The folder that holds node_modules of blog software."""
    documentation: Path
    """The same of software for documentation, which needs other versions of the same packages."""


def run(folder: Path, *command: str | Path) -> None:
    """Run a command in a folder. Raises `NotInstalledError`, or `NotBuiltError` with the end of what it printed."""
    if shutil.which(str(command[0])) is None:
        raise NotInstalledError(f"{Path(command[0]).name} is not installed")
    done = subprocess.run(
        [str(part) for part in command], cwd=folder, capture_output=True, text=True, timeout=LONGEST, check=False,
        env={**os.environ, "LANG": "C.UTF-8", "NODE_NO_WARNINGS": "1"},
    )  # fmt: skip
    if done.returncode:
        raise NotBuiltError(f"{Path(command[0]).name} failed: {(done.stderr or done.stdout).strip()[-300:]}")


def front_matter(path: Path, head: dict[str, object], body: str) -> None:
    """Write a post: text in quotes, and a `date` bare, which YAML reads as a date."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = "\n".join(
        f"{name}: {value if isinstance(value, date) else json.dumps(value, ensure_ascii=False)}"
        for name, value in head.items()
    )
    path.write_text(f"---\n{lines}\n---\n\n{body}", "utf-8")
