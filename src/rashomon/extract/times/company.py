"""Which expressions are times by themselves, and which only in company: "early", "spring", a bare number."""

from __future__ import annotations

from rashomon.extract.times.meanings import Meaning, Moment
from rashomon.extract.times.vocabulary import Line
from rashomon.records import Span

_INTRODUCED = frozenset("in on at by before after until since from to through between of the about".split())
_NIGHTLY = ("at", "by")
_NOMINAL = frozenset(("NOUN", "PROPN", "ADJ", "NUM"))
_BARE_CLOCK = frozenset(("hour", "minute"))
_COMMON_YEARS = range(1900, 2101)
_NAMED_DAYS = frozenset("super black cyber ash shrove fat palm bloody".split())
"""Words that make a weekday a name: "the Super Tuesday states"."""
_SIGNS = frozenset("$ £ € ¥ # no. nos. no number".split())
_COUNTED = frozenset("% percent per".split())


def stands_alone(line: Line, words: Span, meaning: Meaning) -> bool:
    """Say whether words are a time with nothing added to them."""
    if not isinstance(meaning, Moment) or meaning.shift is not None:
        return True
    units = meaning.units
    if units == _BARE_CLOCK and meaning.is_twelve_hour:
        return line.sort_at(words[0] - 1) in _INTRODUCED
    if len(units) != 1:
        return bool(units)
    (only,) = units
    if only == "year":
        return _is_year(line, words, meaning)
    if only == "part":
        return _is_one_part(line, words, meaning)
    if only == "day":
        return _is_introduced(line, words) and not _describes(line, words)
    if only == "weekday":
        return line.reading.lower[words[0] - 1] not in _NAMED_DAYS if words[0] else True
    if only == "season":
        return meaning.side is not None or _is_introduced(line, words)
    return only != "half"


def _is_introduced(line: Line, words: Span) -> bool:
    return line.sort_at(words[0]) in ("the", "a", "edge") or line.sort_at(words[0] - 1) in _INTRODUCED


def _is_one_part(line: Line, words: Span, meaning: Moment) -> bool:
    """Tell "the night" and "at dawn" from "at night", which is any, and from "the night shift"."""
    first = line.sort_at(words[0])
    if first in ("all", "edge") or meaning.edge:
        return True
    if _describes(line, words):
        return False
    is_bare_night = meaning.day_part == "night" and first == "part"
    return _is_introduced(line, words) and not (is_bare_night and line.sort_at(words[0] - 1) in _NIGHTLY)


def _describes(line: Line, words: Span) -> bool:
    """Say whether the words describe a noun behind them: "the 21st floor", "the night shift"."""
    marks, last = line.reading.marks, words[1] - 1
    return marks.heads[last] == words[1] and marks.upos[words[1]] in _NOMINAL


def _is_year(line: Line, words: Span, meaning: Moment) -> bool:
    """Tell a year from a number of four digits."""
    reading, last = line.reading, words[1] - 1
    after = reading.lower[words[1]] if words[1] < len(reading.lower) else ""
    if line.sort_at(last) != "year":
        return True
    if (words[0] and reading.lower[words[0] - 1] in _SIGNS) or after in _COUNTED:
        return False
    head = reading.marks.heads[last]
    if reading.marks.deprels[last] == "nummod" and head > last and line.is_plural(head):
        return False
    is_aside = words[0] > 0 and reading.lower[words[0] - 1] == "(" and after == ")"
    if meaning.get("year") in _COMMON_YEARS or is_aside:
        return True
    return _is_introduced(line, words) and not _describes(line, words)
