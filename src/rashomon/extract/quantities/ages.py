"""Ages: "a 34-year-old", "Ana Ruiz, 34,", "aged six", "a boy of about ten", "children under five"."""

from __future__ import annotations

from dataclasses import replace

from rashomon.extract.quantities.counted import People
from rashomon.extract.quantities.measures import AGE, Figure
from rashomon.extract.trees import Tree

OLDEST = 122
"""Years; nobody is known to have lived longer, and a greater figure beside a name is no age."""
_OLD = frozenset(("old", "olds"))
_AGED = frozenset(("aged", "age", "ages"))
_AFTER_AGE = frozenset((",", ".", ";", ":", ")", "—", "–"))
_NOT_AGED = frozenset("father mother parent dad mum mom grandfather grandmother widow widower figure".split())
"""Persons whose "of three" is no age: "a mother of three"."""
_ONE_PERSON = frozenset(("he", "she", "i"))
_UNDER = {"under": "below", "below": "below", "over": "above", "above": "above"}
_OF_LIFE = frozenset(("year", "month", "week", "day"))


def as_age(tree: Tree, people: People, figure: Figure, last: Figure | None = None) -> Figure | None:
    """Give a figure as an age if it is one, with "old" or "aged" in its words; ``last`` stands before it."""
    old = _with_old(tree, figure)
    if old is not None:
        return old
    low = figure.low if figure.low is not None else figure.high
    if low is None or low > OLDEST or low != int(low) or figure.kind == "share":
        return None
    lower, (start, end) = tree.reading.lower, figure.words
    before = lower[start - 1] if start else ""
    if before in _AGED and figure.dimension in (None, "time"):
        return _aged(figure, (start - 1, end))
    if before == "of" and start > 1 and lower[start - 2] in _AGED:
        return _aged(figure, (start, end))
    if figure.dimension is not None or figure.kind not in ("digits", "words"):
        return None
    after = lower[end] if end < len(lower) else "."
    if before in (",", "(") and after in _AFTER_AGE and people.ends_person(start - 1):
        return _aged(figure, figure.words)
    if last is not None and last.dimension == AGE and last.words[1] == start - 1 and before in ("and", "or"):
        return _aged(figure, figure.words)
    if after not in _AFTER_AGE and tree.upos[end] in ("NOUN", "PROPN", "NUM", "ADJ"):
        return None
    return _of_person(tree, people, figure) or _is_age(tree, people, figure)


def _with_old(tree: Tree, figure: Figure) -> Figure | None:
    """Find "year-old" behind a number, or "years old"."""
    if figure.dimension != "time" or figure.unit not in _OF_LIFE:
        return None
    lower, (start, end) = tree.reading.lower, figure.words
    end += lower[end : end + 1] == ["-"]
    if end < len(lower) and (lower[end] in _OLD or lower[end : end + 2] == ["of", "age"]):
        return _aged(figure, (start, end + 1 + (lower[end] == "of")))
    return None


def _of_person(tree: Tree, people: People, figure: Figure) -> Figure | None:
    """Tell "a child of six" and "children under five" from other figures."""
    lower, (start, end) = tree.reading.lower, figure.words
    link = figure.numeral[0] - 1
    sense = _UNDER.get(lower[link]) if link > 0 else None
    if sense is None and (start < 2 or lower[start - 1] != "of"):
        return None
    noun = (link if sense else start - 1) - 1
    if noun < 0 or lower[noun] in _NOT_AGED or tree.upos[noun] != "NOUN" or not people.is_people(noun):
        return None
    if sense is None:
        return None if _is_many(tree, noun) else _aged(figure, figure.words)
    number = figure.low if figure.low is not None else figure.high
    low, high = (None, number) if sense == "below" else (number, None)
    return replace(_aged(figure, (link, end)), low=low, high=high)


def _is_age(tree: Tree, people: People, figure: Figure) -> Figure | None:
    """Tell "she was 15 when": one person is a number."""
    top = figure.numeral[1] - 1
    subject = tree.find(top, "nsubj")
    if subject is None or tree.find(top, "cop") is None:
        return None
    is_one = tree.reading.lower[subject] in _ONE_PERSON or people.ends_person(subject + 1)
    return _aged(figure, figure.words) if is_one else None


def _is_many(tree: Tree, noun: int) -> bool:
    """Say whether a noun is a crowd of so many and not of such an age: "a crowd of 50"."""
    entry = tree.reading.lexicon.nouns.get(tree.reading.lower[noun])
    return entry is not None and entry.kind == "group"


def _aged(figure: Figure, words: tuple[int, int]) -> Figure:
    unit = figure.unit if figure.dimension == "time" else "year"
    return replace(figure, words=words, dimension=AGE, unit=unit)
