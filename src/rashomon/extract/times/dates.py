"""Dates told by their place in the calendar: days, months, years, quarters, seasons, feasts."""

from __future__ import annotations

from rashomon.extract.times.found import Found, add_up
from rashomon.extract.times.meanings import Meaning, Moment, Range
from rashomon.extract.times.patterns import Rule

WEEKEND = (("weekend", 1),)
PART = (("part", 0),)
"""A part of the day, which ``Moment.day_part`` names."""
NAMED = ("month", "weekday", "season")
_MONTHS = range(1, 13)
_DAYS = range(1, 32)
_MOST = {"quarter": 4, "half": 2, "century": 30}
"""Units that have a place in a wider one by an ordinal, and how many there are."""
_CENTURY = 100
_THIS_CENTURY = 70
"""Two digits below this are a year of 20xx, others of 19xx, as POSIX has it (69 there)."""


def _day_and_month(found: Found) -> Meaning | None:
    (day,) = found.numbers() or [0]
    if day not in _DAYS or _counts_what_follows(found):
        return None
    return Moment(parts=(("month", int(found.value("month"))), ("day", day)))


def _counts_what_follows(found: Found) -> bool:
    """Say whether the last word counts things: "in May 30 people"."""
    marks, last = found.line.reading.marks, found.end - 1
    if found.line.sort_at(last) != "digits" or found.after is not None or marks.deprels[last] != "nummod":
        return False
    return marks.heads[last] == found.end and found.line.is_plural(found.end)


def _days_of_month(found: Found) -> Meaning | None:
    days, month = found.numbers(), ("month", int(found.value("month")))
    if not all(day in _DAYS for day in days) or not days[0] < days[-1]:
        return None
    first, last = (Moment(parts=(month, ("day", day))) for day in days)
    return Range(first=first, last=last)


def _days_and(found: Found) -> Meaning | None:
    """Read "between 2 and 5 May" and "on 14 and 15 May"; days apart that "and" joins make no range."""
    first, last = found.numbers()
    is_range = found.line.sort_at(found.start - 1) == "between" or last == first + 1
    return _days_of_month(found) if is_range else None


def _years(found: Found) -> Meaning | None:
    first, last = (found.line.lower[at] for at in (found.start, found.end - 1))
    years = int(first), int(first[: 4 - len(last)] + last)
    if not years[0] < years[1]:
        return None
    return Range(first=Moment(parts=(("year", years[0]),)), last=Moment(parts=(("year", years[1]),)))


def read_named(found: Found) -> Moment:
    """Read a month, weekday or season by its name."""
    at = found.at(*NAMED)[0]
    return Moment(parts=((found.line.sort_at(at) or "", int(found.line.value_at(at))),))


def _season(found: Found) -> Meaning | None:
    """Read "summer"; "to fall" and "may spring" are verbs."""
    is_noun = found.line.reading.marks.upos[found.end - 1] in ("NOUN", "PROPN")
    return read_named(found) if is_noun else None


def _unknown_weekday(found: Found) -> Meaning | None:
    """Read "a Monday", "a recent Friday", "the first Tuesday of": which one is not told."""
    return Moment(parts=read_named(found).parts, has_date=False)


def _year(found: Found) -> Meaning | None:
    (year,) = found.numbers() or [0]
    return Moment(parts=(("year", year),)) if year else None


def _ancient_year(found: Found) -> Meaning | None:
    return Moment(parts=(("century" if found.has("unit") else "year", 1),), has_date=False)


def _spelled_year(found: Found) -> Meaning | None:
    """Read "nineteen ninety-seven" and "the year two thousand"."""
    first, *rest = found.numbers()
    if 15 <= first <= 20 and rest and 10 <= rest[0] < _CENTURY:
        return Moment(parts=(("year", _CENTURY * first + sum(rest)),))
    year = int(add_up([str(first), *map(str, rest)]))
    return Moment(parts=(("year", year),)) if found.word("unit") == "year" and 1000 <= year < 2200 else None


def _decade(found: Found) -> Meaning | None:
    number = int(found.value("decade").rstrip("s"))
    return Moment(parts=(("decade", number if number >= _CENTURY else 1900 + number),))


def _iso_date(found: Found) -> Meaning | None:
    return _checked(*found.numbers())


