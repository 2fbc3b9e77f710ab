"""A progress bar on stderr that is gone before anything else is written."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from rashomon.text import printable

if TYPE_CHECKING:
    from rich.progress import Progress


class Meter:
    """Counts inputs done; shows nothing where there is no bar."""

    def __init__(self, bar: Progress | None = None, total: int = 0) -> None:
        self._bar = bar
        self._task = None if bar is None else bar.add_task("", total=total)

    def finish(self, name: str) -> None:
        """Count one more input as done, and say which."""
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, advance=1, description=printable(name))

    @contextmanager
    def aside(self) -> Generator[None]:
        """Take the bar off the terminal while something else is written to it."""
        if self._bar is None or not sys.stdout.isatty():
            yield
            return
        self._bar.stop()
        try:
            yield
        finally:
            self._bar.start()


@contextmanager
def count_inputs(total: int, *, is_for_people: bool) -> Generator[Meter]:
    """Show a bar of ``total`` inputs if stderr is a terminal and there is more than one.

    Text for people that goes through a pipe ends on the same terminal (``| less``), at its own pace:
    then there is no bar.
    """
    if total < 2 or not sys.stderr.isatty() or (is_for_people and _is_pipe(sys.stdout)):
        yield Meter()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield Meter(bar, total)


def _is_pipe(stream: TextIO) -> bool:
    return stat.S_ISFIFO(os.fstat(stream.fileno()).st_mode)
