"""Many reports side by side: ``Story`` and what it is made of, written as JSON under the same names.

A span counts characters of the text of the report that stands beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from rashomon.records.accounts import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryReport:
    """A report of a story; ``copy_of`` names the stored report whose text it repeats, if it is a copy."""

    id: str
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None
    copy_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """Words of one sentence and those that another report has in their place; None where there are none.

    ``kind`` is "name" (a name or noun of naming), "verb" (of an event or an attribution), "label" (a loaded
    word put in or left out), "figure", or None for other words. JSON says "from".
    """

    from_: Span | None
    to: Span | None
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a report made of a sentence of its origin's first report.

    ``from_`` is a span of the first report's text, ``to`` one of this report's; None where it was added or
    dropped. ``what`` is kept, reworded, relabelled (a name or verb exchanged), added or dropped; ``swaps``
    are the words exchanged. JSON says "from".
    """

    report: str
    from_: Span | None
    to: Span | None
    what: str
    swaps: tuple[Swap, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Reports that share one text, however many outlets print it: counted once.

    ``first`` is the report that the others come from. ``how`` is by what that is told: "credit" (their credit
    lines name its outlet), "citation" (their texts do), "time", or "unknown": then it is first by order only;
    None for a report alone. ``kind`` is "single", "reprints" (the others keep its words, though they may cut)
    or "rewrites".
    """

    id: str
    reports: tuple[str, ...]
    first: str
    how: str | None = None
    kind: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordIn:
    """A record of an account, by the report's id and its own."""

    report: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventIn:
    """An event of an account, by the report's id and its own."""

    report: str
    event: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Why two records of different accounts are, or may be, the same in the world; ``score`` from 0 to 1."""

    left: RecordIn
    right: RecordIn
    score: float
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryEntity:
    """An entity as all the accounts of a story name it; ``unsure`` joins were not made."""

    id: str
    name: str
    kind: str
    country: str | None = None
    sector: str | None = None
    members: tuple[RecordIn, ...]
    because: tuple[Join, ...] = ()
    unsure: tuple[Join, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """The events of several accounts that are one in the world; ``unsure`` joins were not made."""

    id: str
    type: str
    events: tuple[EventIn, ...]
    because: tuple[Join, ...] = ()
    unsure: tuple[Join, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who vouches for a position, in which report and in which words.

    ``speaker`` is the name of the statement's source; None is the outlet's own voice, and with a
    ``statement`` somebody whom the text does not name. ``words`` are those of ``span``.
    """

    report: str
    outlet: str | None = None
    speaker: str | None = None
    statement: str | None = None
    span: Span | None = None
    words: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What some voices say of a slot; ``value`` is None where they are silent."""

    value: str | None
    low: float | None = None
    high: float | None = None
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Divergence:
    """A slot of a happening or entity (``about``, its id) and what the voices of a story say of it.

    ``relation`` is same, compatible, conflicting, updated (one figure after another) or silent.
    """

    id: str
    slot: str
    about: str | None
    relation: str
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Omission:
    """What at least two origins tell and some reports of the story (``silent``, their ids) do not."""

    slot: str
    about: str | None
    told_by: tuple[Voice, ...]
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Reports of the same happenings, laid side by side; ``summary`` is made of the records alone."""

    id: str
    title: str | None
    start: str | None
    end: str | None
    summary: str
    reports: tuple[StoryReport, ...]
    origins: tuple[Origin, ...] = ()
    entities: tuple[StoryEntity, ...] = ()
    happenings: tuple[Happening, ...] = ()
    divergences: tuple[Divergence, ...] = ()
    omissions: tuple[Omission, ...] = ()

    def _repr_html_(self) -> str:
        """Show on what its voices differ, in a notebook."""
        return str(import_module("rashomon.notebook").show_story(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a person said of records of one kind ("report", "event" or "entity").

    ``says`` of two is "same" or "different"; "split", said of ``left`` alone, means that it stands alone.
    """

    kind: str
    left: RecordIn
    right: RecordIn | None = None
    says: str
    by: str | None = None
    at: str | None = None
