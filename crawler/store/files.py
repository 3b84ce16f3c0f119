"""Paths of a dataset and its raw store."""

from pathlib import Path


def dataset_path(name: str, folder: Path) -> Path:
    """The dataset that the user names: by path, or by its name in the folder of datasets."""
    path = Path(name)
    return path if path.suffix == ".db" or len(path.parts) > 1 else folder / f"{name}.db"


def raw_path(dataset: Path) -> Path:
    """The raw store of a dataset. It is in a separate folder beside it, because it is never published."""
    return dataset.parent / "raw" / dataset.name
