"""What a figure counts: the noun it goes with, by the tree, and whether that is people."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.extract.entities import Cast
from rashomon.extract.naming import find_noun
from rashomon.extract.quantities.measures import AGE, MONEY, Figure
from rashomon.extract.trees import Tree
from rashomon.records import Span

NOUN_REACH = 8
"""Words behind a figure within which its noun stands: "34 Democratic members"."""
OF_PEOPLE = frozenset(("killed", "injured", "missing", "arrested", "displaced", "participants"))
"""Roles that only people have, as a rule."""
_BEFORE_NOUN = frozenset("nummod compound amod nmod nmod:poss nmod:unmarked det advmod dep flat".split())
_NOUNS = frozenset(("NOUN", "PROPN"))
_PHRASE_PARTS = frozenset(("compound", "amod", "flat", "nmod:unmarked"))
_BREAKS = frozenset(("PUNCT", "ADP", "VERB", "AUX", "CCONJ", "SCONJ", "PRON", "DET"))
_NO_TOPS = frozenset(("PUNCT", "ADV", "ADP", "CCONJ", "SCONJ"))
_MORE = frozenset(("more", "other", "others", "further", "additional"))
_MODIFYING = frozenset(("compound", "nmod", "amod", "nmod:unmarked", "nummod"))
_WHOLES = frozenset("families family households household parties party ranks groups group".split())
"""Plural groups that are counted as such, not by the people in them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The noun that a figure counts.

    ``node`` is the word by which figure and noun hang in the sentence; ``noun`` the noun's head word, if
    there is one; ``words`` the noun with what stands before it; ``follows`` tells that it stands next to
    the figure.
    """

    node: int
    noun: int | None = None
    words: Span | None = None
    follows: bool = False


def find_counted(tree: Tree, figure: Figure) -> Counted:
    """Find what a figure counts: the noun behind it, that behind "of", or that which it measures."""
    top = _top(tree, figure)
    noun = _next_noun(tree, figure, top)
    if noun is not None:
        start = figure.words[1]
        while start < noun and (tree.upos[start] in ("PUNCT", "PART") or tree.reading.lower[start] in _MORE):
            start += 1
        return Counted(node=noun, noun=noun, words=(start, noun + 1), follows=True)
    noun = _inner_noun(tree, figure, top)
    if noun is None and figure.dimension not in (None, AGE):
        noun = _measured_noun(tree, top)
    return Counted(node=top, noun=noun, words=None if noun is None else _phrase(tree, noun))


def _top(tree: Tree, figure: Figure) -> int:
    """Give the last word of a figure that hangs on a word outside it."""
    start, end = figure.words
    for word in range(end - 1, start - 1, -1):
        head = tree.heads[word]
        if tree.upos[word] not in _NO_TOPS and (head == word or not start <= head < end):
            return word
    return figure.numeral[1] - 1


def _next_noun(tree: Tree, figure: Figure, top: int) -> int | None:
    head, end = tree.heads[top], figure.words[1]
    is_before = end <= head <= end + NOUN_REACH and tree.deprels[top] in _BEFORE_NOUN
    if is_before and _is_noun(tree, head) and not _is_broken(tree, end, head):
        return _last_of_compound(tree, head)
    if figure.dimension is None and end < tree.reading.sentence_of(top)[1] and tree.upos[end] in _NOUNS:
        return _last_of_compound(tree, end)
    return None


def _is_noun(tree: Tree, word: int) -> bool:
    """Say whether a word is a noun, or an adjective that stands for people: "33 dead"."""
    if tree.upos[word] == "ADJ":
        return tree.reading.lower[word] in tree.reading.lexicon.figures
    return tree.upos[word] in _NOUNS


def _is_broken(tree: Tree, start: int, end: int) -> bool:
    return any(tree.upos[word] in _BREAKS and tree.reading.lower[word] != "-" for word in range(start, end))


def _last_of_compound(tree: Tree, noun: int) -> int:
    """Step over the nouns that a noun stands before: "police | officers"."""
    for _ in range(3):
        head = tree.heads[noun]
        is_joined = tree.reading.lower[noun + 1 : noun + 2] == ["-"]
        if not noun < head <= noun + 4 or _is_broken(tree, noun + 1, head):
            break
        if not is_joined and (tree.deprels[noun] not in _MODIFYING or tree.upos[head] not in _NOUNS):
            break
        noun = head
    return noun


def _inner_noun(tree: Tree, figure: Figure, top: int) -> int | None:
    """Find the noun behind "of" (or "in", of money): "27 of the hostages", "€3m in bribes"."""
    cases = ("of", "in", "worth") if figure.dimension == MONEY else ("of",)
    for word in tree.dependents(top):
        if word >= figure.words[1] and tree.deprels[word].startswith("nmod"):
            case = tree.find(word, "case")
            if case is not None and tree.reading.lower[case] in cases:
                return word
    return _noun_behind_of(tree, figure.words[1])


def _noun_behind_of(tree: Tree, at: int) -> int | None:
    """Find the noun behind "of" next to a figure, whatever the tree hangs it on."""
    if tree.reading.lower[at : at + 1] != ["of"]:
        return None
    last = min(at + NOUN_REACH, tree.reading.sentence_of(at)[1])
    for word in range(at + 1, last):
        if tree.upos[word] in (*_NOUNS, "PRON") and not _is_possessed(tree, word):
            return _last_of_compound(tree, word)
        if tree.upos[word] in ("VERB", "AUX", "ADP", "PUNCT"):
            break
    return None


def _is_possessed(tree: Tree, word: int) -> bool:
    """Say whether a word only owns what comes: "the Board's | members", "its | staff"."""
    return tree.deprels[word] == "nmod:poss" and tree.heads[word] > word


def _measured_noun(tree: Tree, top: int) -> int | None:
    """Find the noun whose amount a figure tells: "a fine of €3m"."""
    head, case = tree.heads[top], tree.find(top, "case")
    is_of = case is not None and tree.reading.lower[case] == "of"
    return head if is_of and head < top and tree.upos[head] in _NOUNS else None


def _phrase(tree: Tree, noun: int) -> Span | None:
    if tree.upos[noun] not in _NOUNS:
        return None
    start = noun
    while start > 0 and tree.heads[start - 1] == noun and tree.deprels[start - 1] in _PHRASE_PARTS:
        start -= 1
    return start, noun + 1


class People:
    """Tells whether a noun means people, by the lexicon and by the encoder's mentions."""

    def __init__(self, tree: Tree, cast: Cast) -> None:
        self._reading = tree.reading
        self._kinds = {phrase.head: phrase.kind for phrase in cast.phrases}
        persons = [phrase for phrase in cast.phrases if phrase.kind == "person"]
        self._ends = {phrase.words[1] for phrase in persons} | {phrase.head + 1 for phrase in persons}
        self._ends.update(name.words[1] for name in tree.reading.marks.names if name.label == "PER")

    def is_people(self, noun: int | None) -> bool:
        """Say whether the noun with this head word means one or more people: "nurses", "dead", "arrests"."""
        if noun is None:
            return False
        reading, lower = self._reading, self._reading.lower[noun]
        if lower in _WHOLES:
            return False
        told = reading.lexicon.figures.get(reading.lemma(noun)) or reading.lexicon.figures.get(lower)
        if told is not None and told.role in OF_PEOPLE and told.part != "subject":
            return True
        if reading.marks.upos[noun] == "PRON":
            return self._kinds.get(noun) in ("person", "group")
        _, entry = find_noun(reading, noun, max(0, noun - 2), as_noun=True)
        if entry is not None:
            return entry.kind == "person" or (entry.kind == "group" and lower in reading.lexicon.nouns)
        forms = reading.lexicon.countries.get(reading.words[noun], ())
        if any(form.form == "people" for form in forms):
            return True
        return self._kinds.get(noun) in ("person", "group")

    def ends_person(self, end: int) -> bool:
        """Say whether a mention of a person ends before this word."""
        return end in self._ends
