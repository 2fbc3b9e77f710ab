"""What time expressions mean before they are laid to a date, and how meanings join.

A ``Moment`` is a stretch of the calendar told by its parts: "Friday, May 8" is a weekday, a month and a day;
"July last year" a month and a year counted from the present one. Parts of neighbouring expressions join
where each part is held by a wider one: a day needs its month, an hour its day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

UNITS = (
    *("century", "decade", "year", "half", "quarter", "season", "month", "week", "weekend"),
    *("weekday", "day", "part", "hour", "minute", "second"),
)
"""Units of the calendar from wide to narrow; a part is one of the day."""
RANK = {unit: rank for rank, unit in enumerate(UNITS)}
_HELD_BY = {
    **dict.fromkeys(("half", "quarter", "season", "month", "week"), frozenset(("year",))),
    "weekend": frozenset(("week",)),
    "weekday": frozenset(("week", "day")),
    "day": frozenset(("month",)),
    "part": frozenset(("day", "weekday")),
    "hour": frozenset(("day", "weekday", "part")),
    "minute": frozenset(("hour",)),
}
"""Units that may be told together: the narrow one and those of which one must be told with it."""


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

    ``parts`` are (unit, number), wide before narrow: year 2031; month, quarter, half and season from 1; day
    of the month; weekday from Monday, 1; hour; the number of a part of the day, whose name is ``day_part``,
    says nothing. ``side`` tells which one is meant where the year or week is not told: -1 the last, 0 this,
    1 the next. ``edge`` narrows to the start, mid or end, or to what is earlier or later than today.
    ``is_rolling``: counted back from today, not by the calendar ("the past year"). ``is_twelve_hour``: the
    hour is told without morning or evening. ``has_date`` is False where the words leave open which it is.
    """

    parts: tuple[tuple[str, int], ...] = ()
    shift: Shift | None = None
    side: int | None = None
    edge: str | None = None
    day_part: str | None = None
    zone: str | None = None
    is_rolling: bool = False
    is_twelve_hour: bool = False
    has_date: bool = True

    def get(self, unit: str) -> int | None:
        """Give a part's number."""
        return next((number for own, number in self.parts if own == unit), None)

    @property
    def units(self) -> frozenset[str]:
        """The units that are told, the shift's among them."""
        told = {unit for unit, _ in self.parts}
        return frozenset(told | {self.shift.unit} if self.shift else told)

    def is_only(self, unit: str) -> bool:
        """Say whether nothing but one unit is told."""
        return self.units == frozenset((unit,))

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
    """A length of time: ``count`` units, None for "several"; ``side`` -1 counts back from today, 1 on."""

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
    both_have = (one.shift and other.shift) or (one.edge and other.edge) or (one.zone and other.zone)
    if both_have or one.units & other.units:
        return None
    joined = replace(
        one,
        parts=tuple(sorted((*one.parts, *other.parts), key=lambda part: RANK[part[0]])),
        shift=one.shift or other.shift,
        side=other.side if one.side is None else one.side,
        edge=one.edge or other.edge,
        day_part=one.day_part or other.day_part,
        zone=one.zone or other.zone,
        is_rolling=one.is_rolling or other.is_rolling,
        is_twelve_hour=one.is_twelve_hour or other.is_twelve_hour,
        has_date=one.has_date and other.has_date,
    )
    return joined if _is_held(joined.units, joined.widest) else None


def _is_held(units: frozenset[str], widest: str | None) -> bool:
    """Say whether each unit but the widest lies in one that is told as well."""
    return all(unit == widest or units & _HELD_BY.get(unit, frozenset()) for unit in units)
