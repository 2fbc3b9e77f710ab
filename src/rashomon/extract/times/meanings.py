"""What time expressions mean before they are laid to a date, and how meanings join.

A ``Moment`` is a stretch of the calendar told by its parts: "Friday, May 8" is a weekday, a month and a day;
"July last year" a month and a year counted from the present one. Parts of neighbouring expressions join
where each part is held by a wider one: a day needs its month, an hour its day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

RANK = {
    unit: rank
    for rank, unit in enumerate(
        "century decade year half quarter season month week weekend weekday day part hour minute second".split()
    )
}
"""Units of the calendar from wide to narrow."""
_HELD_BY = {
    "year": frozenset[str](),
    "half": frozenset(("year",)),
    "quarter": frozenset(("year",)),
    "season": frozenset(("year",)),
    "month": frozenset(("year",)),
    "week": frozenset(("year",)),
    "weekend": frozenset(("week",)),
    "weekday": frozenset(("week", "day")),
    "day": frozenset(("month",)),
    "part": frozenset(("day", "weekday")),
    "hour": frozenset(("day", "weekday", "part")),
    "minute": frozenset(("hour",)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """So many units on from a base: "published" (the report's date) or "another" (the time told before).

    ``count`` is None where the words do not tell it ("hours later"). ``is_counted`` tells "a week later" from
    "the next week".
    """

    unit: str
    count: float | None
    base: str
    is_counted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A stretch of the calendar.

    ``parts`` are (unit, number), wide before narrow: year 2031; month, quarter, half and season from 1; day of
    the month; weekday from Monday, 1; hour. ``day_part`` is the value of a part of the day in the word list.
    ``side`` tells which one is meant where the year or week is not told: -1 the last, 0 this, 1 the next.
    ``edge`` narrows: start, mid, end, or earlier and later than the base. ``is_rolling`` counts the unit back
    or on from the base itself ("the past year"), not by the calendar.
    """

    parts: tuple[tuple[str, int], ...] = ()
    shift: Shift | None = None
    side: int | None = None
    edge: str | None = None
    day_part: str | None = None
    zone: str | None = None
    is_rolling: bool = False
    is_twelve_hour: bool = False
    """The hour is told without morning or evening."""
    has_date: bool = True
    """False for years before our era, which ISO dates of this package do not reach."""

    def get(self, unit: str) -> int | None:
        """Give a part's number."""
        return next((number for own, number in self.parts if own == unit), None)

    @property
    def units(self) -> frozenset[str]:
        """The units that are told, the shift's among them."""
        told = {unit for unit, _ in self.parts}
        return frozenset(told | {self.shift.unit} if self.shift else told)

    @property
    def finest(self) -> str | None:
        """The narrowest unit told."""
        return max(self.units, key=RANK.__getitem__, default=None)

    @property
    def widest(self) -> str | None:
        """The widest unit told."""
        return min(self.units, key=RANK.__getitem__, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lasting:
    """A length of time: ``count`` units, None for "several"; with ``side`` counted back (-1) or on (1)."""

    count: float | None
    unit: str
    side: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """A set of times, as a TIMEX value: ``XXXX-WXX-5``, ``P1M``."""

    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vague:
    """The ``present``, ``past`` or ``future`` without a date."""

    side: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """From the first moment to the last, both included."""

    first: Moment
    last: Moment


Meaning = Moment | Lasting | Repeated | Vague | Range


def join(one: Moment, other: Moment) -> Moment | None:
    """Put two moments together that tell of the same stretch; None where they do not fit.

    >>> day = Moment(parts=(("month", 5), ("day", 8)))
    >>> join(Moment(parts=(("weekday", 5),)), day).parts
    (('month', 5), ('weekday', 5), ('day', 8))
    >>> join(day, Moment(parts=(("year", 2031),))).get("year")
    2031
    >>> join(Moment(parts=(("month", 5),)), Moment(parts=(("hour", 9),))) is None
    True
    """
    if _clash(one, other):
        return None
    parts = {**dict(one.parts), **dict(other.parts)}
    joined = replace(
        one,
        parts=tuple(sorted(parts.items(), key=lambda part: RANK[part[0]])),
        shift=one.shift or other.shift,
        side=other.side if one.side is None else one.side,
        edge=one.edge or other.edge,
        day_part=one.day_part or other.day_part,
        zone=one.zone or other.zone,
        is_rolling=one.is_rolling or other.is_rolling,
        is_twelve_hour=one.is_twelve_hour or other.is_twelve_hour,
        has_date=one.has_date and other.has_date,
    )
    return joined if _is_held(joined.units) else None


def _clash(one: Moment, other: Moment) -> bool:
    if (one.shift and other.shift) or (one.edge and other.edge) or (one.zone and other.zone):
        return True
    return bool(one.units & other.units)


def _is_held(units: frozenset[str]) -> bool:
    """Say whether each unit but the widest lies in one that is told as well."""
    widest = min(units, key=RANK.__getitem__, default=None)
    return all(unit == widest or units & _HELD_BY.get(unit, frozenset()) for unit in units)
