"""Lengths of time: "three days", "the past two weeks", "a ten-year plan"."""

from __future__ import annotations

from rashomon.extract.times.found import NUMBERS, Found, add_up
from rashomon.extract.times.meanings import Lasting, Meaning
from rashomon.extract.times.patterns import Rule

_MOST_QUARTERS = 3
_COUNTED = (*NUMBERS, "some", "half")
_LETTERS = {"second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M", "quarter": "Q"}
_BEFORE_ONE = frozenset(
    "in for within after during over through about at than of before just on every".split()
)
"""Words in front that make "a day" a length; elsewhere it is often a pace: "two million barrels a day"."""
_BEFORE_SOME = frozenset("for in within over after of".split())
"""Words in front that make "years" a length."""
_LARGE = 1e6
_SMALLER = {"year": (12, "month"), "day": (24, "hour"), "hour": (60, "minute"), "minute": (60, "second")}
"""What a fraction of a unit is told in."""


def _lasting(found: Found) -> Meaning | None:
    """Read "three days", "ten-year"; an age ("ten years old", "a 21-year-old") is no time."""
    if _is_age(found) or _is_pace(found) or _is_fraction(found):
        return None
    count, unit = found.length()
    return Lasting(count=count, unit=unit)


def _is_age(found: Found) -> bool:
    """Tell "ten years old", "a 21-year-old", "six months of age", "aged ten years", "the age of six"."""
    after = found.after, found.line.sort_at(found.end + 1)
    before = found.before, found.line.lower[found.start - 2] if found.start > 1 else ""
    return (
        after[0] == "old"
        or (after[0] in ("hyphen", "of") and after[1] == "old")
        or before[0] == "aged"
        or before == ("of", "age")
    )


def _is_pace(found: Found) -> bool:
    """Say whether "a day" is what something is told by, not a length."""
    if not found.has("a") or found.has("units", *_COUNTED):
        return False
    return found.before not in _BEFORE_ONE and found.after not in ("before", "after")


def _is_fraction(found: Found) -> bool:
    """Say whether quarters are parts of something: "three quarters of the lake"."""
    if found.word("unit", "units") not in ("quarter", "quarters") or found.after != "of" or found.has("some"):
        return False
    return (found.amount() or 0) <= _MOST_QUARTERS


def _seconds(found: Found) -> Meaning | None:
    """Read "19-second", whose unit is an ordinal elsewhere."""
    return Lasting(count=found.amount(), unit="second") if found.word("ordinal") == "second" else None


def _uncounted(found: Found) -> Meaning | None:
    """Read the "years" of "for years"."""
    if _is_age(found) or found.before not in _BEFORE_SOME:
        return None
    return Lasting(count=None, unit=found.unit()[1])


def _recent(found: Found) -> Meaning | None:
    return Lasting(count=None, unit=found.unit()[1], side=-1)


def _sided(found: Found) -> Meaning | None:
    """Read "the past three weeks", "coming weeks"; "the last three days of" something are not dated."""
    way, base = found.value("side").split()
    count, unit = found.length()
    is_ours = base == "published" and found.after != "of"
    return Lasting(count=count if found.has(*_COUNTED) else None, unit=unit, side=int(way) if is_ours else 0)


def _from_to(found: Found) -> Meaning | None:
    """Read "two to three weeks": at least two."""
    if _is_age(found):
        return None
    size, unit = found.unit()
    return Lasting(count=add_up([found.value(*NUMBERS)]) * size, unit=unit)


def length_value(count: float | None, unit: str) -> str:
    """Give a length as TimeML writes it.

    >>> length_value(3, "day"), length_value(None, "year"), length_value(0.5, "hour")
    ('P3D', 'PXY', 'PT30M')
    """
    if count is not None and count % 1 and unit in _SMALLER:
        size, smaller = _SMALLER[unit]
        return length_value(round(count * size), smaller)
    amount = "X" if count is None else f"{count:g}" if count < _LARGE else f"{count:.0f}"
    if unit == "weekend":
        return f"P{amount}WE"
    time = "T" if unit in ("second", "minute", "hour") else ""
    return f"P{time}{amount}{_LETTERS.get(unit, 'Y')}"


LENGTH_RULES = (
    Rule("ABOUT? COUNT more? filler? (unit|units)", _lasting),
    Rule("another COUNT? filler? (unit|units)", _lasting),
    Rule("a? NUMBER hyphen (unit|units)", _lasting),
    Rule("a? NUMBER hyphen ordinal", _seconds),
    Rule("COUNT (unit|units) and a half", _lasting),
    Rule("the ordinal? COUNT filler? units", _lasting),
    Rule("NUMBER (to|or|hyphen) NUMBER filler? units", _from_to),
    Rule("units", _uncounted),
    Rule("recent units", _recent),
    Rule("the? side COUNT? more? filler? units", _sided),
)
