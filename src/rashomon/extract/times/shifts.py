"""Times counted from the present of the report or from the time told before, and the present itself."""

from __future__ import annotations

from dataclasses import replace

from rashomon.extract.times.dates import PART, WEEKEND, read_named
from rashomon.extract.times.found import Found
from rashomon.extract.times.meanings import Meaning, Moment, Shift, Vague
from rashomon.extract.times.patterns import Rule

_LOOK_AHEAD = 4
"""Words behind a unit that are looked at for what says which one is meant."""
_DESCRIBED = ("NOUN", "PROPN", "ADJ", "NUM")
_LONG = ("decade", "century")
_OF_REPORT = ("year", "quarter", "month", "week")
"""Units whose end, told as "the end of the year", is that of the report's own year."""
_OF_TIME_BEFORE = ("day", *_OF_REPORT)


def _today(found: Found) -> Meaning | None:
    """Read "today", "the day after tomorrow"."""
    count = int(found.value("today")) + found.has("after") - found.has("before")
    return Moment(shift=Shift(unit="day", count=count, base="published"))


def _tonight(found: Found) -> Meaning | None:
    shift = Shift(unit="day", count=int(found.value("tonight")), base="published")
    return Moment(shift=shift, parts=PART, day_part="night")


def _sided_unit(found: Found) -> Meaning | None:
    """Read "last year", "the following day", "that week"; "the past decade" is counted back from today."""
    side, word, is_definite = found.word("side"), found.word("unit"), found.has("the")
    count, base = _side(found)
    size, unit = (1, word) if word in _LONG else found.unit()
    if unit == "minute" or (unit == "hour" and base == "another"):
        return None
    if unit == "weekend":
        return _on_side(Moment(parts=WEEKEND), "week", count, base)
    if unit == "day" and side == "next":
        base = "another"
    is_rolling = side == "past" or (is_definite and side == "last")
    return Moment(shift=Shift(unit=unit, count=count * size, base=base), is_rolling=is_rolling)


def _sided_name(found: Found) -> Meaning | None:
    """Read "last Tuesday", "this past spring", "that Friday"; "the last Sunday of" a month is not dated."""
    named, (count, base) = read_named(found), _side(found)
    if found.after == "of":
        return replace(named, has_date=False)
    return _on_side(named, "week" if named.is_only("weekday") else "year", count, base)


def _name_last(found: Found) -> Meaning | None:
    """Read "Thursday last", where "last" tells nothing behind it: not "on Thursday last year's winner"."""
    upos = found.line.reading.marks.upos
    is_open = found.end < len(upos) and upos[found.end] in (*_DESCRIBED, "PRON", "DET")
    return (
        None
        if found.word("side") != "last" or is_open
        else _on_side(read_named(found), "week", -1, "published")
    )


def _side(found: Found) -> tuple[int, str]:
    """Tell which one and whose present, by the last word of its sort: "this past"."""
    count, base = found.line.value_at(found.at("side")[-1]).split()
    return int(count), base


def _on_side(moment: Moment, cycle: str, count: int, base: str) -> Moment:
    if base == "another":
        return replace(moment, shift=Shift(unit=cycle, count=count, base=base))
    return replace(moment, side=count)


def _sided_part(found: Found) -> Meaning | None:
    """Read "this morning", "last night", "that night"; "the next evening" hangs on the time before."""
    count, base = _side(found)
    if found.word("side") == "next" or (found.has("the") and count):
        base = "another"
    return Moment(shift=Shift(unit="day", count=count, base=base), parts=PART, day_part=found.word("part"))


def _one_before(found: Found) -> Meaning | None:
    """Read "the night before", "the week after" where nothing hangs on the last word."""
    if not _stands_alone(found):
        return None
    count = 1 if found.has("after") else -1
    if found.has("part"):
        shift = Shift(unit="day", count=count, base="another")
        return Moment(shift=shift, parts=PART, day_part=found.word("part"))
    size, unit = found.unit()
    return Moment(shift=Shift(unit=unit, count=count * size, base="another"))


def _stands_alone(found: Found) -> bool:
    """Say whether the last word, "before" or "after", is an adverb: it governs nothing behind it."""
    marks, last = found.line.reading.marks, found.end - 1
    if marks.deprels[last] in ("case", "mark") and marks.heads[last] > last:
        return False
    return found.end >= len(marks.upos) or marks.upos[last] == "ADV" or marks.upos[found.end] == "PUNCT"


