"""Dates: days, months, years and what else has a place in the calendar, and words that count from the present."""

from __future__ import annotations

from dataclasses import replace

from rashomon.extract.times.found import Found, add_up, number_of
from rashomon.extract.times.meanings import Meaning, Moment, Range, Shift, Vague
from rashomon.extract.times.patterns import Rule

_LAST_DAY = 31
_LOOK_AHEAD = 4
_NAMED = ("month", "weekday", "season")
_PART = (("part", 0),)
_WEEKEND = (("weekend", 1),)
_WHOLE_UNITS = {"quarter": 4, "half": 2, "century": 30}


def _day_and_month(found: Found) -> Meaning | None:
    day = found.number()
    if day is None or not 1 <= day <= _LAST_DAY or _counts_what_follows(found):
        return None
    return Moment(parts=(("month", int(found.value("month"))), ("day", day)))


def _counts_what_follows(found: Found) -> bool:
    """Say whether the last word counts things: "in May 30 people"."""
    reading, last = found.line.reading, found.end - 1
    head = reading.marks.heads[last]
    return (
        found.line.sort_at(last) == "digits"
        and reading.marks.deprels[last] == "nummod"
        and head == last + 1
        and reading.marks.upos[head] == "NOUN"
        and found.line.sort_at(head) is None
        and reading.lower[head].endswith("s")
    )


def _days_of_month(found: Found) -> Meaning | None:
    first, last = (number_of(found.line.value_at(at)) for at in found.at("digits", "ordinal"))
    if first is None or last is None or not 1 <= first < last <= _LAST_DAY:
        return None
    month = ("month", int(found.value("month")))
    return Range(first=Moment(parts=(month, ("day", first))), last=Moment(parts=(month, ("day", last))))


def _days_between(found: Found) -> Meaning | None:
    first, last = (number_of(found.line.value_at(at)) or 0 for at in found.at("digits", "ordinal"))
    is_range = found.line.sort_at(found.start - 1) == "between" or last == first + 1
    return _days_of_month(found) if is_range else None


def _years(found: Found) -> Meaning | None:
    first, last = (found.line.lower[at] for at in (found.start, found.end - 1))
    end = int(first[: 4 - len(last)] + last)
    if not int(first) < end:
        return None
    return Range(first=Moment(parts=(("year", int(first)),)), last=Moment(parts=(("year", end),)))


def _named(found: Found) -> Meaning | None:
    unit = found.line.sort_at(found.at(*_NAMED)[0])
    return None if unit is None else Moment(parts=((unit, int(found.value(unit))),))


def _season(found: Found) -> Meaning | None:
    """Read "summer"; "to fall" and "may spring" are verbs."""
    return _named(found) if found.line.reading.marks.upos[found.end - 1] in ("NOUN", "PROPN") else None


def _year(found: Found) -> Meaning | None:
    return Moment(parts=(("year", int(found.word("year"))),))


def _ancient_year(found: Found) -> Meaning | None:
    if found.has("bc"):
        return Moment(has_date=False, parts=(("year", 1),))
    number = found.number()
    return None if number is None else Moment(parts=(("year", number),))


def _spelled_year(found: Found) -> Meaning | None:
    values = [int(found.line.value_at(at)) for at in found.at("spelled")]
    if len(values) > 1 and 15 <= values[0] <= 20 and 10 <= values[1] < 100:
        return Moment(parts=(("year", 100 * values[0] + sum(values[1:])),))
    year = int(add_up([str(value) for value in values]))
    return Moment(parts=(("year", year),)) if found.has("unit") and 1000 <= year < 2200 else None


def _decade(found: Found) -> Meaning | None:
    digits = found.value("decade").rstrip("s")
    number = int(digits)
    return Moment(parts=(("decade", number if number >= 1000 else 1900 + number),))


def _iso_date(found: Found) -> Meaning | None:
    year, month, day = (int(found.line.lower[at]) for at in found.at("year", "digits"))
    return _checked(year, month, day)


def _numeric_date(found: Found) -> Meaning | None:
    """Read 31/12/2031; a date whose day and month cannot be told apart stays without a date."""
    word = found.word("numeric").replace(".", "/")
    one, two, three = (int(part) for part in word.split("/"))
    if one >= 1000:
        return _checked(one, two, three)
    year = three if three >= 100 else (2000 if three < 70 else 1900) + three
    if one > 12 or one == two:
        return _checked(year, two, one)
    if two > 12:
        return _checked(year, one, two)
    return Moment(has_date=False, parts=(("year", year), ("month", one), ("day", two)))


def _checked(year: int, month: int, day: int) -> Meaning | None:
    if not (1 <= month <= 12 and 1 <= day <= _LAST_DAY):
        return None
    return Moment(parts=(("year", year), ("month", month), ("day", day)))


def _holiday(found: Found) -> Meaning | None:
    month, day = (int(part) for part in found.line.vocabulary.values[found.phrase()].split())
    return Moment(parts=(("month", month), ("day", day)))


