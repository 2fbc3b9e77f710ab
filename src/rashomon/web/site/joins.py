"""The page of a story's joins: what was taken for one and the same, why, and what is unsure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rashomon.compare.overview import Overview
from rashomon.records import Account, EventIn, Happening, Join, RecordIn, Span, StoryEntity
from rashomon.web.site.answers import Answer, Query, Table, write_json
from rashomon.web.site.desk import Desk
from rashomon.web.site.judgements import list_judgements
from rashomon.web.site.stories import SiteStory, find_story

_COLUMNS = ("kind", "group", "title", "outlet", "report", "record", "words", "start", "end")


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A record of one report: its words, and the sentence they stand in."""

    report: str
    id: str
    outlet: str
    words: str
    context: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Two records that may be the same and were not joined."""

    left: Member
    right: Member
    score: float
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Records that were taken for one; ``kind`` is "event" or "entity"."""

    kind: str
    id: str
    title: str
    members: tuple[Member, ...]
    reasons: tuple[str, ...]
    doubts: tuple[Doubt, ...]


class _Members:
    """Finds the records of a story's accounts, by their reports."""

    def __init__(self, overview: Overview) -> None:
        self._outlets = overview.outlets.of
        self._accounts: Mapping[str, Account] = overview.texts
        self._spans: dict[tuple[str, str], Span] = {}
        for report, account in overview.texts.items():
            self._spans |= {(report, one.id): one.anchor for one in account.events}
            self._spans |= {
                (report, one.id): one.mentions[0].span for one in account.entities if one.mentions
            }

    def find(self, report: str, identity: str) -> Member | None:
        """Give a record; None if its report is not at hand."""
        span, account = self._spans.get((report, identity)), self._accounts.get(report)
        if span is None or account is None:
            return None
        text = account.report.text
        sentences = account.report.sentences or account.report.paragraphs
        start, end = next((one for one in sentences if one[0] <= span[0] < one[1]), span)
        return Member(
            report=report,
            id=identity,
            outlet=self._outlets[report],
            words=" ".join(text[slice(*span)].split()),
            context=" ".join(text[start:end].split()),
            span=span,
        )

    def find_all(self, records: Iterable[RecordIn | EventIn]) -> tuple[Member, ...]:
        """Give those of some records whose reports are at hand."""
        found = (self.find(one.report, one.event if isinstance(one, EventIn) else one.id) for one in records)
        return tuple(one for one in found if one is not None)

    def doubt(self, joins: Iterable[Join]) -> Iterator[Doubt]:
        """Give pairs that may be the same, the likeliest first."""
        for join in sorted(joins, key=lambda one: -one.score):
            left, right = (self.find(one.report, one.id) for one in (join.left, join.right))
            if left is not None and right is not None:
                yield Doubt(left=left, right=right, score=join.score, by=join.by)


def list_groups(overview: Overview) -> Iterator[Group]:
    """Give the happenings, then the entities, those of most members first."""
    members, story = _Members(overview), overview.story
    several: tuple[tuple[Happening | StoryEntity, ...], ...] = (story.happenings, story.entities)
    for records in several:
        groups = [_group(one, members) for one in records]
        yield from sorted(groups, key=lambda group: (-len(group.members), not group.doubts))


def _group(record: Happening | StoryEntity, members: _Members) -> Group:
    is_event = isinstance(record, Happening)
    own = members.find_all(record.events if isinstance(record, Happening) else record.members)
    names = " / ".join(list(dict.fromkeys(one.words.casefold() for one in own))[:3])
    return Group(
        kind="event" if is_event else "entity",
        id=record.id,
        title=f"{record.type}: {names}" if isinstance(record, Happening) else record.name,
        members=own,
        reasons=tuple(dict.fromkeys(reason for join in record.because for reason in join.by)),
        doubts=tuple(members.doubt(record.unsure)),
    )


def show_joins(desk: Desk, parts: Query, _: Query) -> Answer:
    """Show what of a story was joined and what was not."""
    with desk.open() as corpus:
        compared = find_story(desk, corpus, parts["id"])
        judgements = list_judgements(corpus, {report.id for report in compared.story.reports})
    groups = list(list_groups(compared.overview))
    return Answer(
        template="joins.html",
        address=f"/stories/{compared.story.id}/joins",
        title=f"Joins: {compared.story.title or '(no title)'}",
        values={"page": SiteStory(compared), "groups": groups, "judgements": judgements},
        data=lambda: write_json(groups),
        table=lambda: Table(columns=_COLUMNS, rows=list(_list_rows(groups))),
    )


def _list_rows(groups: Iterable[Group]) -> Iterator[list[str | int]]:
    for group in groups:
        for one in group.members:
            head = [group.kind, group.id, group.title]
            yield [*head, one.outlet, one.report, one.id, one.words, *one.span]
