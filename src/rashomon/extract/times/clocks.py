"""Times of the day by the clock: "14:30 GMT", "9 a.m.", "half past four", "five in the morning"."""

from __future__ import annotations

import re

from rashomon.extract.times.found import Found
from rashomon.extract.times.meanings import Meaning, Moment, Range
from rashomon.extract.times.patterns import Rule

_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?([ap]m)?")
_HALF_DAY = 12
_DAY = 24
_HOUR = 60
_PREPOSITIONS = frozenset("at by before after until till from since around about towards toward was".split())
"""Words in front that make a bare number a time of the day."""


def _clock(found: Found) -> Moment | None:
    """Read "14:30", "7.15pm", "9 a.m.", "2.47 in the morning"."""
    match = _CLOCK.fullmatch(found.word("clock", "dotted", "digits"))
    if match is None:
        return None
    hour, minute, half = match.groups()
    is_sure = len(hour) == len("00")
    return _moment(found, (int(hour), None if minute is None else int(minute)), half or "", is_sure=is_sure)


def _spoken(found: Found) -> Meaning | None:
    """Read "nine a.m.", "four o'clock", "five in the morning"."""
    return _moment(found, (found.numbers()[0], None))


def _past(found: Found) -> Meaning | None:
    """Read "half past four", "twenty past nine", "ten to eight"."""
    minute, hour = [30, *found.numbers()] if found.has("half") else found.numbers()
    if not (0 < minute < _HOUR and 0 < hour <= _HALF_DAY):
        return None
    if found.has("side"):
        return _moment(found, (hour, minute)) if found.word("side") == "past" else None
    if found.has("half") or found.before not in _PREPOSITIONS - {"from", "since"}:
        return None
    return _moment(found, ((hour - 2) % _HALF_DAY + 1, _HOUR - minute))


def _hours(found: Found) -> Meaning | None:
    """Read "9 to 11 a.m.", "between 9.15 and 11am", "11 to 1 p.m.": the first hour is before the last."""
    first, *_, last = found.at("clock", "dotted", "digits")
    if found.has("and") and found.line.sort_at(found.start - 1) != "between":
        return None
    end, begin = _clock(Found(found.line, last, found.end)), _CLOCK.fullmatch(found.line.lower[first])
    if begin is None or begin[3] or end is None or end.is_twelve_hour:
        return None
    for half in ("pm", "am"):
        start = _moment(found, (int(begin[1]), None if begin[2] is None else int(begin[2])), half)
        if start is not None and start.parts < end.parts:
            return Range(first=start, last=end)
    return None


def _bare(found: Found) -> Meaning | None:
    """Read the "five" of "at five on Thursday morning": a number that a preposition of time leads in."""
    if found.before not in _PREPOSITIONS:
        return None
    return _clock(found) if found.has("dotted") else _moment(found, (found.numbers()[0], None))


def _noon(_found: Found) -> Meaning | None:
    return Moment(parts=(("hour", _HALF_DAY), ("minute", 0)))


def _zone(found: Found) -> Meaning | None:
    return Moment(zone=found.value("zone"))


def _moment(
    found: Found, clock: tuple[int, int | None], half: str = "", *, is_sure: bool = False
) -> Moment | None:
    """Make a moment of hour and minute, with what the words tell of morning and evening."""
    half = half or ("am" if found.has("am") else "pm" if found.has("pm") else "")
    hour, minute = clock
    if hour > (_HALF_DAY if half else _DAY) or (half and not hour):
        return None
    if half:
        hour = hour % _HALF_DAY + (_HALF_DAY if half == "pm" else 0)
    part = found.word("part")
    told = ("part", 0 if part else None), ("hour", hour), ("minute", minute)
    parts = tuple((unit, number) for unit, number in told if number is not None)
    is_open = not half and not is_sure and 1 <= hour <= _HALF_DAY
    return Moment(parts=parts, day_part=part or None, is_twelve_hour=is_open)


CLOCK_RULES = (
    Rule("clock", _clock),
    Rule("(clock|dotted|digits) (am|pm|in the part)", _clock),
    Rule("digits oclock (in the part)?", _clock),
    Rule("spelled (oclock|am|pm)", _spoken),
    Rule("spelled oclock? in the part", _spoken),
    Rule("(half|digits|spelled) (side|to) (digits|spelled)", _past),
    Rule("(digits|spelled)(?=on? weekday|on?the?side part|today)", _bare),
    Rule("dotted(?=on? weekday|on?the?side part|today|on? month|on digits month)", _bare),
    Rule("(clock|dotted|digits) (to|and|hyphen) ((clock|dotted|digits) (am|pm)|clock)", _hours),
    Rule("noon", _noon),
    Rule("zone", _zone),
)
