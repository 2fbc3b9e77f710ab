"""Inputs that have been found and not read: what is cheap to find in one process and costly to read in it.

Taking a web archive, a feed or JSON lines apart is quick; making reports of the pages in them is not. So the
first half can be done in one place and the second wherever there is room.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from rashomon.read.guard import Limits
from rashomon.read.report import Known, fill_gaps, read_input
from rashomon.records import Dropped, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """One report as it was found: its bytes, or where they are, and what is known of it beside them."""

    source: bytes | str | Path
    label: str
    """What a Dropped calls it."""
    limits: Limits = field(default_factory=Limits)
    known: Known = field(default_factory=Known)
    authors: tuple[str, ...] = ()
    updated: str | None = None
    credit: str | None = None
    retrieved: str | None = None


def read_unread(one: Unread) -> Report | Dropped:
    """Read one report that was found, or say why it is none.

    >>> read_unread(Unread(source="Rain fell on Monday.", label="text", retrieved="2031-03-04")).retrieved
    '2031-03-04'
    """
    report = read_input(one.source, one.label, one.limits, one.known)
    if isinstance(report, Dropped):
        return report
    filled = fill_gaps(report, one.authors, one.updated, one.credit)
    return replace(filled, retrieved=one.retrieved or filled.retrieved)


def read_found(found: Iterable[Unread | Dropped]) -> Iterator[Report | Dropped]:
    """Read what was found, one after the other."""
    for one in found:
        yield one if isinstance(one, Dropped) else read_unread(one)
