"""What goes into coding and what comes out of it, in one order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from rashomon.read import Unread
from rashomon.records import Account, Dropped, Report

FAULT = "a fault in Rashomon itself"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """Stands where a source has no more to give, so that whoever counts sources counts what is through."""

    source: str


Item = Unread | Report | Dropped | Ended
"""A report as it was found or read, or what goes through as it is."""
Outcome = Account | Report | Dropped | Ended
"""What became of an item; a ``Report`` is one whose text is stored already, and that was not coded."""


def find_items(
    sources: Iterable[str], find: Callable[[str], Iterable[Unread | Report | Dropped]]
) -> Iterator[Item]:
    """Find what is in each source; one on which that fails is Dropped and costs no other.

    >>> [type(one).__name__ for one in find_items(["a"], lambda source: [Unread(source=b"", label=source)])]
    ['Unread', 'Ended']
    """
    for source in sources:
        try:
            yield from find(source)
        except Exception as error:  # noqa: BLE001 - told in its place
            yield drop_faulty(source, error)
        yield Ended(source=source)


def drop_faulty(source: str, error: Exception) -> Dropped:
    """Say of an input that Rashomon itself failed on it."""
    return Dropped(source=source, reason=FAULT, detail=f"{type(error).__name__}: {error}")


def name_item(item: Item) -> str:
    """Give the name by which people know an item."""
    if isinstance(item, Unread):
        return item.label
    return (item.url or item.title or item.id) if isinstance(item, Report) else item.source
