"""``rashomon add`` by way of a folder of parts, which other machines can write into."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rashomon.text import printable

if TYPE_CHECKING:
    from rashomon.batch import Engine, Item, Part, Recipe
    from rashomon.cli.inputs import Lost
    from rashomon.cli.progress import Meter
    from rashomon.store import Writer

PARTS_SUFFIX = ".parts"
"""What the folder of parts of a corpus file is called, after the file."""


def open_engine(name: str, scheduler: str | None, jobs: int) -> AbstractContextManager[Engine]:
    """Open the engine of this name."""
    from rashomon.batch import OnDask, Processes

    return OnDask(scheduler, jobs) if name == "dask" else Processes(jobs)


def add_to_folder(
    folder: Path, engine: Engine, items: Iterable[Item], recipe: Recipe, told: tuple[Lost, Meter]
) -> None:
    """Code items into parts of a folder, and leave them there."""
    from rashomon.batch import code_parts

    counts: Counter[str] = Counter()
    try:
        with closing(code_parts(engine, items, recipe, folder)) as parts:
            for part in parts:
                counts.update(parts=1, reports=part.done.accounts, before=part.was_done)
                _tell(part, folder, *told)
    finally:
        click.echo(printable(f"{folder}: {describe_parts(counts)}"))


def add_by_parts(
    writer: Writer,
    folder: Path,
    engine: Engine,
    items: Iterable[Item],
    recipe: Recipe,
    told: tuple[Lost, Meter],
) -> None:
    """Code items into parts of a folder, and put these into a corpus file in their order."""
    from rashomon.batch import code_parts
    from rashomon.store import merge_part

    with closing(code_parts(engine, items, recipe, folder)) as parts:
        for part in parts:
            merge_part(writer, folder, part.done)
            _tell(part, folder, *told)


def describe_parts(counts: Mapping[str, int]) -> str:
    """Say what was done.

    >>> describe_parts({"parts": 3, "reports": 1250, "before": 1})
    '3 parts with 1,250 reports, 1 done before'
    """
    names = (("parts", "part", "parts"), ("reports", "report", "reports"))
    parts, reports = (f"{counts[name]:,} {one if counts[name] == 1 else many}" for name, one, many in names)
    before = f", {counts['before']:,} done before" if counts["before"] else ""
    return f"{parts} with {reports}{before}"


def _tell(part: Part, folder: Path, lost: Lost, meter: Meter) -> None:
    """Tell what gave no report in a part, and which sources are through."""
    from rashomon.store import read_dropped

    if part.done.dropped:
        for one in read_dropped(folder, part.done.number):
            lost.keep(one)
    for source in part.sources:
        meter.finish(source)
