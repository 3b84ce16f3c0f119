"""Where a dataset is, and its raw store."""

from pathlib import Path


def dataset_path(name: str, folder: Path) -> Path:
    """The dataset that a person means: a path, or the bare name of one in the folder of datasets."""
    path = Path(name)
    return path if path.suffix == ".db" or len(path.parts) > 1 else folder / f"{name}.db"


def raw_path(dataset: Path) -> Path:
    """The raw store of a dataset: beside it, in a folder of its own, as it is never published."""
    return dataset.parent / "raw" / dataset.name
