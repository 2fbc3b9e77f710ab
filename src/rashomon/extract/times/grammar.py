"""Time expressions in a line of words: short phrases by rule, joined to longer ones.

Every rule is tried at every word that may begin an expression and looks at a few words only, so the cost
grows with the length of the text alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from rashomon.extract.times.clocks import CLOCK_RULES
from rashomon.extract.times.company import stands_alone
from rashomon.extract.times.dates import DATE_RULES
from rashomon.extract.times.found import Found
from rashomon.extract.times.lengths import LENGTH_RULES
from rashomon.extract.times.meanings import Meaning, Moment, Range, join
from rashomon.extract.times.patterns import compile_pattern
from rashomon.extract.times.sets import SET_RULES
from rashomon.extract.times.shifts import SHIFT_RULES
from rashomon.extract.times.vocabulary import Line
from rashomon.records import Span

RULES = (*DATE_RULES, *SHIFT_RULES, *LENGTH_RULES, *SET_RULES, *CLOCK_RULES)
_ISLAND = re.compile(r"[^ ]+")
_GAP = "(?:of the?|in the?|on the?|at|the|possessive|comma)?"
_RANGE_GAP = "(?:to|through|until|hyphen|and)the?"
_BOUND = "((?:just|barely|a?little)?)(since|until|before|after|by)"
_WIDEST_GAP = 2
_BOUND_REACH = 4
_FULL_DATES = (frozenset(("weekday", "day")), frozenset(("month", "year")), frozenset(("day", "hour")))
"""Units that a comma may part: "Friday, May 8, 2031"."""
Builder = Callable[[Found], Meaning | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words that tell a time, and what they mean.

    ``words`` is the bare expression, ``start`` the first word with the preposition that opens the stretch on
    one side, ``bound`` ("since", "until", "before", "after", "by"). ``is_close`` tells "shortly before".
    ``ends`` are the two expressions of a range.
    """

    words: Span
    start: int
    meaning: Meaning
    bound: str | None = None
    is_close: bool = False
    ends: tuple[Phrase, ...] = ()


def find_phrases(line: Line) -> list[Phrase]:
    """Find the time expressions of a text in order."""
    told = [
        phrase
        for phrase in _folded(line, _short_phrases(line), _as_one)
        if stands_alone(line, phrase.words, phrase.meaning)
    ]
    return [_bounded(line, phrase) for phrase in _folded(line, told, _as_range)]


def _short_phrases(line: Line) -> Iterator[Phrase]:
    for island in _ISLAND.finditer(line.codes):
        if not line.is_core(island.start(), island.end()):
            continue
        at = island.start()
        while at < island.end():
            phrase = _longest(line, at)
            if phrase is not None:
                yield phrase
            at = at + 1 if phrase is None else phrase.words[1]


def _longest(line: Line, at: int) -> Phrase | None:
    """Give the longest phrase that begins at a word, the first rule's among equals."""
    if not _any_rule().match(line.codes, at):
        return None
    matches = [
        (match.end(), build) for pattern, build in _compiled() if (match := pattern.match(line.codes, at))
    ]
    for end, build in sorted(matches, key=lambda match: -match[0]):
        meaning = build(Found(line, at, end)) if line.is_unbroken(at, end - 1) else None
        if meaning is not None:
            return Phrase(words=(at, end), start=at, meaning=meaning)
    return None


@cache
def _any_rule() -> re.Pattern[str]:
    """Compile all rules to one pattern, which tells fast that none holds."""
    return compile_pattern("|".join(rule.pattern for rule in RULES))


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], Builder], ...]:
    return tuple((compile_pattern(rule.pattern), rule.build) for rule in RULES)


def _folded(
    line: Line, phrases: Iterable[Phrase], together: Callable[[Line, Phrase, Phrase], Phrase | None]
) -> list[Phrase]:
    """Put each phrase together with the one before it, where that can be."""
    folded: list[Phrase] = []
    for phrase in phrases:
        both = together(line, folded[-1], phrase) if folded else None
        if both is None:
            folded.append(phrase)
        else:
            folded[-1] = both
    return folded


def _as_one(line: Line, one: Phrase, other: Phrase) -> Phrase | None:
    """Join two phrases that tell of one stretch: "9 a.m. on Tuesday", "May 3-5, 2031"."""
    gap = line.codes[one.words[1] : other.words[0]]
    if (
        len(gap) > _WIDEST_GAP
        or not compile_pattern(_GAP).fullmatch(gap)
        or not isinstance(other.meaning, Moment)
    ):
        return None
    if not line.is_unbroken(one.words[1] - 1, other.words[0]) or _is_bare_edge(other.meaning):
        return None
    first = one.meaning.last if isinstance(one.meaning, Range) else one.meaning
    moment = join(first, other.meaning) if isinstance(first, Moment) else None
    if moment is None or (gap == line.code("comma") and not _may_be_parted(moment)):
        return None
    meaning = replace(one.meaning, last=moment) if isinstance(one.meaning, Range) else moment
    return Phrase(words=(one.words[0], other.words[1]), start=one.start, meaning=meaning)


def _is_bare_edge(moment: Moment) -> bool:
    """Say whether a moment is a mere "early" or "the end of", which is told of what follows."""
    return moment.edge is not None and not moment.units


def _may_be_parted(moment: Moment) -> bool:
    return moment.shift is None and any(units <= moment.units for units in _FULL_DATES)


def _as_range(line: Line, one: Phrase, other: Phrase) -> Phrase | None:
    """Join the two ends of a range: "from May to September", "between March 2031 and (or to) May 2033"."""
    gap = line.codes[one.words[1] : other.words[0]]
    if len(gap) > _WIDEST_GAP or not compile_pattern(_RANGE_GAP).fullmatch(gap):
        return None
    if not line.is_unbroken(one.words[1] - 1, other.words[0]):
        return None
    first, last = one.meaning, other.meaning
    if not isinstance(first, Moment) or not isinstance(last, Moment):
        return None
    opening, joiner = line.sort_at(one.start - 1), line.sort_at(one.words[1])
    if joiner == "and" and opening != "between":
        return None
    if first.finest != last.finest and opening != "from":
        return None
    if opening == "from" and _is_moved(line, one.words):
        return None
    meaning = Range(first=first, last=last)
    return Phrase(words=(one.words[0], other.words[1]), start=one.start, meaning=meaning, ends=(one, other))


def _is_moved(line: Line, words: Span) -> bool:
    """Say whether something is moved from a time to another: "postponed from Monday to Friday"."""
    reading = line.reading
    return reading.lower[reading.marks.heads[reading.head_of(words)]] in line.vocabulary.verbs["moved"]


def _bounded(line: Line, phrase: Phrase) -> Phrase:
    """Take in the words in front that open a range, or the preposition that opens a moment on one side."""
    first = phrase.words[0]
    if isinstance(phrase.meaning, Range):
        return replace(phrase, start=first - (line.sort_at(first - 1) in ("from", "between")))
    before = line.codes[max(0, first - _BOUND_REACH) : first]
    match = compile_pattern(_BOUND + "$").search(before)
    if match is None or not isinstance(phrase.meaning, Moment) or not _governs(line, first - 1, phrase.words):
        return phrase
    start, is_close = first - len(match[0]), bool(match[1])
    return replace(phrase, bound=line.sort_at(first - 1), is_close=is_close, start=start)


def _governs(line: Line, preposition: int, words: Span) -> bool:
    """Say whether a preposition is that of the expression, not of what the expression describes."""
    head = line.reading.marks.heads[preposition]
    return words[0] <= head < words[1]
