"""Times of the day by the clock."""

from __future__ import annotations

import re

from rashomon.extract.times.found import Found
from rashomon.extract.times.meanings import Meaning, Moment
from rashomon.extract.times.patterns import Rule

_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?([ap]m)?")
_TO_TWELVE = 12
_PREPOSITIONS = frozenset("at by before after until till from since around about towards toward was".split())


def _clock(found: Found) -> Meaning | None:
    """Read "14:30", "7.15pm", "9 a.m.", "2.47 in the morning"."""
    match = _CLOCK.fullmatch(found.word("clock", "dotted", "digits"))
    if match is None:
        return None
    hour, minute, half = match.groups()
    is_sure = len(hour) == 2 and not half
    return _moment(found, int(hour), None if minute is None else int(minute), half or "", is_sure=is_sure)


def _spoken(found: Found) -> Meaning | None:
    """Read "nine a.m.", "four o'clock", "five in the morning"."""
    return _moment(found, int(found.value("spelled")), None, "", is_sure=False)


def _past(found: Found) -> Meaning | None:
    """Read "half past four", "ten to eight", "twenty past nine"."""
    minutes, hour = found.at("half", "digits", "spelled")
    minute = 30 if found.has("half") else int(found.line.value_at(minutes))
    number = int(found.line.value_at(hour))
    if (found.has("side") and found.word("side") != "past") or not (
        0 < minute < 60 and 0 < number <= _TO_TWELVE
    ):
        return None
    if found.has("to"):
        if not _is_introduced(found):
            return None
        minute, number = 60 - minute, (number - 2) % _TO_TWELVE + 1
    return _moment(found, number, minute, "", is_sure=False)


def _bare_hour(found: Found) -> Meaning | None:
    """Read the "five" of "at five on Thursday morning": a number that a preposition of time leads in."""
    hour = found.number()
    if hour is None or not 0 < hour <= _TO_TWELVE or not _is_introduced(found):
        return None
    return _moment(found, hour, None, "", is_sure=False)


def _bare_clock(found: Found) -> Meaning | None:
    """Read "at 9.40", which elsewhere is a decimal number."""
    return _clock(found) if _is_introduced(found) else None


def _is_introduced(found: Found) -> bool:
    before = found.line.lower[found.start - 1] if found.start else ""
    return before in _PREPOSITIONS


def _noon(_found: Found) -> Meaning | None:
    return Moment(parts=(("hour", 12), ("minute", 0)))


def _zone(found: Found) -> Meaning | None:
    return Moment(zone=found.value("zone"))


def _moment(found: Found, hour: int, minute: int | None, half: str, *, is_sure: bool) -> Meaning | None:
    half = half or ("am" if found.has("am") else "pm" if found.has("pm") else "")
    part = found.value("part").split()
    if part and not half:
        half = "am" if int(part[1]) < _TO_TWELVE and part[0] == "MO" else "pm"
    if hour > (_TO_TWELVE if half else 24) or (half and hour == 0):
        return None
    parts = [("hour", _to_day(hour, half))]
    if minute is not None:
        parts.append(("minute", minute))
    is_open = not half and not is_sure and 1 <= hour <= _TO_TWELVE
    return Moment(parts=tuple(parts), is_twelve_hour=is_open)


def _to_day(hour: int, half: str) -> int:
    """Turn an hour of a half day to one of 24; night hours after midnight are the caller's.

    >>> _to_day(12, "am"), _to_day(12, "pm"), _to_day(3, "pm"), _to_day(3, "")
    (0, 12, 15, 3)
    """
    return hour if not half else hour % _TO_TWELVE + (_TO_TWELVE if half == "pm" else 0)


CLOCK_RULES = (
    Rule("clock", _clock),
    Rule("(clock|dotted|digits) (am|pm)", _clock),
    Rule("(clock|dotted|digits) in the part", _clock),
    Rule("digits oclock (in the part)?", _clock),
    Rule("spelled (oclock|am|pm)", _spoken),
    Rule("spelled oclock? in the part", _spoken),
    Rule("(half|digits|spelled) (side|to) (digits|spelled)", _past),
    Rule("(digits|spelled)(?=on? weekday|on?the?side part|today)", _bare_hour),
    Rule("dotted(?=on? weekday|on?the?side part|today|on? month|on digits month)", _bare_clock),
    Rule("noon", _noon),
    Rule("zone", _zone),
)
