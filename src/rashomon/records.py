"""The words that travel: every record, frozen, without a library.

Two families live here. ``Report`` to ``Account`` are the public contract, written as JSON under the
same names (see ``docs/records.md``). ``Marks`` and its parts are what the encoder hands to
``extract``: the same text seen as words with labels, never written out.

Spans of the contract are ``(start, end)`` character offsets into ``Report.text``, 0-based, end
exclusive. Spans inside ``Marks`` count words, not characters.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Span = tuple[int, int]
"""``(start, end)``, end exclusive: characters of ``Report.text`` in the contract, words in ``Marks``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One article as it was read: an unchanging text and what is known of where it came from."""

    id: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: tuple[str, ...] = ()
    published: str | None = None
    updated: str | None = None
    language: str | None = None
    credit: str | None = None
    text: str
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...] = ()
    reader: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """An input that is no report, and why; kept so that nothing is lost unseen."""

    source: str
    reason: str
    detail: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where a report names, describes or points at an entity."""

    span: Span
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Somebody or something a report speaks of, with every mention of it."""

    id: str
    name: str
    kind: str
    country: str | None = None
    sector: str | None = None
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...]
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The words that point at an entity, and the entity's id where it is known."""

    span: Span
    entity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """The words that attribute, their dictionary form, and what sort of attributing they do."""

    span: Span
    lemma: str
    kind: str
    stance: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """An attribution: who (source), by which words (cue), what (content)."""

    id: str
    source: Reference | None
    source_kind: str
    anonymous: bool
    cue: Cue
    content: tuple[Span, ...]
    manner: str
    polarity: str
    within: str | None = None
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Everything one report says, with the voice behind each thing."""

    report: Report
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[()] = ()
    quantities: tuple[()] = ()
    times: tuple[()] = ()
    places: tuple[()] = ()
    labels: tuple[()] = ()
    coder: str


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
