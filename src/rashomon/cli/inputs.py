"""What the command line was given, as reports: files, folders, addresses, standard input.

Whatever gives no report is kept in ``Lost`` with its reason, so that one bad input never ends a run and
none goes unseen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rashomon.cli.progress import Meter
from rashomon.records import Account, Dropped, Report
from rashomon.text import printable

if TYPE_CHECKING:
    from rashomon.batch import Outcome


@dataclass(slots=True)
class Lost:
    """The inputs that gave no account, in the order they were met; beyond ``most_told`` only their number.

    Each of them is also given to ``tell``, if there is one.
    """

    dropped: list[Dropped] = field(default_factory=list[Dropped])
    most_told: int = 1000
    untold: int = 0
    tell: Callable[[Dropped], object] | None = None

    def keep(self, one: Dropped) -> None:
        """Keep one more lost input."""
        if self.tell is not None:
            self.tell(one)
        if len(self.dropped) < self.most_told:
            self.dropped.append(one)
        else:
            self.untold += 1

    def add(self, source: str, reason: str, detail: str | None = None) -> None:
        """Keep one more lost input."""
        self.keep(Dropped(source=source, reason=reason, detail=detail))

    def add_fault(self, source: str, error: Exception) -> None:
        """Keep an input on which Rashomon itself failed."""
        self.add(source, "a fault in Rashomon itself", f"{type(error).__name__}: {error}")

    def lines(self) -> Iterator[str]:
        """Say for people what was lost and why, a line each."""
        for one in self.dropped:
            source = "standard input" if one.source == "-" else one.source
            yield f"{source}: {one.reason}" + (f" ({one.detail})" if one.detail else "")
        if self.untold:
            yield f"and {self.untold} more"


def tell_lost(lost: Lost) -> int:
    """Say on stderr what gave no account, and give the exit code."""
    count = len(lost.dropped) + lost.untold
    if not count:
        return 0
    click.echo(f"rashomon: {'1 input' if count == 1 else f'{count} inputs'} gave no account:", err=True)
    for line in lost.lines():
        click.echo(f"  {printable(' '.join(line.split()))}", err=True)
    return 1


def expand(inputs: Iterable[str], lost: Lost) -> list[str]:
    """Put the files of each folder in its place; a folder without any report is lost."""
    from rashomon.read import STDIN, is_url, list_files

    sources: list[str] = []
    for source in inputs:
        is_one = source in (STDIN, "") or is_url(source)
        files = [source] if is_one else [str(path) for path in list_files(Path(source))]
        if not files:
            lost.add(source, "no report in this folder")
        sources.extend(files)
    return sources


def sort_outcomes(outcomes: Iterable[Outcome], lost: Lost, meter: Meter) -> Iterator[Account | Report]:
    """Give the accounts, and the reports that were known; keep what is lost and count the sources ended."""
    from rashomon.batch import Ended

    for one in outcomes:
        if isinstance(one, Ended):
            meter.finish(one.source)
        elif isinstance(one, Dropped):
            lost.keep(one)
        else:
            yield one
