"""The same text seen as words with labels: what the encoder hands to ``extract``, never written out.

Spans count words, not characters.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from rashomon.records.accounts import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMark:
    """A name as the encoder sees it: words ``[first, last)`` and PER, LOC or ORG."""

    words: Span
    label: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionMark:
    """A mention as the encoder sees it.

    ``head`` is the word the mention turns on; ``links`` are earlier mentions (indices into
    ``Marks.mentions``) that may be the same entity, each with its probability, likeliest first.
    Their sum is at most 1; what is missing to 1 is the probability that the mention is new.
    """

    words: Span
    head: int
    kind: str
    form: str
    score: float
    links: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionMark:
    """An attribution as the encoder sees it, in words; kind and stance with their probabilities."""

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    kinds: dict[str, float] = field(default_factory=dict[str, float])
    stances: dict[str, float] = field(default_factory=dict[str, float])
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleMark:
    """A word that is the head of a participant or circumstance, what it is to the act, and how surely."""

    word: int
    role: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PredicateMark:
    """A verb or noun with its roles in PropBank's manner: ARG0 to ARG4, ARGM-LOC, ARGM-TMP and the like.

    ``factuality`` runs from -3 (surely did not happen) to 3 (surely happened), after UDS.
    """

    word: int
    roles: tuple[RoleMark, ...] = ()
    factuality: float
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMark:
    """A happening as the encoder sees it: anchor words, PLOVER types and statuses with their probabilities.

    ``roles`` are "by", "to" and "at": heads of the mentions that act, suffer and hold the scene.
    """

    words: Span
    types: dict[str, float] = field(default_factory=dict[str, float])
    modes: dict[str, float] = field(default_factory=dict[str, float])
    statuses: dict[str, float] = field(default_factory=dict[str, float])
    roles: tuple[RoleMark, ...] = ()
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedMark:
    """Words that colour what they speak of; ``tone`` is "neg" or "pos"."""

    words: Span
    tone: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """One text as the encoder reads it; every tuple of labels has one entry a word.

    ``words`` are character spans; ``sentences`` are word spans; ``heads`` are word indices, a root
    pointing at itself; ``upos`` and ``deprels`` are Universal Dependencies labels.
    """

    words: tuple[Span, ...]
    sentences: tuple[Span, ...]
    upos: tuple[str, ...]
    heads: tuple[int, ...]
    deprels: tuple[str, ...]
    names: tuple[NameMark, ...] = ()
    mentions: tuple[MentionMark, ...] = ()
    attributions: tuple[AttributionMark, ...] = ()
    predicates: tuple[PredicateMark, ...] = ()
    events: tuple[EventMark, ...] = ()
    loaded: tuple[LoadedMark, ...] = ()
