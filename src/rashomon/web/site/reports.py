"""The page of a report: its text with marks, the voices beside it, what happens, and where it came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException

from rashomon.marking import Role
from rashomon.records import Account, Label, Quantity, Report, Span, Statement, StoryReport
from rashomon.serial import to_json
from rashomon.store.csv_cells import Cell
from rashomon.telling import tell_events
from rashomon.voices import Voice, gather_voices, list_traits
from rashomon.web.site.answers import Answer, Query, Table
from rashomon.web.site.citations import cite, read_span
from rashomon.web.site.desk import Desk
from rashomon.web.site.marked_reports import LAYERS, MarkedReport

_COLUMNS = ("layer", "number", "start", "end", "words", "record", "speaker", "value")
_REVISIONS = """WITH RECURSIVE earlier (number) AS (
        SELECT number FROM reports WHERE id = :id
        UNION SELECT reports.number FROM reports JOIN earlier ON replaced_by = earlier.number),
    later (number) AS (
        SELECT replaced_by FROM reports WHERE id = :id AND replaced_by NOT NULL
        UNION SELECT replaced_by FROM reports JOIN later USING (number) WHERE replaced_by NOT NULL)
    SELECT id, outlet, title, url, published FROM reports
    WHERE number IN (SELECT number FROM earlier UNION SELECT number FROM later) ORDER BY revision, number"""
_STORY = """SELECT stories.id, stories.title, stories.reports FROM stories
    JOIN grouped ON grouped.story = stories.number JOIN reports ON reports.number = grouped.report
    WHERE reports.id = ?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A statement beside the text, with its number and what is out of the ordinary about it."""

    statement: Statement
    number: int
    source: str
    cue: str
    content: str
    traits: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaking:
    """A voice beside the text, and what it says."""

    voice: Voice
    sayings: tuple[Saying, ...]


class ReportPage:
    """What the template of a report asks for; ``copy`` is the copy asked for, if it is one."""

    def __init__(self, account: Account, copy: Report | None, asked: Span | None) -> None:
        self.account = account
        self.report = account.report
        self.shown = copy or account.report
        self.asked = asked
        self.text = MarkedReport(account, asked)
        self.layers = LAYERS
        self.events = tuple(tell_events(account))
        self.speaking = tuple(self._list_voices())
        self._names = {one.id: one.name for one in account.entities}
        self._anchors = {one.event.id: one.anchor for one in self.events}
        self._speakers = {
            saying.statement.id: speaking.voice.name or "nobody named"
            for speaking in self.speaking
            for saying in speaking.sayings
        }

    @property
    def title(self) -> str:
        """The report's title, or that it has none."""
        return self.shown.title or "(no title)"

    @property
    def citation(self) -> str:
        """How the report, or the words asked for, are cited."""
        return cite(self.shown, self.asked)

    def words(self, span: Span) -> str:
        """Give the words of a span on one line."""
        return " ".join(self.report.text[slice(*span)].split())

    def whose(self, voice: str | None) -> str:
        """Name the voice of a statement; of none, the outlet."""
        return self._speakers.get(voice or "", "outlet")

    def statement_number(self, voice: str | None) -> int | None:
        """Give the number of a statement."""
        return self.text.statements.get(voice or "")

    def value(self, quantity: Quantity) -> str:
        """Write how many or how much, and of what unit."""
        return f"{write_range(quantity)} {quantity.unit}"

    def target(self, label: Label) -> str | None:
        """Name whom or what a loaded word is said of."""
        target = label.target or ""
        return self._names.get(target) or self._anchors.get(target)

    def _list_voices(self) -> Iterator[Speaking]:
        for voice in gather_voices(self.account):
            yield Speaking(voice=voice, sayings=tuple(map(self._tell, voice.statements)))

    def _tell(self, statement: Statement) -> Saying:
        source = statement.source
        spans = [statement.cue.span, *statement.content, *([source.span] if source else [])]
        return Saying(
            statement=statement,
            number=self.text.statements[statement.id],
            source=self.words(source.span) if source else "",
            cue=self.words(statement.cue.span),
            content=" … ".join(map(self.words, statement.content)),
            traits=tuple(list_traits(statement, self.text.statements)),
            span=(min(start for start, _ in spans), max(end for _, end in spans)),
        )

    def list_marks(self) -> Iterator[list[Cell]]:
        """Give a row for everything that is marked: ``_COLUMNS``."""
        for saying in (saying for speaking in self.speaking for saying in speaking.sayings):
            yield from self._list_statement(saying)
        for told in self.events:
            event = told.event
            value = " ".join(filter(None, (event.type, event.mode, event.status)))
            yield self._row("event", event.id, event.anchor, event.voice, value)
        for quantity in self.account.quantities:
            yield self._row("figure", quantity.id, quantity.span, quantity.voice, self.value(quantity))
        for time in self.account.times:
            yield self._row("time", time.id, time.span, None, f"{time.start or ''}/{time.end or ''}")
        for place in self.account.places:
            yield self._row("place", place.id, place.span, None, place.name)
        for label in self.account.labels:
            yield self._row("label", label.id, label.span, label.voice, label.tone)

    def _list_statement(self, saying: Saying) -> Iterator[list[Cell]]:
        one, number = saying.statement, str(saying.number)
        named = self._speakers[one.id]
        spans = [("source", one.source.span)] if one.source else []
        spans += [("cue", one.cue.span), *(("content", span) for span in one.content)]
        for layer, span in spans:
            yield [layer, number, *span, self.words(span), one.id, named, ", ".join(saying.traits)]

    def _row(self, role: Role, identity: str, span: Span, voice: str | None, value: str) -> list[Cell]:
        number = self.text.number(role, identity)
        return [role, number, *span, self.words(span), identity, self.whose(voice), value]


def write_range(quantity: Quantity) -> str:
    """Write the least and the most a figure can be.

    At least 41 is "≥ 41", some 300 "about 300".
    """
    low, high = (None if one is None else f"{one:,.10g}" for one in (quantity.low, quantity.high))
    about = "about " if quantity.approximate else ""
    if low is not None and high is not None:
        return about + (low if low == high else f"{low} to {high}")
    if low is None and high is None:
        return "not said"
    return f"{about}≥ {low}" if high is None else f"{about}≤ {high}"


def show_report(desk: Desk, parts: Query, query: Query) -> Answer:
    """Show a report by its id, or that of a copy; ``words`` in the query are a span to be shown."""
    identity = parts["id"]
    with desk.open() as corpus:
        try:
            account = corpus.account(identity)
        except KeyError as error:
            raise HTTPException(404, "There is no such report in this corpus.") from error
        copies = list(corpus.copies(account.report.id))
        revisions = _read_reports(corpus.query(_REVISIONS, {"id": account.report.id}))
        story = next(corpus.query(_STORY, (account.report.id,)), None)
    asked = read_span(query.get("words", ""), len(account.report.text))
    if "words" in query and asked is None:
        raise HTTPException(400, "There are no such words in this report.")
    copy = next((one for one, _ in copies if one.id == identity), None)
    page = ReportPage(account, copy, asked)
    return Answer(
        template="report.html",
        address=f"/reports/{identity}",
        title=page.title,
        values={"page": page, "copies": copies, "revisions": revisions, "story": story},
        data=lambda: to_json(account),
        table=lambda: Table(columns=_COLUMNS, rows=list(page.list_marks())),
    )


def _read_reports(rows: Iterator[dict[str, Any]]) -> list[StoryReport]:
    return [StoryReport(**row) for row in rows]
