"""Where a report is at home: the countries, regions and surroundings of all places that it names."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rashomon.extract.places.gazetteer import Entry

if TYPE_CHECKING:
    from rashomon.extract.places.choosing import Choice

PER_DOUBLING_ABROAD, PER_DOUBLING_REGION, PER_DOUBLING_NEAR = 2.0, 1.5, 1.0
"""Log odds lost with each doubling of the report's places over those in the same country, and gained with
each doubling of those in the same region or near."""
ELSEWHERE = 1.0
"""Places that a report might as well have named anywhere: without others in its country none is at home."""
CELL_DEGREES = 1.5
"""Places in the same or a neighbouring cell of so many degrees are near each other: some 250 km."""

Cell = tuple[int, int]


class Evidence:
    """Counts of places, each as much as a name is likely to mean it; a name's own share does not count."""

    def __init__(self) -> None:
        self._total = ELSEWHERE
        self._countries: defaultdict[str, float] = defaultdict(float)
        self._regions: defaultdict[tuple[str, str], float] = defaultdict(float)
        self._cells: defaultdict[Cell, float] = defaultdict(float)

    def add_country(self, country: str, weight: float) -> None:
        """Count a country that is told by other words than places."""
        self._total += weight
        self._countries[country] += weight

    def add(self, choice: Choice, sign: float = 1.0) -> None:
        """Count the places that a name may mean, or with ``sign=-1`` take them out again."""
        weight = sign * math.sqrt(len(choice.mentions))
        for entry, share in zip(choice.entries, choice.shares, strict=True):
            self.add_place(entry, weight * share)

    def remove(self, choice: Choice) -> None:
        """Take out what was added for a name."""
        self.add(choice, -1.0)

    def add_place(self, entry: Entry, weight: float) -> None:
        """Count a place."""
        if entry.country is None:
            return
        self.add_country(entry.country, weight)
        if entry.admin1 is not None:
            self._regions[entry.country, entry.admin1] += weight
        cell = _cell(entry)
        if cell is not None:
            self._cells[cell] += weight

    def support(self, entry: Entry) -> float:
        """Give the log odds that a place gains from the others of the report, or loses by them."""
        if entry.country is None:
            return 0.0
        at_home = _doublings(self._countries.get(entry.country, 0.0))
        total = PER_DOUBLING_ABROAD * (at_home - _doublings(self._total))
        if entry.admin1 is not None:
            total += PER_DOUBLING_REGION * _doublings(self._regions.get((entry.country, entry.admin1), 0.0))
        cell = _cell(entry)
        if cell is not None:
            total += PER_DOUBLING_NEAR * _doublings(sum(self._cells.get(one, 0.0) for one in _around(cell)))
        return total


def _doublings(weight: float) -> float:
    return math.log2(1 + max(0.0, weight))


def _cell(entry: Entry) -> Cell | None:
    if entry.latitude is None or entry.longitude is None:
        return None
    return int(entry.latitude // CELL_DEGREES), int(entry.longitude // CELL_DEGREES)


def _around(cell: Cell) -> Iterator[Cell]:
    around = int(360 / CELL_DEGREES)
    half = around // 2
    for north in (-1, 0, 1):
        for east in (-1, 0, 1):
            yield cell[0] + north, (cell[1] + east + half) % around - half