def _ordinal_unit(found: Found) -> Meaning | None:
    """Read "third quarter", "first half", "21st century"; a "third day" has no place in the calendar."""
    unit, number = found.word("unit", "half"), found.number()
    if number is None or not 1 <= number <= _WHOLE_UNITS.get(unit, 0):
        return None
    return Moment(parts=((unit, number),))


def _day_of_month(found: Found) -> Meaning | None:
    day = found.number()
    if day is None or not found.word("ordinal")[0].isdigit() or not 1 <= day <= _LAST_DAY:
        return None
    return Moment(parts=(("day", day),))


def _today(found: Found) -> Meaning | None:
    count = int(found.value("today"))
    if found.has("before", "after"):
        count += 1 if found.has("after") else -1
    return Moment(shift=Shift(unit="day", count=count, base="published"))


def _tonight(found: Found) -> Meaning | None:
    count = int(found.value("tonight"))
    return Moment(shift=Shift(unit="day", count=count, base="published"), day_part="night", parts=_PART)


def _sided_unit(found: Found) -> Meaning | None:
    """Read "last year", "the following day", "that week", "the past decade"."""
    side, word = found.word("side"), found.word("unit")
    count, base = found.value("side").split()
    size, unit = found.value("unit").split()
    is_definite = found.has("the", "a")
    if base == "published" and side == "next" and is_definite and unit == "day":
        base = "another"
    if unit == "minute" or (side == "that" and unit == "hour"):
        return None
    if unit == "weekend":
        return _sided(Moment(parts=_WEEKEND), "week", int(count), base)
    if word in ("decade", "century"):
        unit, size = word, "1"
    return Moment(
        shift=Shift(unit=unit, count=int(count) * int(size), base=base),
        is_rolling=side == "past" or (is_definite and side == "last"),
    )


def _sided_name(found: Found) -> Meaning | None:
    """Read "last Tuesday", "this past spring", "next May"; "that Friday" hangs on the time before."""
    named = _named(found)
    sides = [found.line.value_at(at).split() for at in found.at("side")]
    if not isinstance(named, Moment):
        return None
    count, base = sides[-1]
    return _sided(named, "week" if named.units == {"weekday"} else "year", int(count), base)


def _sided(moment: Moment, cycle: str, count: int, base: str) -> Moment:
    if base == "another":
        return replace(moment, shift=Shift(unit=cycle, count=count, base=base))
    return replace(moment, side=count)


def _part_of_day(found: Found) -> Meaning | None:
    return Moment(parts=_PART, day_part=found.word("part"))


def _sided_part(found: Found) -> Meaning | None:
    """Read "this morning", "last night", "the next evening", "that night"."""
    count, base = found.value("side").split()
    if found.word("side") == "next" or (found.has("the") and count != "0"):
        base = "another"
    return Moment(
        shift=Shift(unit="day", count=int(count), base=base), parts=_PART, day_part=found.word("part")
    )


def _part_before(found: Found) -> Meaning | None:
    """Read "the night before", "the morning after", "the week after" where nothing hangs on the last word."""
    if not _stands_alone(found):
        return None
    count = 1 if found.has("after") else -1
    if found.has("part"):
        shift = Shift(unit="day", count=count, base="another")
        return Moment(shift=shift, parts=_PART, day_part=found.word("part"))
    size, unit = found.value("unit").split()
    return Moment(shift=Shift(unit=unit, count=count * int(size), base="another"))


def _stands_alone(found: Found) -> bool:
    """Say whether "before" or "after" is an adverb here: nothing follows that it could govern."""
    reading, last = found.line.reading, found.end - 1
    marks = reading.marks
    if marks.deprels[last] in ("case", "mark") and marks.heads[last] > last:
        return False
    return last + 1 >= len(marks.upos) or marks.upos[last] == "ADV" or marks.upos[last + 1] == "PUNCT"


def _ago(found: Found) -> Meaning | None:
    """Read "three days ago", "a year earlier", "two weeks later", "a month from now"."""
    amount, (size, unit) = found.amount(), found.value("unit", "units").split()
    if found.at("units") == [found.start]:
        amount = None
    ending = found.line.lower[found.end - 1]
    if found.has("before", "after") and not _stands_alone(found):
        return None
    if found.has("edge") and ending not in ("earlier", "later"):
        return None
    if found.has("vague", "today") and ending not in ("now", "today"):
        return None
    sign = -1 if ending in ("ago", "earlier", "before") else 1
    base = "published" if found.has("ago", "hence", "vague", "today") else "another"
    count = None if amount is None else sign * amount * int(size)
    return Moment(shift=Shift(unit=unit, count=count, base=base, is_counted=True))


def _year_ago_period(found: Found) -> Meaning | None:
    """Read "the year-ago quarter": the one a year before the quarter told before."""
    first, second = (found.line.lower[at] for at in found.at("unit"))
    if first != "year" or second not in ("quarter", "half", "month") or found.value("edge") == "later":
        return None
    return Moment(shift=Shift(unit="year", count=-1, base="another", is_counted=True))


