"""What a corpus answers: small frozen rows, each of which says in which report it stands and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rashomon.records import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage that a search found: of a report, or what a statement or an event of it stands in.

    ``words`` are ``text[start:end]`` of the report; ``marks`` are the spans in it of what was searched for.
    ``speaker``, ``cue`` and ``stance`` are of the statement, or of the one that tells the event; all are None
    in the outlet's own voice. ``copied_by`` are other outlets that had the same text.
    """

    kind: Literal["report", "statement", "event"]
    published: str | None
    outlet: str | None
    copied_by: tuple[str, ...]
    title: str | None
    url: str | None
    speaker: str | None = None
    cue: str | None = None
    stance: str | None = None
    type: str | None = None
    mode: str | None = None
    status: str | None = None
    date_start: str | None = None
    date_end: str | None = None
    place: str | None = None
    words: str
    start: int
    end: int
    marks: tuple[Span, ...]
    report_id: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What somebody said, or is said to have said: in which words, and by which verb of which outlet.

    ``relayed_by`` is whose statement it stands in; ``start`` and ``end`` hold the source, the cue and the
    content in the text of the report.
    """

    published: str | None
    outlet: str | None
    speaker: str | None
    cue: str
    stance: str
    content: str
    manner: str
    polarity: str
    kind: str
    source_kind: str
    anonymous: bool
    relayed_by: str | None
    title: str | None
    url: str | None
    start: int
    end: int
    report_id: str
    statement_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many there are in a corpus of something (``what``), in all or of one value of it."""

    what: str
    value: str | None
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRow:
    """A story of a corpus in figures; dates are those of the first and the last report.

    ``reports`` and ``outlets`` count copies too. ``origins`` (texts of their own), ``speakers`` and
    ``divergence``, the largest one in a few words, take a comparison: None until that is made.
    """

    id: str
    title: str | None
    date_start: str | None
    date_end: str | None
    reports: int
    origins: int | None = None
    outlets: int
    speakers: int | None = None
    divergence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementRow:
    """A judgement that a corpus keeps, with the number by which it is undone."""

    number: int
    kind: str
    says: str
    left_report: str
    left_id: str
    right_report: str | None
    right_id: str | None
    by: str | None
    at: str