def _numeric_date(found: Found) -> Meaning | None:
    """Read 31/12/2031; a date whose day and month cannot be told apart stays without a date."""
    one, two, three = (int(part) for part in found.word("numeric").replace(".", "/").split("/"))
    if one > _CENTURY:
        return _checked(one, two, three)
    year = three if three > _CENTURY else three + (2000 if three < _THIS_CENTURY else 1900)
    if one in _MONTHS and two in _MONTHS and one != two:
        return Moment(parts=(("year", year), ("month", one), ("day", two)), has_date=False)
    return _checked(year, two, one) or _checked(year, one, two)


def _checked(year: int, month: int, day: int) -> Moment | None:
    if month not in _MONTHS or day not in _DAYS:
        return None
    return Moment(parts=(("year", year), ("month", month), ("day", day)))


def _feast(found: Found) -> Meaning | None:
    month, day = (int(part) for part in found.line.vocabulary.values[found.phrase()].split())
    return Moment(parts=(("month", month), ("day", day)))


def _year_end(found: Found) -> Meaning | None:
    is_end = found.value("edge") == "end" and found.word("unit") == "year"
    return Moment(parts=(("month", 12), ("day", 31))) if is_end else None


def _ordinal_unit(found: Found) -> Meaning | None:
    """Read "third quarter", "first half", "21st century"; a "third day" has no place in the calendar."""
    unit, number = found.word("unit", "half"), found.numbers()[0]
    return Moment(parts=((unit, number),)) if 1 <= number <= _MOST.get(unit, 0) else None


def _day_of_month(found: Found) -> Meaning | None:
    """Read "the 21st"; "the first" is no date."""
    day = found.numbers()[0]
    return Moment(parts=(("day", day),)) if day in _DAYS and found.word("ordinal")[0].isdigit() else None


def _part_of_day(found: Found) -> Meaning | None:
    return Moment(parts=PART, day_part=found.word("part"))


def _weekend(found: Found) -> Meaning | None:
    return Moment(parts=WEEKEND) if found.word("unit") == "weekend" else None


def _edge(found: Found) -> Meaning | None:
    """Read "early", "mid-", "the end of"; nouns need their "of"."""
    needs_of = found.word("edge") in ("beginning", "start", "end", "close", "middle")
    return Moment(edge=found.value("edge")) if needs_of == found.has("of") or found.has("hyphen") else None


def _small_hours(found: Found) -> Meaning | None:
    is_early = found.word("units") == "hours" and found.word("edge") == "early"
    return Moment(edge="start") if is_early else None


DATE_RULES = (
    Rule("month (digits|ordinal)", _day_and_month),
    Rule("(the?ordinal of?|digits of?) month", _day_and_month),
    Rule("month (digits|ordinal) (hyphen|to|through) (digits|ordinal)", _days_of_month),
    Rule("(digits|ordinal) (hyphen|to|through) (digits|ordinal) of? month", _days_of_month),
    Rule("month (digits|ordinal) and (digits|ordinal)", _days_and),
    Rule("(digits|ordinal) and (digits|ordinal) of? month", _days_and),
    Rule("year (hyphen|slash) (year|digits)", _years),
    Rule("month|weekday", read_named),
    Rule("(a recent?|the? ordinal) weekday", _unknown_weekday),
    Rule("the? season", _season),
    Rule("filler? year", _year),
    Rule("ad (year|figure|digits)", _year),
    Rule("(year|figure|digits) ad", _year),
    Rule("(year|figure|digits|the? ordinal hyphen? unit) bc", _ancient_year),
    Rule("(the unit)? spelled hyphen? spelled (hyphen? spelled)?", _spelled_year),
    Rule("the? decade", _decade),
    Rule("year hyphen digits hyphen digits", _iso_date),
    Rule("numeric", _numeric_date),
    Rule("feast more_words{0,3}", _feast),
    Rule("unit hyphen? edge", _year_end),
    Rule("(the|a)? filler? ordinal hyphen? filler? (unit|half)", _ordinal_unit),
    Rule("the ordinal", _day_of_month),
    Rule("(the|all)? part", _part_of_day),
    Rule("the unit", _weekend),
    Rule("the? edge (hyphen|of)?", _edge),
    Rule("the? edge units of?", _small_hours),
)
