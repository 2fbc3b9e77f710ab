"""What the words beside a figure make of it: bounds, ranges, the same amount twice.

"At least 27" leaves the most open, "up to 30" the least; "between 40 and 60" is one figure; "40-hectare
(100-acre)" is one amount in two units.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rashomon.extract.quantities.measures import MONEY, Figure
from rashomon.extract.quantities.numerals import shared_scale
from rashomon.extract.reading import Reading

LONGEST_BOUND = 4
"""Words of the longest bound of the lists ("in the region of")."""
_PREPOSITIONS = frozenset("over under above below about around".split())
"""Bounds that may as well be prepositions: "a report about 20 people", "over three days"."""
_BEFORE_OVER_TIME = frozenset("for after took takes take lasted in than just well".split())
_WITH_OVER = frozenset(
    "hand hands handed handing turn turns turned turning sue sues sued suing fall fell fight fought".split()
)
"""Verbs behind which "over" belongs to the verb: "hand over 14 men", "sue over 14 wells"."""
_RANGE_VERBS = frozenset("range ranges ranging ranged vary varies varying aged anywhere".split())
_JOINERS = frozenset(("to", "or", "-", "–", "—"))
_VOTES = frozenset(
    """vote votes voted voting passed passes pass approved approves approve rejected reject adopted adopts
    adopt decision ruling ruled tally split margin defeated confirmed""".split()
)
_VOTES_REACH = 12


def apply_bounds(reading: Reading, figure: Figure) -> Figure:
    """Take in the words before and behind a figure that make it rounder, firmer or open."""
    if figure.kind == "none":
        return figure
    lower, (start, end) = reading.lower, figure.words
    for first in range(max(0, start - LONGEST_BOUND), start):
        entry = reading.lexicon.bounds.get(" ".join(lower[first:start]))
        if entry is not None and not entry.is_after and not _is_preposition(reading, first, figure):
            figure = _bounded(figure, entry.sense, (first, end))
            break
    at = end + (lower[end : end + 1] == ["-"])
    for last in range(min(at + LONGEST_BOUND, len(lower)), at, -1):
        entry = reading.lexicon.bounds.get(" ".join(lower[at:last]))
        if entry is not None and entry.is_after:
            return _bounded(figure, entry.sense, (figure.words[0], last))
    return figure


def _bounded(figure: Figure, sense: str, words: tuple[int, int]) -> Figure:
    if sense == "above":
        return replace(figure, words=words, high=None)
    if sense == "below":
        return replace(figure, words=words, low=None)
    return replace(figure, words=words, approximate=True)


def _is_preposition(reading: Reading, word: int, figure: Figure) -> bool:
    """Say whether a word before a figure is a preposition and bounds nothing."""
    if reading.lower[word] not in _PREPOSITIONS or word + 1 != figure.words[0]:
        return False
    if (
        reading.marks.deprels[word] == "compound:prt"
        or reading.lower[word - 1] in _WITH_OVER
        or (reading.marks.heads[word] == word - 1 and reading.marks.upos[word] == "ADP")
    ):
        return True  # "handed over 17 men"
    if figure.dimension == "time" and reading.lower[word] == "over":
        return reading.lower[word - 1] not in _BEFORE_OVER_TIME
    if figure.dimension not in (None, "time") and reading.lower[word] not in ("about", "around"):
        return False
    return reading.marks.upos[word] == "ADP" and reading.marks.deprels[word] == "case"


def join_figures(reading: Reading, figures: Sequence[Figure]) -> list[tuple[Figure, tuple[Figure, ...]]]:
    """Make ranges of pairs, put the same amount in another unit with its first; drop scores ("won 3-1")."""
    joined: list[tuple[Figure, tuple[Figure, ...]]] = []
    at = 0
    while at < len(figures):
        first = figures[at]
        second = figures[at + 1] if at + 1 < len(figures) else None
        at += 1
        if second is None or second.words[0] - first.words[1] > 3:
            joined.append((first, ()))
            continue
        if is_score(reading, first, second):
            at += 1
            continue
        ranged = _range(reading, first, second)
        if ranged is not None:
            first, at = ranged, at + 1
            second = figures[at] if at < len(figures) else None
        if second is not None and _is_same_again(reading, first, second):
            joined.append((first, (second,)))
            at += 1
        else:
            joined.append((first, ()))
    return joined


def _range(reading: Reading, first: Figure, second: Figure) -> Figure | None:
    """Give the range that two figures make, or None: "between 30 and 40", "30-40", "$2 to $3 million"."""
    lower = reading.lower
    between = lower[first.words[1] : second.words[0]]
    opener = lower[first.words[0] - 1] if first.words[0] else ""
    first = _scaled(first, second)
    if not _are_alike(first, second):
        return None
    start = first.words[0]
    if opener == "between" and between == ["and"]:
        start -= 1
    elif len(between) != 1 or between[0] not in _JOINERS or is_vote(reading, first, second):
        return None
    elif opener == "from" and lower[start - 2] not in _RANGE_VERBS:
        return None  # "rose from 10 to 15"
    elif opener == "by" and first.unit is not None:
        return None  # "cut by a point to 3 per cent"
    elif between == ["to"] and not _is_range(reading, first, second):
        return None
    return replace(
        first,
        words=(start, second.words[1]),
        high=second.high,
        approximate=first.approximate or second.approximate,
        dimension=first.dimension or second.dimension,
        unit=first.unit or second.unit,
        is_joined=second.is_joined,
        scale=second.scale,
    )


def _is_range(reading: Reading, first: Figure, second: Figure) -> bool:
    """Tell "30 to 40 people" and "put at 30 to 40" from the sides of a vote or game: "lost 30 to 40"."""
    upos, end = reading.marks.upos, second.words[1]
    if first.dimension is not None or second.dimension is not None:
        return True
    if end < len(upos) and upos[end] in ("NOUN", "ADJ", "PROPN"):
        return True
    return first.words[0] > 0 and upos[first.words[0] - 1] == "ADP"


def _scaled(first: Figure, second: Figure) -> Figure:
    """Give the first of a pair the multiplier that stands for both: "eleven to twelve thousand"."""
    if first.low is None or first.high is None or second.low is None:
        return first
    times = shared_scale((first.low, first.scale), (second.low, second.scale))
    return replace(first, low=first.low * times, high=first.high * times, scale=first.scale * times)


def _are_alike(first: Figure, second: Figure) -> bool:
    if first.low is None or second.low is None or not first.low < second.low:
        return False
    if "vague" in (first.kind, second.kind) or "none" in (first.kind, second.kind):
        return False
    return (
        first.unit == second.unit or first.unit is None or (second.unit is None and first.dimension == MONEY)
    )


def is_vote(reading: Reading, first: Figure, second: Figure) -> bool:
    """Say whether two figures are the sides of a vote: "passed 26-13", "97 votes to 84"."""
    start, end = reading.sentence_of(first.words[0])
    start, end = max(start, first.words[0] - _VOTES_REACH), min(end, second.words[1] + _VOTES_REACH)
    return any(word in _VOTES for word in reading.lower[start:end])


def is_score(reading: Reading, first: Figure, second: Figure) -> bool:
    """Say whether two figures are a score: the greater first with a hyphen, and no vote."""
    between = reading.lower[first.words[1] : second.words[0]]
    if between not in (["-"], ["–"]) or first.dimension is not None or second.dimension is not None:
        return False
    if first.kind != "digits" or second.kind != "digits" or first.low is None or second.low is None:
        return False
    return first.low >= second.low and not is_vote(reading, first, second)


def _is_same_again(reading: Reading, first: Figure, second: Figure) -> bool:
    """Say whether a figure tells the one before it again in another unit: "100 acres (40 hectares)"."""
    if first.dimension is None or first.dimension != second.dimension or first.unit == second.unit:
        return False
    between = reading.lower[first.words[1] : second.words[0]]
    return between in (["("], [",", "or"], ["or"], ["/"])
