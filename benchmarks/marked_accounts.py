"""Our marked stories as reports to be coded, and as the accounts that a perfect coder would give.

What the marks do not say (countries of words, coordinates, roles of figures) a perfect account lacks too.
Ids are those of the story, so that two accounts of one story share none but name their entities and
happenings alike: entity ``x`` of report ``r`` is ``r/x``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.results import make_coder
from rashomon.records import Account, Cue, Entity, Event, Mention, Reason, Reference, Report, Span, Statement
from training.corpora import stories
from training.corpora.markup import Mark, MarkedAccount

if TYPE_CHECKING:
    from rashomon.encode import Encoder

BY = (Reason(by="marks"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedStory:
    """A story of ours: its accounts with their marks, and the same as reports, in the same order."""

    name: str
    accounts: tuple[MarkedAccount, ...]
    reports: tuple[Report, ...]


def read_stories(paths: Iterable[Path]) -> list[MarkedStory]:
    """Read the stories that have all their mentions and events marked."""
    found: list[MarkedStory] = []
    for path in paths:
        accounts = [one for one in stories.read_accounts(path) if one.has_all_mentions]
        if accounts:
            reports = tuple(to_report(one, number) for number, one in enumerate(accounts))
            found.append(MarkedStory(name=path.stem, accounts=tuple(accounts), reports=reports))
    return found


def to_report(marked: MarkedAccount, number: int) -> Report:
    """Give a marked account as the report that a reader would make; ``number`` tells a story's apart."""
    return Report(
        id=f"{marked.story}-{number}",
        url=marked.attributes.get("url"),
        outlet=marked.outlet,
        title=marked.text[slice(*marked.paragraphs[0])],
        published=marked.attributes.get("published"),
        text=marked.text,
        paragraphs=tuple(marked.paragraphs),
        reader="stories",
    )


def to_account(marked: MarkedAccount, report: Report) -> Account:
    """Give the account that the marks make: entities, statements and events."""
    by_name = {name: list(marks) for name, marks in groupby(sorted(marked.marks, key=_name), key=_name)}
    mentions = [mark for mark in by_name.get("en", []) if mark.attributes["x"] in marked.entities]
    statements = _statements(by_name, mentions, report)
    return Account(
        report=report,
        entities=tuple(_entities(marked, mentions, report)),
        statements=tuple(statements),
        events=tuple(_events(by_name.get("ev", []), mentions, statements, report)),
        coder="marks",
    )


def _name(mark: Mark) -> str:
    return mark.name


def _event_id(mark: Mark, report: Report) -> str:
    return f"{report.id}/{mark.span[0]}-{mark.span[1]}"


def _entities(marked: MarkedAccount, mentions: Sequence[Mark], report: Report) -> Iterable[Entity]:
    forms = stories.mention_forms(marked)
    for x in dict.fromkeys(mark.attributes["x"] for mark in mentions):
        about = marked.entities[x]
        own = tuple(Mention(span=mark.span, form=form) for mark, form in forms if mark.attributes["x"] == x)
        named = [report.text[slice(*one.span)] for one in own if one.form == "name"]
        called = named or [report.text[slice(*one.span)] for one in own]
        yield Entity(
            id=f"{report.id}/{x}",
            name=max(called, key=len) if not named else min(named, key=len),
            kind=about["kind"],
            country=about.get("country"),
            sector=about.get("sector"),
            aliases=tuple(dict.fromkeys(named)),
            mentions=own,
            confidence=1.0,
        )


def _reference(span: Span, mentions: Sequence[Mark], report: Report) -> Reference:
    """Give the entity that a span is: the widest mention inside it, the first one of those that start it."""
    inside = [mark for mark in mentions if span[0] <= mark.span[0] and mark.span[1] <= span[1]]
    head = max(inside, key=lambda mark: mark.span[1] - mark.span[0], default=None)
    return Reference(span=span, entity=None if head is None else f"{report.id}/{head.attributes['x']}")


def _statements(by_name: dict[str, list[Mark]], mentions: Sequence[Mark], report: Report) -> list[Statement]:
    parts: dict[str, dict[str, list[Mark]]] = {}
    for name in ("src", "cue", "con"):
        for mark in by_name.get(name, []):
            parts.setdefault(mark.attributes["s"], {}).setdefault(name, []).append(mark)
    found: list[Statement] = []
    for s, own in parts.items():
        if "cue" not in own:
            continue
        cue, source = own["cue"][0], own.get("src")
        about = None if source is None else _reference(source[0].span, mentions, report)
        stance = cue.attributes["stance"]
        words = report.text[slice(*cue.span)]
        found.append(
            Statement(
                id=f"{report.id}/s{s}",
                source=about,
                source_kind="unnamed" if about is None else "person",
                anonymous=about is None,
                cue=Cue(span=cue.span, lemma=words, kind=cue.attributes["kind"], stance=stance),
                content=tuple(sorted(mark.span for mark in own.get("con", []))),
                manner="indirect",
                polarity="denied" if stance == "denying" else "asserted",
                confidence=1.0,
            )
        )
    return found


def _events(
    marks: Sequence[Mark], mentions: Sequence[Mark], statements: Sequence[Statement], report: Report
) -> Iterable[Event]:
    for mark in marks:
        about = mark.attributes
        parties = {
            role: tuple(_nearest(x, mark.span, mentions, report) for x in about.get(role, "").split())
            for role in ("by", "to")
        }
        yield Event(
            id=_event_id(mark, report),
            type=about["type"],
            mode=about.get("mode"),
            anchor=mark.span,
            actors=parties["by"],
            recipients=parties["to"],
            status=about["status"],
            voice=_voice(mark.span, statements),
            confidence=1.0,
            because=BY,
        )


def _nearest(x: str, span: Span, mentions: Sequence[Mark], report: Report) -> Reference:
    own = [mark.span for mark in mentions if mark.attributes["x"] == x]
    near = min(own, key=lambda one: abs(one[0] - span[0]), default=span)
    return Reference(span=near, entity=f"{report.id}/{x}" if own else None)


def _voice(span: Span, statements: Sequence[Statement]) -> str | None:
    holding = [
        (content[1] - content[0], one.id)
        for one in statements
        for content in one.content
        if content[0] <= span[0] and span[1] <= content[1]
    ]
    return min(holding)[1] if holding else None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedStory:
    """A marked story and its accounts as the package codes them, in the same order."""

    marked: MarkedStory
    coded: tuple[Account, ...]


def code_stories(paths: Iterable[Path], encoder: Encoder) -> list[CodedStory]:
    """Read and code stories."""
    coder = make_coder(encoder)
    return [CodedStory(marked=story, coded=tuple(coder.pipe(story.reports))) for story in read_stories(paths)]
