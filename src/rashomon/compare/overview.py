"""A story as people look at it: what differs most comes first, and what is the same everywhere is folded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rashomon.compare.contexts import Contexts
from rashomon.compare.lineages import Lineage, trace_origins
from rashomon.compare.matrix import RELATIONS, Outlets, Row
from rashomon.compare.omissions import FIGURES
from rashomon.compare.stems import content_stems, fold
from rashomon.records import Account, Divergence, Happening, Position, Story, Voice

FIGURES_TITLE = "Figures"
_RANKS = {relation: rank for rank, relation in enumerate(RELATIONS)}
ORDER = ("status", "place", "time", "actor", "recipient", "verb", "type", "label", "name", "attribution")
"""Slots in the order they are read, after the figures, which go before all."""
EVENT_SLOTS = frozenset(("status", "place", "time", "actor", "recipient", "verb", "type"))
NAMED = 8
"""Entities whose names are shown unless all are wanted: those that are called most; and as many labelled."""
TITLE_WORDS = 3
"""Verbs that a happening is called by; it may have more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Rows under one heading; of a happening, those of its slots."""

    title: str
    rows: tuple[Row, ...]

    @property
    def rank(self) -> tuple[bool, tuple[int, int, int]]:
        """The place of a section among others: figures first, then the one that has what differs most."""
        return self.title != FIGURES_TITLE, min(map(_rank, self.rows))


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """Somebody's denial, by which words (``cue``), and what others say that it answers, if that is known."""

    id: str
    title: str | None
    denied: Voice
    cue: str
    said: tuple[Voice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """What some reports tell and others leave out; those published before all that tell it are ``early``."""

    slot: str
    title: str
    told_by: tuple[Voice, ...]
    silent: tuple[int, ...]
    early: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """A story and everything that is shown of it; reports go by their numbers, from 1 in the order told."""

    story: Story
    outlets: Outlets
    numbers: Mapping[str, int]
    texts: Mapping[str, Account]
    differences: tuple[Section, ...] = ()
    denials: tuple[Denial, ...] = ()
    naming: Section = field(default_factory=lambda: Section(title="", rows=()))
    attributions: Section = field(default_factory=lambda: Section(title="", rows=()))
    lineages: tuple[Lineage, ...] = ()
    derivations: tuple[tuple[str, str, str], ...] = ()
    """Reports that have their text from another: the one, "rewrites" or "reprints", the other."""
    silences: tuple[Silence, ...] = ()

    @property
    def folded(self) -> int:
        """How many rows there are that differ in nothing."""
        sections = *self.differences, self.naming, self.attributions
        return sum(row.is_minor for section in sections for row in section.rows)


def oversee(story: Story, accounts: Sequence[Account]) -> Overview:
    """Lay out a story for people; ``accounts`` are those it was made of.

    Raises:
        KeyError: an account of one of the story's reports is missing.
    """
    numbers = {report.id: number for number, report in enumerate(story.reports, start=1)}
    texts = {account.report.id: account for account in accounts}
    maker = _Rows(story, texts, numbers)
    lineages = tuple(trace_origins(story, texts))
    naming = [maker.make(one) for one in story.divergences if one.slot in ("label", "name")]
    verbs = [maker.make(one) for one in story.divergences if one.slot == "attribution"]
    return Overview(
        story=story,
        outlets=Outlets(story.reports, numbers),
        numbers=numbers,
        texts=texts,
        differences=tuple(sorted(_divide(story, maker), key=lambda section: section.rank)),
        denials=tuple(sorted(_list_denials(story, maker), key=lambda one: not one.said)),
        naming=Section(title="Who calls whom what", rows=tuple(_fold_names(naming))),
        attributions=Section(title="How they are let speak", rows=tuple(sorted(verbs, key=_rank))),
        lineages=lineages,
        derivations=tuple(_list_derivations(story, lineages)),
        silences=tuple(_list_silences(story, maker)),
    )


PARTS = ("figures", "happenings", "denials", "names", "verbs", "origins", "silences")
"""What an overview consists of."""


def select_parts(overview: Overview, parts: Collection[str]) -> Overview:
    """Give an overview of some of its parts alone; of all if there are none.

    Raises:
        ValueError: there is no such part.
    """
    unknown = sorted(set(parts) - set(PARTS))
    if unknown:
        raise ValueError(f"no part of a story is called {unknown[0]}; there are {', '.join(PARTS)}")
    if not parts:
        return overview
    wanted = {True: "figures", False: "happenings"}
    differences = (one for one in overview.differences if wanted[one.title == FIGURES_TITLE] in parts)
    empty = Section(title="", rows=())
    return replace(
        overview,
        differences=tuple(differences),
        denials=overview.denials if "denials" in parts else (),
        naming=overview.naming if "names" in parts else empty,
        attributions=overview.attributions if "verbs" in parts else empty,
        lineages=overview.lineages if "origins" in parts else (),
        silences=overview.silences if "silences" in parts else (),
    )


def unfold(section: Section, *, shows_all: bool) -> tuple[Row, ...]:
    """Give the rows of a section that are shown."""
    return tuple(row for row in section.rows if shows_all or not row.is_minor)


def _rank(row: Row) -> tuple[int, int, int]:
    slot = ORDER.index(row.slot) + 1 if row.slot in ORDER else 0
    return _RANKS[row.relation], slot, -len(row.reports)


def _fold_names(rows: Sequence[Row]) -> Iterator[Row]:
    """Give loaded words, then names, of those who are called most first, and fold each after so many."""
    ranked = sorted(rows, key=lambda row: (row.slot != "label", -len(row.positions) * len(row.reports)))
    shown = Counter[str]()
    for row in ranked:
        shown[row.slot] += not row.is_minor
        yield replace(row, is_minor=row.is_minor or shown[row.slot] > NAMED)


def _divide(story: Story, maker: _Rows) -> Iterator[Section]:
    """Give the figures in one section, and a section for each happening."""
    figures: list[Row] = []
    happenings: dict[str, list[Row]] = {}
    for one in story.divergences:
        if one.slot in EVENT_SLOTS:
            happenings.setdefault(one.about or "", []).append(maker.make(one))
        elif one.slot not in (*ORDER, "denial"):
            figures.append(maker.make(one))
    if figures:
        yield Section(title=FIGURES_TITLE, rows=tuple(sorted(figures, key=_rank)))
    for about, rows in happenings.items():
        yield Section(title=maker.titles.get(about, ""), rows=tuple(sorted(rows, key=_rank)))


class _Rows:
    """Makes the rows of one story."""

    def __init__(self, story: Story, texts: Mapping[str, Account], numbers: Mapping[str, int]) -> None:
        self._numbers = numbers
        self._cues = {
            (report, one.id): account.report.text[slice(*one.cue.span)]
            for report, account in texts.items()
            for one in account.statements
        }
        self._contexts = {report: Contexts(account) for report, account in texts.items()}
        self.titles = {entity.id: entity.name for entity in story.entities}
        self.titles |= {one.id: title_happening(one, texts) for one in story.happenings}
        self.published = {report.id: report.published for report in story.reports}

    def number(self, report: str) -> int:
        """Give the number of a report."""
        return self._numbers[report]

    def cue(self, voice: Voice) -> str:
        """Give the words by which a voice is let speak."""
        return " ".join(self._cues.get((voice.report, voice.statement or ""), "").split())

    def make(self, divergence: Divergence) -> Row:
        """Make the row of a divergence."""
        told = tuple(
            replace(one, value=show_value(divergence.slot, one.value))
            for one in divergence.positions
            if one.value is not None
        )
        is_about_silence = divergence.slot not in ("attribution", "label")
        others = [
            voice
            for one in divergence.positions
            if one.value is None and is_about_silence
            for voice in one.voices
        ]
        silent = sorted(self._numbers[voice.report] for voice in others if voice.span is None)
        vague = tuple(voice for voice in others if voice.span is not None)
        row = Row(
            id=divergence.id,
            slot=divergence.slot,
            title=self.titles.get(divergence.about or ""),
            relation=divergence.relation,
            positions=told,
            vague=vague,
            silent=tuple(silent),
        )
        return replace(row, is_minor=_is_minor(row) or self._is_background(row))

    def _is_background(self, row: Row) -> bool:
        """Say whether all that is told of it stands where a report tells of long before."""
        if row.slot in ORDER:
            return False
        spans = [(voice.report, voice.span) for one in row.positions for voice in one.voices if voice.span]
        return all(
            self._contexts[report].is_past(self._contexts[report].number(span)) for report, span in spans
        )


def title_happening(happening: Happening, texts: Mapping[str, Account]) -> str:
    """Call a happening by the verbs it is told with."""
    anchors: dict[str, str] = {}
    for one in happening.events:
        account = texts[one.report]
        span = next((event.anchor for event in account.events if event.id == one.event), (0, 0))
        words = " ".join(account.report.text[slice(*span)].split())
        anchors.setdefault(fold(words), words)
    shown = list(anchors.values())[:TITLE_WORDS]
    return " / ".join(shown) + (" / …" if len(anchors) > TITLE_WORDS else "")


def _is_minor(row: Row) -> bool:
    """Say whether a row shows nothing that differs."""
    if row.slot == "label":
        return False
    if row.slot == "type":
        return True
    if row.slot == "attribution":
        return row.relation == "same" or all("(" not in (one.value or "") for one in row.positions)
    if row.slot == "name":
        return row.relation != "conflicting" and _are_one_name(row.positions)
    if row.relation in ("same", "silent"):
        is_unsaid = bool(row.silent) and row.relation == "same"
        return not (row.vague if row.slot == "actor" else is_unsaid)
    return False


def _are_one_name(positions: Sequence[Position]) -> bool:
    """Say whether one of several names has all that the others say, as one in full has of a short one.

    Numbers are no part of a name: "two people" and "41 people" are one.
    """
    names = [
        frozenset(stem for stem in content_stems(position.value or "") if not stem[0].isdigit())
        for position in positions
    ]
    return any(all(other <= one for other in names) for one in names)


def show_value(slot: str, value: str | None) -> str | None:
    """Write a value as people read it: times without their T, a day's two ends without the day again.

    A stance is told where it is not neutral, a tone in full; a sign that stands for a verb by its name.

    >>> show_value("time", "2032-10-13T00:00 to 2032-10-13T03:59")
    '2032-10-13 00:00 to 03:59'
    >>> show_value("attribution", "say (neutral)"), show_value("attribution", ": (neutral)")
    ('say', 'colon')
    """
    if value is None:
        return None
    if slot == "attribution" and not any(character.isalnum() for character in value.partition(" (")[0]):
        return "colon"
    if slot in ("attribution", "label"):
        tones = (" (neutral)", ""), ("(neg)", "(negative)"), ("(pos)", "(positive)")
        for told, shown in tones:
            value = value.removesuffix(told) + shown if value.endswith(told) else value
        return value
    if slot != "time":
        return value
    start, _, end = value.replace("T", " ").partition(" to ")
    day = start.partition(" ")[0] + " "
    return f"{start} to {end.removeprefix(day)}" if end else start


def _list_derivations(story: Story, lineages: Sequence[Lineage]) -> Iterator[tuple[str, str, str]]:
    copies = {report.id: report.copy_of for report in story.reports if report.copy_of is not None}
    for lineage in lineages:
        first = lineage.origin.first
        for one in (derived.report for derived in lineage.derived):
            if one in copies or copies.get(first) == one:
                yield one, "reprints", copies.get(one, first)
            else:
                yield one, lineage.origin.kind, first


def _list_denials(story: Story, maker: _Rows) -> Iterator[Denial]:
    for one in story.divergences:
        if one.slot != "denial":
            continue
        by_value = {position.value: position.voices for position in one.positions}
        for voice in by_value.get("denied", ()):
            title = maker.titles.get(one.about or "")
            said = by_value.get("said", ())
            yield Denial(id=one.id, title=title, denied=voice, cue=maker.cue(voice), said=said)


def _list_silences(story: Story, maker: _Rows) -> Iterator[Silence]:
    figures = {
        (one.slot, voice): one
        for one in story.divergences
        if one.slot in FIGURES
        for position in one.positions
        for voice in position.voices
    }
    for one in sorted(story.omissions, key=lambda one: -len(one.told_by)):
        title = maker.titles.get(one.about or "", "")
        figure = figures.get((one.slot, one.told_by[0]))
        if figure is not None:
            values = [position.value for position in figure.positions if position.value is not None]
            title = " / ".join(values) + (f" ({title})" if title else "")
        told = [maker.published[voice.report] for voice in one.told_by]
        first = min((moment for moment in told if moment), default=None)
        early = [
            maker.number(report)
            for report in one.silent
            if first is not None and (maker.published[report] or first) < first
        ]
        yield Silence(
            slot=one.slot,
            title=title,
            told_by=one.told_by,
            silent=tuple(sorted(map(maker.number, one.silent))),
            early=tuple(sorted(early)),
        )
