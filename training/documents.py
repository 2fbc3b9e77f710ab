"""One form for all training corpora: a document of words with whatever layers its corpus has.

A layer that a corpus lacks is ``None`` and is masked in the loss; an empty list means annotated, none found.
"""

from __future__ import annotations

from dataclasses import dataclass, field

DOMAINS = ("story", "ewt", "gum", "wikigold", "mpqa")
"""Where a document comes from. Heads learn a vector for each: corpora mark the same thing differently."""

CUE_KINDS = ("statement", "belief", "intention", "attitude", "decree", "perception")
STANCES = ("neutral", "doubting", "affirming", "denying", "evaluative")
ENTITY_KINDS = ("person", "organization", "group", "place", "facility", "event", "work", "other")
FORMS = ("name", "description", "pronoun")
NAME_LABELS = ("PER", "LOC", "ORG")
UPOS = tuple("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())


@dataclass(slots=True)
class Attribution:
    """Who, by which words, what, as word indices; ``content`` is None where the corpus does not mark it."""

    source: list[int]
    cue: list[int]
    content: list[int] | None
    kind: str | None = None
    stance: str | None = None


@dataclass(slots=True)
class Mention:
    """Words ``[start, end)`` with head word, kind, form and the chain they belong to."""

    start: int
    end: int
    head: int
    kind: str
    form: str
    chain: str


@dataclass(slots=True)
class Predicate:
    """A verb, noun or adjective with its roles on head words; factuality where UDS gives it."""

    word: int
    roles: list[tuple[int, str]]
    factuality: float | None = None


@dataclass(slots=True)
class Happening:
    """A happening's words with PLOVER type, mode and status, and who acts, suffers, where.

    ``roles`` are (head word of a mention, "by", "to" or "at"); ``unsure`` more mentions of the same entities,
    which may or may not be the ones that stand in the role.
    """

    words: list[int]
    type: str
    mode: str | None
    status: str
    roles: list[tuple[int, str]]
    unsure: list[tuple[int, str]]


@dataclass(slots=True)
class Document:
    """A text as words. ``space_before`` and ``paragraph_starts`` keep its layout; the rest are layers."""

    name: str
    domain: str
    words: list[str]
    space_before: list[bool]
    paragraph_starts: list[int]
    sentence_starts: list[int] | None = None
    sentences_for_cutting: list[int] = field(default_factory=list)
    upos: list[str | None] | None = None
    heads: list[int] | None = None
    deprels: list[str] | None = None
    names: list[str | None] | None = None
    attributions: list[Attribution] | None = None
    mentions: list[Mention] | None = None
    predicates: list[Predicate] | None = None
    unknown_predicates: set[int] = field(default_factory=set[int])
    """Words of sentences whose predicates are not marked."""
    happenings: list[Happening] | None = None
    loaded: dict[int, str] | None = None
    """Loaded words and their tone."""
