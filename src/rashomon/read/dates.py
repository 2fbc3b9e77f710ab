"""Dates as publishers write them in a page's metadata, turned into ISO 8601; unknown stays unknown.

Only full calendar dates are read. A time or a time zone that is not written is never made up, so the
result may be a date, a local time, or a time with its offset.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sep sept", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_EARLY_ZONES = {"z": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6}
_ZONES = _EARLY_ZONES | {
    "pst": -8,
    "pdt": -7,
    "bst": 1,
    "cet": 1,
    "cest": 2,
    "jst": 9,
    "hkt": 8,
    "aest": 10,
    "aedt": 11,
}

_YEARS = range(1900, 2101)
_ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z)?")
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_WRITTEN = (
    re.compile(rf"(?<![\d.])(?P<day>\d\d?)(?:st|nd|rd|th)?[\s-]+{_MONTH},?[\s-]+(?P<year>\d{{4}})(?!\d)"),
    re.compile(rf"\b{_MONTH}\s+(?P<day>\d\d?)(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\d)"),
)
_CLOCK = re.compile(
    r"(?<![\d+:.-])(\d\d?)[:.](\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*([ap])?\.?(?:m\b\.?)?"
    r"\s*(?:\(?(Z|[A-Z]{3,4})\b|(?:GMT|UTC)?([+-]\d\d):?(\d\d)?(?!\d))?",
    re.IGNORECASE,
)


def read_date(written: str) -> str | None:
    """Give a written date as ISO 8601, with as much of time and zone as is written.

    >>> read_date("2020-02-24T12:57:13+0000"), read_date("Nov. 8, 2023 at 11:30 p.m.")
    ('2020-02-24T12:57:13+00:00', '2023-11-08T23:30:00')
    >>> read_date("8 January 2020"), read_date("yesterday"), read_date("02/03/2020")
    ('2020-01-08', None, None)
    """
    written = written.strip()[:120]
    if _EPOCH.fullmatch(written):
        return datetime.fromtimestamp(int(written[:10]), UTC).isoformat()
    compact = _COMPACT.fullmatch(written)
    if compact:
        clock = f" {compact[4]}:{compact[5]}:{compact[6]}Z" if compact[4] else ""
        written = f"{compact[1]}-{compact[2]}-{compact[3]}{clock}"
    found = _find_day(written)
    if found is None:
        return None
    day, rest = found
    clock = _CLOCK.search(rest)
    return _with_clock(day, clock) if clock else day.isoformat()


def _find_day(written: str) -> tuple[date, str] | None:
    """The calendar day, and what of the text is left to look for a time of day."""
    iso = _ISO.search(written)
    if iso:
        day = _make_day(int(iso[1]), int(iso[2]), int(iso[3]))
        return (day, written[iso.end() :].lstrip("Tt ")) if day else None
    for pattern in _WRITTEN:
        for match in pattern.finditer(written):
            month = _MONTHS.get(match["month"].lower())
            day = _make_day(int(match["year"]), month or 0, int(match["day"]))
            if day:
                return day, f"{written[: match.start()]} {written[match.end() :]}"
    return None


def _make_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def _with_clock(day: date, clock: re.Match[str]) -> str:
    hour, minute, second = int(clock[1]), int(clock[2]), int(clock[3] or 0)
    half = (clock[4] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        moment = datetime(day.year, day.month, day.day, hour, minute, second)  # noqa: DTZ001 (zone below)
        zone = _zone(clock[5], clock[6], clock[7])
        return moment.replace(tzinfo=zone).isoformat()
    except ValueError:
        return day.isoformat()


def _zone(name: str | None, hours: str | None, minutes: str | None) -> timezone | None:
    if hours:
        ahead = timedelta(hours=int(hours[1:]), minutes=int(minutes or 0))
        return timezone(-ahead if hours[0] == "-" else ahead)
    offset = _ZONES.get((name or "").lower())
    return None if offset is None else timezone(timedelta(hours=offset))


def best_date(candidates: Iterable[str]) -> str | None:
    """Give the first readable date, told more exactly if a later candidate of about that day does.

    >>> best_date(["20 Jan 2020", "2020-01-20T06:05:18.000Z"])
    '2020-01-20T06:05:18+00:00'
    """
    dates = [read for read in map(read_date, candidates) if read]
    if not dates:
        return None
    first = dates[0]
    return max((day for day in dates if _days_apart(day, first) <= 1), key=_exactness)


def is_before(one: str, other: str) -> bool:
    """Tell whether one ISO time is surely before another: by the hour only if both have a zone.

    >>> is_before("2020-01-20T01:00Z", "2020-01-20T02:00Z"), is_before("2020-01-20", "2020-01-20")
    (True, False)
    """
    if _exactness(one) == _exactness(other) == 2:
        return datetime.fromisoformat(one) < datetime.fromisoformat(other)
    return one[:10] < other[:10]


def _days_apart(one: str, other: str) -> int:
    return abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days)


def _exactness(iso: str) -> int:
    """0 for a date, 1 for a local time, 2 for a time with its zone (``max`` keeps the first best)."""
    if len(iso) == len("2020-01-20"):
        return 0
    return 2 if datetime.fromisoformat(iso).tzinfo else 1
