"""Dates of events for formats that have a day where an event may be told only of a year."""

from __future__ import annotations

import re

from rashomon.records import Time

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SIZES = {"year": 4, "month": 7, "day": 10}


def day_of(time: Time | None) -> str | None:
    """Give the day of a time that lies in one: nothing is filled in."""
    return _share(time, "day")


def month_in(time: Time | None) -> str | None:
    """Give the month of a time that lies in one."""
    return _share(time, "month")


def year_of(time: Time | None) -> str | None:
    """Give the year of a time that lies in one."""
    return _share(time, "year")


def _share(time: Time | None, unit: str) -> str | None:
    """Give as much of a time's first day as its last day shares, if that is a whole unit."""
    if time is None or not _DAY.match(time.start or "") or not _DAY.match(time.end or ""):
        return None
    first, last = (str(one)[: _SIZES[unit]] for one in (time.start, time.end))
    return first if first == last else None
