"""Patterns of the ontology: a verb or noun, the words that must stand with it, and how its roles lie.

    shoot                          a word in dictionary form: a verb under ``verbs``, a noun under ``nouns``,
                                   a word like "dead" under ``adjectives``
    call for                       a verb and its particle or preposition
    open fire on                   a verb, what it takes, a preposition that must follow
    lift|ease <restriction>        one of several words; any word of a class
    <force> storm                  a class in front: who does it
    drone|air strike               a noun with a word in front of it
    declaration of war             a noun with a preposition and a word behind it
    clash (mutual)                 a note, several after commas

Notes say who is who: ``mutual`` everybody is an actor; ``undergone`` the subject, or whose the noun is,
suffers it ("she died", "his arrest"); ``of by`` what stands with "of" does it ("the resignation of");
``own`` what it takes is the actor's, no recipient ("withdrew its troops"). Or they set conditions:
``active``, ``passive``, ``transitive`` (has an object), ``intransitive`` (has none), ``negated`` (stands with
"not" or the like, which is then what happened: "will not accept"). Or they weigh: ``perhaps`` counts only
where the encoder is sure of an event as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

PREPOSITIONS = frozenset(
    "of in on at for from with to by into under over against about after before behind out up down off away "
    "back through as between among onto upon across toward towards without along apart together aside around "
    "forward home free".split()
)
PARTICLES = frozenset("in up out down off away back apart aside home free".split())
"""Of these, words that belong to a verb and not to what follows: "give in", not "give ... in May"."""
CONDITIONS = frozenset(("active", "passive", "transitive", "intransitive", "negated"))
NOTES = CONDITIONS | {"mutual", "undergone", "of by", "own", "perhaps"}
VERB, NOUN, ADJECTIVE = "verb", "noun", "adjective"
_NOTES_AT_END = re.compile(r"\(([^()]*)\)\s*$")
_CLASS = re.compile(r"<([a-z][a-z-]*)>")


@dataclass(frozen=True, slots=True)
class Choice:
    """What one place of a pattern may hold: any of some words, or any word of some classes."""

    words: frozenset[str]
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What must stand with a pattern's head: a word, with a preposition, or a preposition alone."""

    preposition: frozenset[str]
    choice: Choice | None


@dataclass(frozen=True, slots=True)
class Pattern:
    """One entry of an ontology, read: ``heads`` are the words that it turns on."""

    text: str
    kind: str
    heads: tuple[str, ...]
    actor: Choice | None
    parts: tuple[Part, ...]
    notes: frozenset[str]

    @property
    def weight(self) -> int:
        """How much must be there for the pattern to hold: of two that do, the heavier is meant."""
        conditions = len(self.notes & CONDITIONS) + 2 * ("negated" in self.notes)
        named = sum(1 + bool(part.choice and part.preposition) for part in self.parts)
        return 2 * named + 2 * (self.actor is not None) + conditions


def read_pattern(text: str, kind: str) -> Pattern:
    """Read an entry of ``verbs`` or ``nouns``.

    Raises:
        ValueError: it is empty, has a note that is none, or no word to turn on.

    >>> pattern = read_pattern("lift|ease <restriction> (active)", VERB)
    >>> pattern.heads, pattern.parts[0].choice.classes, sorted(pattern.notes)
    (('ease', 'lift'), ('restriction',), ['active'])
    """
    body, notes = _split_notes(text)
    tokens = [_read_choice(token) for token in body.split()]
    if not tokens:
        raise ValueError("needs a word")
    head = _noun_head(tokens) if kind == NOUN else _verb_head(tokens)
    if tokens[head].classes:
        raise ValueError("needs a word to turn on, not a class alone")
    if kind != NOUN and head > 1:
        raise ValueError("can have one class in front of its verb")
    actor = tokens[0] if kind != NOUN and head == 1 else None
    before = tuple(Part(frozenset(), token) for token in tokens[:head]) if kind == NOUN else ()
    return Pattern(
        text=text,
        kind=kind,
        heads=tuple(sorted(tokens[head].words)),
        actor=actor,
        parts=(*before, *_read_parts(tokens[head + 1 :])),
        notes=notes,
    )


def _split_notes(text: str) -> tuple[str, frozenset[str]]:
    match = _NOTES_AT_END.search(text)
    if match is None:
        return text, frozenset()
    notes = frozenset(" ".join(note.split()) for note in match.group(1).split(","))
    for note in sorted(notes - NOTES):
        raise ValueError(f"note {note!r} is none of {', '.join(sorted(NOTES))}")
    return text[: match.start()], notes


def _read_choice(token: str) -> Choice:
    words: list[str] = []
    classes: list[str] = []
    for one in token.split("|"):
        match = _CLASS.fullmatch(one)
        if match:
            classes.append(match.group(1))
        elif not one or "<" in one or ">" in one or "(" in one or ")" in one:
            raise ValueError(f"cannot read {token!r}; a class is written <name>, notes stand at the end")
        else:
            words.append(one.lower().replace("_", " "))
    return Choice(words=frozenset(words), classes=tuple(classes))


def _verb_head(tokens: list[Choice]) -> int:
    return next((at for at, token in enumerate(tokens) if token.words), 0)


def _noun_head(tokens: list[Choice]) -> int:
    """The last word before the first preposition."""
    return max(0, next((at for at, token in enumerate(tokens) if _is_preposition(token)), len(tokens)) - 1)


def _is_preposition(token: Choice) -> bool:
    return bool(token.words) and token.words <= PREPOSITIONS


def _read_parts(tokens: list[Choice]) -> list[Part]:
    parts: list[Part] = []
    preposition: frozenset[str] | None = None
    for token in tokens:
        if _is_preposition(token):
            if preposition is not None:
                parts.append(Part(preposition, None))
            preposition = token.words
        else:
            parts.append(Part(preposition or frozenset(), token))
            preposition = None
    if preposition is not None:
        parts.append(Part(preposition, None))
    return parts
