"""The arithmetic of the calendar: stretches of it, wider and narrower ones, so many units on.

All is half open here: a stretch ends before ``stop``. ``Stretch.first`` and ``last`` tell it as records do,
both ends included.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from rashomon.extract.times.meanings import RANK

DAY = RANK["day"]
_MONTHS = {"month": 1, "quarter": 3, "season": 3, "half": 6}
_YEARS = {"year": 1, "decade": 10, "century": 100}
_SPANS = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}
_GRAINS = {
    **dict.fromkeys(("century", "decade"), "year"),
    **dict.fromkeys(("year", "half", "quarter", "season"), "month"),
    **dict.fromkeys(("month", "week"), "day"),
    "day": "hour",
}
"""Units that have a start, middle and end, and what those are counted in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """From ``start`` to before ``stop``, None where open; naive times of the place told of.

    ``unit`` is what the words speak in and ``at`` the start of that unit: of "mid-September" the first of
    September. ``part`` is TimeML's code of a part of the day, ``zone`` an offset from UTC where it is told.
    """

    start: datetime | None
    stop: datetime | None
    unit: str
    at: datetime
    part: str | None = None
    zone: str | None = None

    @property
    def first(self) -> str | None:
        """The first day or minute, in ISO 8601."""
        return None if self.start is None else self._written(self.start)

    @property
    def last(self) -> str | None:
        """The last day or minute, in ISO 8601."""
        if self.stop is None:
            return None
        return self._written(self.stop - (_SPANS["day"] if self.is_days else _SPANS["minute"]))

    @property
    def is_days(self) -> bool:
        """Whether the stretch is told in whole days."""
        return RANK[self.unit] <= DAY and not any(
            at and (at.hour or at.minute) for at in (self.start, self.stop)
        )

    def _written(self, at: datetime) -> str:
        if self.is_days:
            return at.date().isoformat()
        return at.isoformat(timespec="minutes") + (self.zone or "")


def unit_around(unit: str, at: datetime) -> Stretch:
    """Give the stretch of a unit that a time lies in.

    >>> found = unit_around("quarter", datetime(2031, 5, 8))
    >>> found.first, found.last
    ('2031-04-01', '2031-06-30')
    """
    start = _start_of(unit, at)
    return Stretch(start=start, stop=add_units(start, unit, 1), unit=unit, at=start)


def _start_of(unit: str, at: datetime) -> datetime:
    day = at.replace(hour=0, minute=0, second=0, microsecond=0)
    if unit in _YEARS:
        size = _YEARS[unit]
        year = at.year - (at.year - (size == 100)) % size
        return day.replace(year=year, month=1, day=1)
    if unit == "season":
        start = add_units(day.replace(day=1), "month", -(day.month % 3))
        return start
    if unit in _MONTHS:
        size = _MONTHS[unit]
        return day.replace(month=(at.month - 1) // size * size + 1, day=1)
    if unit in ("week", "weekend"):
        return day - timedelta(days=at.weekday() - 5 * (unit == "weekend"))
    if unit == "hour":
        return at.replace(minute=0, second=0, microsecond=0)
    return day if unit in ("day", "weekday", "part") else at.replace(second=0, microsecond=0)


def add_units(at: datetime, unit: str, count: float) -> datetime:
    """Give the time so many units on; a day that the month lacks becomes its last.

    Raises:
        OverflowError: out of the years 1 to 9999.

    >>> add_units(datetime(2032, 2, 29), "year", 1), add_units(datetime(2031, 12, 31), "month", 2)
    (datetime.datetime(2033, 2, 28, 0, 0), datetime.datetime(2032, 2, 29, 0, 0))
    """
    if unit == "weekend":
        return at + timedelta(days=2) if count == 1 else at + timedelta(weeks=count)
    if unit in ("weekday", "part"):
        unit = "day"
    if unit in _SPANS:
        return at + _SPANS[unit] * count
    months = round(count * (_MONTHS[unit] if unit in _MONTHS else 12 * _YEARS[unit]))
    year, month = divmod(at.year * 12 + at.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError(f"year {year} is out of the calendar")
    return at.replace(year=year, month=month + 1, day=min(at.day, _length(year, month + 1)))


def _length(year: int, month: int) -> int:
    """Give the number of days of a month."""
    if month == 12:
        return 31
    return (datetime(year, month + 1, 1) - datetime(year, month, 1)).days


def narrow(stretch: Stretch, unit: str, number: int) -> Stretch | None:
    """Give the stretch of a narrower unit by its number in a wider one; None if there is none.

    >>> year = unit_around("year", datetime(2031, 5, 8))
    >>> narrow(year, "month", 2).last, narrow(year, "season", 4).first
    ('2031-02-28', '2031-12-01')
    """
    base = stretch.at
    if unit in _MONTHS:
        offset = 2 if unit == "season" else 0
        start = add_units(base, "month", offset + (number - 1) * _MONTHS[unit])
    elif unit == "day":
        if number > _length(base.year, base.month):
            return None
        start = base.replace(day=number)
    elif unit == "weekday":
        start = base + timedelta(days=number - 1)
    elif unit == "weekend":
        start = base + timedelta(days=5)
    else:
        start = base + _SPANS[unit] * number
    return replace(unit_around(unit, start), zone=stretch.zone, unit="day" if unit == "weekday" else unit)


def narrow_to_part(day: Stretch, part: str) -> Stretch:
    """Give a part of a day: its code, the hour it begins and the hour it ends before, as the word list says."""
    code, first, last = part.split()
    start, stop = (day.at + timedelta(hours=int(hour)) for hour in (first, last))
    return replace(day, start=start, stop=stop, unit="part", part=code)


def cut_edge(stretch: Stretch, edge: str) -> Stretch:
    """Keep the first, middle or last third of a stretch: of a year in months, of a day in hours.

    >>> found = cut_edge(unit_around("month", datetime(2031, 9, 1)), "mid")
    >>> found.first, found.last
    ('2031-09-11', '2031-09-20')
    """
    grain = _GRAINS.get(stretch.unit)
    if grain is None or stretch.start is None or stretch.stop is None:
        return stretch
    count = _count(stretch.start, stretch.stop, grain)
    third = -(-count // 3)
    early, late = add_units(stretch.start, grain, third), add_units(stretch.start, grain, count - third)
    if edge == "start":
        return replace(stretch, stop=early)
    return replace(stretch, start=late) if edge == "end" else replace(stretch, start=early, stop=late)


def _count(start: datetime, stop: datetime, grain: str) -> int:
    if grain in ("month", "year"):
        months = (stop.year - start.year) * 12 + stop.month - start.month
        return months if grain == "month" else months // 12
    return (stop - start) // _SPANS[grain]
