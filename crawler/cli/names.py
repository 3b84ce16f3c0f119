"""Names that the shell completes."""

import click

from crawler.cli.project import Project
from crawler.store.reading.shelf import datasets_in

_SAMPLE = "demo"


def completed_datasets(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """Names of datasets that begin like this."""
    folder = ctx.ensure_object(Project).datasets
    return [path.stem for path in datasets_in(folder) if path.stem.startswith(incomplete)]


def completed_blogs(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Names of datasets, and of the sample blog, that begin like this."""
    sample = [_SAMPLE] if _SAMPLE.startswith(incomplete) else []
    return sorted({*completed_datasets(ctx, parameter, incomplete), *sample})
