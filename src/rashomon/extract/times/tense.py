"""Which way a bare weekday or month points: back or ahead, by the tense of the verb it hangs on.

Marks have no tense, so it is read off auxiliaries and word forms.
"""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.extract.times.vocabulary import load_vocabulary
from rashomon.extract.trees import Tree
from rashomon.records import Span

PAST, PRESENT, FUTURE, OPEN = "past", "present", "future", "open"
_AHEAD = {"until": True, "till": True, "through": True, "by": True, "before": True, "for": False}
"""Prepositions that look ahead, whatever the tense: "asked for an answer by Friday"; and whether of months as
of weekdays: a march is called "for Friday", but figures "for June" are told in July."""
_AUXILIARIES = ("aux", "aux:pass", "cop")
_COMPLEMENTS = ("xcomp", "ccomp", "acl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """PAST, PRESENT, FUTURE or OPEN.

    ``is_direct`` tells that the time hangs on the verb, not on a noun by it; ``is_certain`` that its words
    say it ("since"); ``verb`` which verb it is told by.
    """

    way: str
    is_direct: bool = True
    is_certain: bool = False
    verb: int | None = None


def find_direction(tree: Tree, words: Span) -> Direction:
    """Say which way words of time point: by the preposition in front, else by the verb they hang on."""
    before = _preposition(tree, words)
    if before == "since":
        return Direction(way=PAST, is_certain=True)
    found = _by_verb(tree, words)
    if before not in _AHEAD or (before in ("by", "before") and _has_happened(tree, found)):
        return found
    return Direction(way=FUTURE, is_direct=_AHEAD[before])


def _has_happened(tree: Tree, found: Direction) -> bool:
    """Tell "had left by Tuesday" from "asked for an answer by Tuesday"."""
    if found.verb is None or not found.is_direct or found.way != PAST:
        return False
    return tree.reading.lower[found.verb] not in load_vocabulary().verbs["asked"]


def _preposition(tree: Tree, words: Span) -> str:
    """Give the preposition in front of the words, if it is theirs and not that of what they describe."""
    at = words[0] - 1
    return tree.reading.lower[at] if at >= 0 and words[0] <= tree.heads[at] < words[1] else ""


def _by_verb(tree: Tree, words: Span) -> Direction:
    is_direct = True
    for at in tree.climb(tree.heads[tree.reading.head_of(words)]):
        if words[0] <= at < words[1]:
            break
        way = _tense(tree, at)
        if way is not None:
            return Direction(way=way, is_direct=is_direct, verb=at)
        is_direct = is_direct and tree.upos[at] in ("VERB", "AUX")
    return Direction(way=OPEN, is_direct=False)


def _tense(tree: Tree, word: int) -> str | None:
    """Tell a predicate's tense; None for a word that has none, whose governor decides."""
    lower, upos, told = tree.reading.lower, tree.upos[word], load_vocabulary().verbs
    auxiliaries = [lower[one] for one in tree.dependents(word) if tree.deprels[one] in _AUXILIARIES]
    if lower[word] in told["planned"] and not any(one in told["behind"] for one in auxiliaries):
        return FUTURE
    if upos not in ("VERB", "AUX") and not auxiliaries:
        return None
    way = _of_auxiliaries(auxiliaries)
    return _of_form(tree, word) if way is None else way


def _of_auxiliaries(auxiliaries: list[str]) -> str | None:
    told = load_vocabulary().verbs
    has = {name: any(one in words for one in auxiliaries) for name, words in told.items()}
    if has["ahead"]:
        return PAST if has["perfect"] else FUTURE
    if has["behind"] or has["perfect"]:
        return PAST
    return PRESENT if has["present"] else None


def _of_form(tree: Tree, word: int) -> str | None:
    form, told = tree.reading.lower[word], load_vocabulary().verbs
    if any(tree.reading.lower[one] == "to" and tree.upos[one] == "PART" for one in tree.dependents(word)):
        governor = tree.reading.lower[tree.heads[word]]
        is_told_there = governor in told["brought_about"] or tree.deprels[word] not in _COMPLEMENTS
        return None if is_told_there else FUTURE
    if form in told["behind"]:
        return PAST
    if form in told["present"]:
        return PRESENT
    irregular = tree.reading.lexicon.verbs
    if (
        form in told["unchanged"]
        or form.endswith("ed")
        or irregular.get(form, form) != form
        or _in_headline(tree, word)
    ):
        return PAST
    return None if form.endswith("ing") or tree.deprels[word] == "xcomp" else PRESENT


def _in_headline(tree: Tree, word: int) -> bool:
    """Say whether a word stands in a title: a first paragraph without a stop, told in the present."""
    report = tree.reading.report
    if not report.paragraphs:
        return False
    start, end = report.paragraphs[0]
    return start <= tree.reading.marks.words[word][0] < end and report.text[end - 1] not in '.!?”"'
