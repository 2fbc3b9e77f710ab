"""Lengths of time, sets of times, and the present, past and future without a date."""

from __future__ import annotations

from rashomon.extract.times.found import Found, add_up
from rashomon.extract.times.meanings import Lasting, Meaning, Repeated, Vague
from rashomon.extract.times.patterns import Rule

SEASONS = {1: "SP", 2: "SU", 3: "FA", 4: "WI"}
_MOST_QUARTERS = 3
_LETTERS = {"second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M", "quarter": "Q"}


def _lasting(found: Found) -> Meaning | None:
    """Read "three days", "ten-year"; an age ("ten years old", "a 21-year-old") is no time."""
    if _is_age(found) or not _has_count(found) or _is_fraction(found):
        return None
    amount, (size, unit) = found.amount(), found.value("unit", "units").split()
    return Lasting(count=None if amount is None else amount * int(size), unit=unit)


def _seconds(found: Found) -> Meaning | None:
    """Read "19-second", whose unit is an ordinal elsewhere."""
    return Lasting(count=found.amount(), unit="second") if found.word("ordinal") == "second" else None


def _is_age(found: Found) -> bool:
    after = [found.line.sort_at(found.end), found.line.sort_at(found.end + 1)]
    return after[0] == "old" or (after[0] in ("hyphen", "of") and after[1] == "old")


def _is_fraction(found: Found) -> bool:
    """Say whether quarters are parts of something: "three quarters of the lake"."""
    is_part = found.value("unit", "units") == "1 quarter" and found.line.sort_at(found.end) == "of"
    return is_part and not found.has("some") and (found.amount() or 0) <= _MOST_QUARTERS


def _has_count(found: Found) -> bool:
    """Say whether a singular unit is counted: "a day" is, unless a price or pace is told by it."""
    if not found.has("a") or found.has("half", "some", "spelled", "digits", "figure", "units"):
        return True
    return _before(found) in _INTRODUCE or found.line.sort_at(found.end) in ("before", "after")


_INTRODUCE = frozenset(
    "in for within after during over through about at than of before just on every".split()
)


def _before(found: Found) -> str:
    return found.line.lower[found.start - 1] if found.start else ""


def _bare_lasting(found: Found) -> Meaning | None:
    """Read the "years" of "for years": a length without a number needs a preposition."""
    if _is_age(found) or _before(found) not in ("for", "in", "within", "over", "after", "of", "many"):
        return None
    _, unit = found.value("units").split()
    return Lasting(count=None, unit=unit)


def _recent(found: Found) -> Meaning | None:
    _, unit = found.value("units").split()
    return Lasting(count=None, unit=unit, side=-1)


def _sided_lasting(found: Found) -> Meaning | None:
    """Read "the past three weeks", "the next 14 months", "coming weeks"."""
    count, base = found.value("side").split()
    size, unit = found.value("unit", "units").split()
    counted = found.has("digits", "year", "figure", "spelled", "some", "half")
    amount = found.amount() if counted else None
    side = int(count) if base == "published" and not _belongs_to_a_whole(found) else 0
    return Lasting(count=None if amount is None else amount * int(size), unit=unit, side=side)


def _belongs_to_a_whole(found: Found) -> bool:
    """Say whether "the last three days" are those of something: "of the trial"."""
    return found.line.sort_at(found.end) == "of"


def _range_lasting(found: Found) -> Meaning | None:
    size, unit = found.value("units").split()
    return Lasting(
        count=add_up([found.line.value_at(found.at("spelled", "digits", "figure")[0])]) * int(size), unit=unit
    )


def _weekdays(found: Found) -> Meaning | None:
    day, part = found.value("weekday", "weekdays"), found.value("part", "parts")
    return Repeated(value=f"XXXX-WXX-{day}" + (f"T{part.split()[0]}" if part else ""))


def _every(found: Found) -> Meaning | None:
    """Read "every Friday", "each month", "every three years", "every night"."""
    if found.has("weekday"):
        return _weekdays(found)
    if found.has("month"):
        return Repeated(value=f"XXXX-{int(found.value('month')):02d}")
    if found.has("season"):
        return Repeated(value=f"XXXX-{SEASONS[int(found.value('season'))]}")
    if found.has("part"):
        return Repeated(value=f"XXXX-XX-XXT{found.value('part').split()[0]}")
    amount, (size, unit) = found.amount(), found.value("unit", "units").split()
    return Repeated(value=length_value(None if amount is None else amount * int(size), unit))


def _times_a(found: Found) -> Meaning | None:
    size, unit = found.value("unit").split()
    return Repeated(value=length_value(int(size), unit))


def _often(found: Found) -> Meaning | None:
    is_adverb = found.line.reading.marks.upos[found.start] == "ADV"
    return Repeated(value=found.value("often")) if is_adverb else None


def _vague(found: Found) -> Meaning | None:
    upos = found.line.reading.marks.upos[found.end - 1]
    needs = "NOUN" if found.word("vague") == "future" else "ADV"
    if found.end - found.start == 1 and (upos != needs or _is_compared(found)):
        return None
    return Vague(side=found.line.vocabulary.values[found.phrase().removeprefix("the ")])


def _is_compared(found: Found) -> bool:
    """Say whether "soon" leads on to what it is told by: "as soon as", "soon after"."""
    return found.line.sort_at(found.end) in ("as", "after")


def length_value(count: float | None, unit: str) -> str:
    """Give a length as TimeML writes it.

    >>> length_value(3, "day"), length_value(None, "year"), length_value(24, "hour"), length_value(0.5, "year")
    ('P3D', 'PXY', 'PT24H', 'P0.5Y')
    """
    if unit == "weekend":
        return f"P{_amount(count)}WE"
    time = "T" if unit in ("second", "minute", "hour") else ""
    return f"P{time}{_amount(count)}{_LETTERS.get(unit, 'Y')}"


def _amount(count: float | None) -> str:
    return "X" if count is None else f"{count:g}" if count < 1e6 else str(int(count))


SPAN_RULES = (
    Rule("ABOUT? COUNT more? filler? (unit|units)", _lasting),
    Rule("another COUNT? filler? (unit|units)", _lasting),
    Rule("a? NUMBER hyphen (unit|units)", _lasting),
    Rule("a? NUMBER hyphen ordinal", _seconds),
    Rule("COUNT unit and a half", _lasting),
    Rule("NUMBER (to|or|hyphen) NUMBER filler? units", _range_lasting),
    Rule("units", _bare_lasting),
    Rule("recent units", _recent),
    Rule("the? side COUNT? more? filler? units", _sided_lasting),
    Rule("the ordinal? COUNT filler? units", _lasting),
    Rule("(weekdays parts?|weekday parts)", _weekdays),
    Rule("every (weekday part?|month|season|part|COUNT? (unit|units))", _every),
    Rule("(once|NUMBER times) (a|every) unit", _times_a),
    Rule("often", _often),
    Rule("the? vague more_words{0,3}", _vague),
)
