"""Paths of a dataset and its raw store."""

import os
from pathlib import Path


def dataset_path(name: str, folder: Path) -> Path:
    """The dataset that a person names. A path ends in ".db" or contains a slash. Anything else is a name in
    the folder of datasets.

    >>> [str(dataset_path(name, Path("datasets"))) for name in ("notes", "blog.example.org", "notes.db")]
    ['datasets/notes.db', 'datasets/blog.example.org.db', 'notes.db']
    """
    return folder / f"{name}.db" if is_name(name) else Path(name)


def is_name(name: str) -> bool:
    """Whether a person means a dataset by its name, not by a path or address."""
    return not name.endswith(".db") and "/" not in name and os.sep not in name


def raw_path(dataset: Path) -> Path:
    """The raw store of a dataset. It is in a separate folder beside it, because it is never published."""
    return dataset.parent / "raw" / dataset.name