def _ago(found: Found) -> Meaning | None:
    """Read "three days ago", "a year earlier", "two weeks later", "a month from now", "hours later"."""
    ending = found.line.lower[found.end - 1]
    if ending not in _ENDINGS or (ending in ("before", "after") and not _stands_alone(found)):
        return None
    (amount, unit), (sign, base) = found.length(), _ENDINGS[ending]
    if amount is not None:
        amount = None if found.at("units") == [found.start] else sign * amount
    return Moment(shift=Shift(unit=unit, count=amount, base=base, is_counted=True))


_ENDINGS = {
    "ago": (-1, "published"),
    "hence": (1, "published"),
    "now": (1, "published"),
    "today": (1, "published"),
    "earlier": (-1, "another"),
    "before": (-1, "another"),
    "later": (1, "another"),
    "after": (1, "another"),
}
"""Words that end a count of units: which way it goes, and from where."""


def _year_ago_quarter(found: Found) -> Meaning | None:
    """Read "the year-ago quarter": the one a year before the quarter told before."""
    first, second = (found.line.lower[at] for at in found.at("unit"))
    if first != "year" or second not in ("quarter", "month") or found.value("edge") == "later":
        return None
    return Moment(shift=Shift(unit="year", count=-1, base="another", is_counted=True))


def _definite_unit(found: Found) -> Meaning | None:
    """Read "the year", "the week": the one told before, unless what follows says which."""
    if found.word("unit") not in _OF_TIME_BEFORE or _is_told_which(found):
        return None
    return Moment(shift=Shift(unit=found.word("unit"), count=0, base="another"))


def _edge_of_unit(found: Found) -> Meaning | None:
    """Read "the end of the year", "earlier in the week": those of the report."""
    if found.word("unit") not in _OF_REPORT or _is_told_which(found):
        return None
    shift = Shift(unit=found.word("unit"), count=0, base="published")
    return Moment(edge=found.value("edge"), shift=shift)


def _is_told_which(found: Found) -> bool:
    """Say whether something hangs on the last word from behind: "the day before", "the week he left"."""
    marks, last = found.line.reading.marks, found.end - 1
    if found.after in ("before", "after", "of"):
        return True
    behind = range(found.end, min(found.end + _LOOK_AHEAD, len(marks.heads)))
    return any(marks.heads[at] == last and marks.deprels[at].startswith(("acl", "nmod")) for at in behind)


def _vague(found: Found) -> Meaning | None:
    """Read "now", "recently", "soon", "these days"; "as soon as" and "soon after" tell of something else."""
    is_adverb = found.line.reading.marks.upos[found.start] == "ADV"
    if found.end - found.start == 1 and (not is_adverb or found.after in ("as", "after")):
        return None
    return Vague(side=found.line.vocabulary.values[found.phrase().removeprefix("the ")])


def _the_past(found: Found) -> Meaning | None:
    """Read the past of "in the past", which describes nothing behind it."""
    upos = found.line.reading.marks.upos
    describes = found.end < len(upos) and upos[found.end] in _DESCRIBED
    is_noun = found.before == "in" and found.word("side") == "past" and not describes
    return Vague(side="past") if is_noun else None


SHIFT_RULES = (
    Rule("(the unit (before|after))? today", _today),
    Rule("tonight", _tonight),
    Rule("the? filler? side filler? unit", _sided_unit),
    Rule("the? side{1,2} filler? (month|weekday|season)", _sided_name),
    Rule("weekday side", _name_last),
    Rule("the? side part", _sided_part),
    Rule("the (part|unit) (before|after)", _one_before),
    Rule("ABOUT? COUNT filler? (unit|units) (ago|hence|edge|before|after|from (vague|today))", _ago),
    Rule("units (ago|edge)", _ago),
    Rule("the? unit hyphen (ago|edge)", _ago),
    Rule("the? unit hyphen (ago|edge) unit", _year_ago_quarter),
    Rule("the filler? unit", _definite_unit),
    Rule("the? edge (of|in) the unit", _edge_of_unit),
    Rule("the? vague more_words{0,3}", _vague),
    Rule("the side", _the_past),
)
