"""The arithmetic of the calendar: stretches of it, narrower ones inside, so many units on.

Stretches are half open: they end before ``stop``. ``first`` and ``last`` tell them as records do, both ends
included. Times are naive: those of the place that is told of, with a zone beside them where it is told.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta
from functools import lru_cache

from rashomon.extract.times.meanings import RANK

DAY = RANK["day"]
ONE_DAY = timedelta(days=1)
_ONE_HOUR = timedelta(hours=1)
_MONTHS = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_LENGTHS = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": _ONE_HOUR,
    **dict.fromkeys(("day", "weekday", "part"), ONE_DAY),
    **dict.fromkeys(("week", "weekend"), timedelta(weeks=1)),
}
_GRAINS = {
    **dict.fromkeys(("century", "decade"), "year"),
    **dict.fromkeys(("year", "half", "quarter", "season"), "month"),
    **dict.fromkeys(("month", "week"), "day"),
    "day": "hour",
}
"""Units that have a start, middle and end, and what those are counted in."""
_SEASONS_BEGIN = 2
"""Months from January to the first season, spring."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """From ``start`` to before ``stop``, None where open.

    ``unit`` is what the words speak in and ``at`` the start of that unit: of "mid-September" the first of
    September. ``part`` is TimeML's code of a part of the day, ``zone`` an offset from UTC.
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
        return None if self.start is None else self._write(self.start)

    @property
    def last(self) -> str | None:
        """The last day or minute, in ISO 8601."""
        if self.stop is None:
            return None
        return self._write(self.stop - (ONE_DAY if self._is_in_days else _LENGTHS["minute"]))

    @property
    def is_clock(self) -> bool:
        """Whether the words tell a time of the day."""
        return RANK[self.unit] > DAY

    @property
    def _is_in_days(self) -> bool:
        return not self.is_clock and not any(at and at.hour for at in (self.start, self.stop))

    def _write(self, at: datetime) -> str:
        if self._is_in_days:
            return at.date().isoformat()
        return at.isoformat(timespec="minutes") + (self.zone or "")


def first_of(year: int) -> datetime:
    """Give the first moment of a year; raises ValueError out of the years 1 to 9999."""
    return datetime.combine(date(year, 1, 1), time())


@lru_cache(maxsize=4096)
def unit_around(unit: str, at: datetime) -> Stretch:
    """Give the stretch of a unit that a time lies in.

    >>> found = unit_around("quarter", datetime(2031, 5, 8))
    >>> found.first, found.last
    ('2031-04-01', '2031-06-30')
    """
    start = _start_of(unit, at)
    stop = start + 2 * ONE_DAY if unit == "weekend" else add_units(start, unit, 1)
    return Stretch(start=start, stop=stop, unit="day" if unit == "weekday" else unit, at=start)


def _start_of(unit: str, at: datetime) -> datetime:
    if unit in ("second", "minute"):
        return at.replace(second=0, microsecond=0)
    if unit == "hour":
        return at.replace(minute=0, second=0, microsecond=0)
    day = at.replace(hour=0, minute=0, second=0, microsecond=0)
    if unit in ("week", "weekend"):
        return day - timedelta(days=at.weekday() - 5 * (unit == "weekend"))
    if unit not in _MONTHS:
        return day
    if unit == "season":
        return add_units(day.replace(day=1), "month", -(day.month % 3))
    since_year_one = (at.year - (unit == "century")) * 12 + at.month - 1
    return add_units(day.replace(day=1), "month", -(since_year_one % _MONTHS[unit]))


def add_units(at: datetime, unit: str, count: float) -> datetime:
    """Give the time so many units on; a day that the month lacks becomes its last.

    Raises:
        OverflowError: out of the years 1 to 9999.

    >>> add_units(datetime(2032, 2, 29), "year", 1), add_units(datetime(2031, 12, 31), "month", 2)
    (datetime.datetime(2033, 2, 28, 0, 0), datetime.datetime(2032, 2, 29, 0, 0))
    """
    if unit in _LENGTHS:
        return at + _LENGTHS[unit] * count
    year, month = divmod(at.year * 12 + at.month - 1 + round(count * _MONTHS[unit]), 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError(f"year {year} is out of the calendar")
    return at.replace(year=year, month=month + 1, day=min(at.day, monthrange(year, month + 1)[1]))


def narrow(stretch: Stretch, unit: str, number: int) -> Stretch | None:
    """Give the stretch of a narrower unit by its number in a wider one; None if there is none.

    >>> year = unit_around("year", datetime(2031, 5, 8))
    >>> narrow(year, "month", 2).last, narrow(year, "season", 4).first
    ('2031-02-28', '2031-12-01')
    """
    base = stretch.at
    if unit in _MONTHS:
        start = add_units(base, unit, number - 1)
        start = add_units(start, "month", _SEASONS_BEGIN) if unit == "season" else start
    elif unit == "day":
        if number > monthrange(base.year, base.month)[1]:
            return None
        start = base.replace(day=number)
    elif unit in ("weekday", "weekend"):
        start = base + timedelta(days=number - 1 if unit == "weekday" else 5)
    else:
        start = base + _LENGTHS[unit] * number
    return replace(unit_around(unit, start), zone=stretch.zone)


def narrow_to_part(day: Stretch, part: str) -> Stretch:
    """Give a part of a day, told as the word list does: its code, first hour, and the hour it ends before."""
    code, first, last = part.split()
    start, stop = (day.at + int(hour) * _ONE_HOUR for hour in (first, last))
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
    start, stop = {"start": (stretch.start, early), "mid": (early, late), "end": (late, stretch.stop)}[edge]
    return replace(stretch, start=start, stop=stop)


def _count(start: datetime, stop: datetime, grain: str) -> int:
    if grain in _LENGTHS:
        return (stop - start) // _LENGTHS[grain]
    return ((stop.year - start.year) * 12 + stop.month - start.month) // _MONTHS[grain]


def open_up(stretch: Stretch, bound: str, *, is_close: bool) -> Stretch:
    """Make "since", "until", "by", "before" and "after" of a stretch: open on one side.

    Of a time of the day the day is the limit: "before dawn" begins at midnight. "Shortly before eight" is the
    hour before.

    >>> open_up(unit_around("year", datetime(2013, 1, 1)), "since", is_close=False).last is None
    True
    """
    start, stop, day = stretch.start, stretch.stop, unit_around("day", stretch.at)
    if is_close and stretch.is_clock and start is not None:
        ends = (start - _ONE_HOUR, start) if bound == "before" else (start, start + _ONE_HOUR)
        return replace(stretch, start=ends[0], stop=ends[1])
    dawn = day.start if stretch.is_clock and start and start >= day.at else None
    dusk = day.stop if stretch.is_clock and stop and day.stop and stop < day.stop else None
    ends = {
        "since": (start, None),
        "after": (stop, dusk),
        "before": (dawn, start),
        "until": (dawn, stop),
        "by": (dawn, stop),
    }[bound]
    return replace(stretch, start=ends[0], stop=ends[1])