def _definite_unit(found: Found) -> Meaning | None:
    """Read "the year", "the week": the one told before, unless what follows says which."""
    if _is_told_which(found):
        return None
    _, unit = found.value("unit").split()
    if unit in ("minute", "hour", "weekend") or found.word("unit") in (
        "decade",
        "century",
        "millennium",
        "fortnight",
    ):
        return None
    return Moment(shift=Shift(unit=unit, count=0, base="another"))


def _is_told_which(found: Found) -> bool:
    """Say whether something hangs on the last word from behind: "the day before the vote", "the week he left"."""
    marks, last = found.line.reading.marks, found.end - 1
    if found.line.sort_at(found.end) in ("before", "after", "of"):
        return True
    behind = range(found.end, min(found.end + _LOOK_AHEAD, len(marks.heads)))
    return any(marks.heads[at] == last and marks.deprels[at].startswith(("acl", "nmod")) for at in behind)


def _indefinite(found: Found) -> Meaning | None:
    """Read "a Monday", "a recent Friday": which one is not told."""
    return Moment(parts=(("weekday", int(found.value("weekday"))),), has_date=False)


def _year_end(found: Found) -> Meaning | None:
    is_end = found.word("edge") == "end" and found.word("unit") == "year"
    return Moment(parts=(("month", 12), ("day", 31))) if is_end else None


def _the_past(found: Found) -> Meaning | None:
    """Read "the past" as a noun."""
    upos = found.line.reading.marks.upos
    describes = found.end < len(upos) and upos[found.end] in ("NOUN", "PROPN", "ADJ", "NUM")
    return Vague(side="past") if found.line.lower[found.end - 1] == "past" and not describes else None


def _weekend(found: Found) -> Meaning | None:
    return Moment(parts=_WEEKEND) if found.word("unit") == "weekend" else None


def _edge(found: Found) -> Meaning | None:
    word = found.word("edge")
    needs_of = word in ("beginning", "start", "end", "close", "middle")
    if needs_of != found.has("of") and not found.has("hyphen"):
        return None
    return Moment(edge=found.value("edge"))


def _edge_of_unit(found: Found) -> Meaning | None:
    """Read "the end of the year", "earlier in the week": those of the report."""
    size, unit = found.value("unit").split()
    if unit not in ("year", "quarter", "month", "week") or size != "1" or _is_told_which(found):
        return None
    return Moment(edge=found.value("edge"), shift=Shift(unit=unit, count=0, base="published"))


def _small_hours(found: Found) -> Meaning | None:
    return Moment(edge="start") if found.word("units") == "hours" and found.word("edge") == "early" else None


DATE_RULES = (
    Rule("month (digits|ordinal)", _day_and_month),
    Rule("(the?ordinal of?|digits of?) month", _day_and_month),
    Rule("month (digits|ordinal) (hyphen|to|through) (digits|ordinal)", _days_of_month),
    Rule("(digits|ordinal) (hyphen|to|through) (digits|ordinal) of? month", _days_of_month),
    Rule("month (digits|ordinal) and (digits|ordinal)", _days_between),
    Rule("(digits|ordinal) and (digits|ordinal) of? month", _days_between),
    Rule("year (hyphen|slash) (year|digits)", _years),
    Rule("month", _named),
    Rule("weekday", _named),
    Rule("a recent? weekday", _indefinite),
    Rule("the? season", _season),
    Rule("year", _year),
    Rule("ad (year|figure|digits)", _ancient_year),
    Rule("(year|figure|digits) (bc|ad)", _ancient_year),
    Rule("(the unit)? spelled hyphen? spelled (hyphen? spelled)?", _spelled_year),
    Rule("the? decade", _decade),
    Rule("year hyphen digits hyphen digits", _iso_date),
    Rule("numeric", _numeric_date),
    Rule("holiday more_words{0,3}", _holiday),
    Rule("(the|a)? filler? ordinal hyphen? filler? (unit|half)", _ordinal_unit),
    Rule("the ordinal", _day_of_month),
    Rule("(the unit (before|after))? today", _today),
    Rule("tonight", _tonight),
    Rule("(the|a)? filler? side filler? unit", _sided_unit),
    Rule("the? side{1,2} filler? (month|weekday|season)", _sided_name),
    Rule("(the|all)? part", _part_of_day),
    Rule("unit hyphen? edge", _year_end),
    Rule("the side", _the_past),
    Rule("the? side part", _sided_part),
    Rule("the (part|unit) (before|after)", _part_before),
    Rule("ABOUT? COUNT filler? (unit|units) (ago|hence|edge|before|after|from (vague|today))", _ago),
    Rule("units (ago|edge)", _ago),
    Rule("the? unit hyphen (ago|edge)", _ago),
    Rule("the? unit hyphen (ago|edge) unit", _year_ago_period),
    Rule("the filler? unit", _definite_unit),
    Rule("the? unit", _weekend),
    Rule("the? edge hyphen?", _edge),
    Rule("the? edge of", _edge),
    Rule("the? edge (of|in) the unit", _edge_of_unit),
    Rule("the? edge units of?", _small_hours),
)
