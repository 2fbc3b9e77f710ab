"""One report and everything it says: ``Report`` to ``Account``, written as JSON under the same names.

Spans are ``(start, end)`` character offsets into ``Report.text``, 0-based, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

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
    retrieved: str | None = None
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
class Reason:
    """Why something was coded: by which head (with the weights' id) or lexicon entry, from which words."""

    by: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One of PLOVER's contexts, and the words of the report that made it."""

    name: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One happening as one report tells it: who did what to whom, where, when, in whose voice."""

    id: str
    type: str
    mode: str | None = None
    contexts: tuple[Context, ...] = ()
    anchor: Span
    actors: tuple[Reference, ...] = ()
    recipients: tuple[Reference, ...] = ()
    place: str | None = None
    time: str | None = None
    quantities: tuple[str, ...] = ()
    status: str
    voice: str | None = None
    confidence: float
    because: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """The same amount said again in another unit, as the acres in "40-hectare (100-acre)"."""

    span: Span
    low: float | None
    high: float | None
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A figure: how many or how much, of what, in which event, in whose voice.

    ``low`` and ``high`` are equal for an exact figure; one is None where the words leave that side open.
    """

    id: str
    span: Span
    low: float | None
    high: float | None
    approximate: bool
    unit: str
    of: str | None = None
    role: str
    event: str | None = None
    voice: str | None = None
    also: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time expression as dates or times, both ends included, as wide as ``granularity`` says."""

    id: str
    span: Span
    start: str | None
    end: str | None
    granularity: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place of the gazetteer that a name might mean."""

    geonames_id: int
    name: str
    country: str | None
    admin1: str | None
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place named in a report, and which one of the gazetteer it is, if that is known.

    ``how`` is "resolved", "lies in" (coordinates are those of the place it is said to be in) or
    "unresolved" (no coordinates; ``candidates`` are what it might be).
    """

    id: str
    span: Span
    name: str
    entity: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    admin1: str | None = None
    geonames_id: int | None = None
    feature: str | None = None
    how: str
    confidence: float
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A loaded word, what it is said of (an entity's or event's id), and whose it is.

    ``quoted`` tells scare quotes: the outlet holds the word at a distance.
    """

    id: str
    span: Span
    target: str | None = None
    tone: str
    quoted: bool = False
    voice: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Everything one report says, with the voice behind each thing."""

    report: Report
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    labels: tuple[Label, ...] = ()
    coder: str

    def _repr_html_(self) -> str:
        """Show the text with its marks, in a notebook."""
        return str(import_module("rashomon.notebook").show_account(self))
