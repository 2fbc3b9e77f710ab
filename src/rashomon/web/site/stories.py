"""The pages of stories: the list of them, and one laid out with everything its voices tell."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import cast

from starlette.exceptions import HTTPException

from rashomon.errors import RashomonError
from rashomon.records import Span, Story
from rashomon.serial import to_json
from rashomon.store import Corpus, StoryRow
from rashomon.store.csv_cells import Cell
from rashomon.store.stories import StoryFilters
from rashomon.web.pages import ShownReport, StoryView
from rashomon.web.site.answers import Answer, Query, Table, tabulate, write_json
from rashomon.web.site.comparisons import Compared
from rashomon.web.site.desk import Desk
from rashomon.web.site.pictures import can_draw, list_charts
from rashomon.web.site.queries import check_names, read_number

LIMIT = 30
MOST = 500
AT_LEAST = 2
"""Reports of a story that is listed, unless fewer are asked for."""
PATIENCE_SECONDS = 0.1
"""How long the list waits for stories that were never compared; the others say so."""
FEW_REPORTS = 8
"""Reports of a story that the list may wait for: a single one of 30 takes longer than it does."""
FILTERS = (
    ("words", "Words", "in one of its reports"),
    ("outlet", "Outlet", "its whole name"),
    ("dates", "Told of", "2031-10, or 2031-10..2031-12"),
    ("at_least", "Reports at least", str(AT_LEAST)),
)
_COLUMNS = (
    *("slot", "about", "relation", "value", "low", "high", "outlet", "speaker", "words"),
    *("published", "report", "statement", "start", "end"),
)
_FIND = "SELECT id FROM stories WHERE id >= ? AND id < ? AND reports > 0 LIMIT 2"


def show_stories(desk: Desk, _: Query, query: Query) -> Answer:
    """List stories, those told of last first."""
    filters, limit = _read_filters(query), read_number(query, "limit", LIMIT, MOST)
    with desk.open() as corpus:
        try:
            found = list(corpus.stories(limit=limit + 1, **filters))
        except ValueError as error:
            raise HTTPException(400, f"{error}.") from error
        rows = list(_count(desk, corpus, found[:limit]))
        waiting = corpus.count_waiting()
    return Answer(
        template="stories.html",
        address="/stories",
        title="Stories",
        values={
            "rows": rows,
            "waiting": waiting,
            "query": query,
            "filters": FILTERS,
            "at_least": filters.get("at_least"),
            "more": {**query, "limit": str(min(limit * 3, MOST))} if len(found) > limit < MOST else None,
        },
        data=lambda: write_json(rows),
        table=lambda: tabulate(rows, StoryRow),
        after=lambda: _prepare(desk, [row.id for row in rows[:LIMIT]]),
    )


def _prepare(desk: Desk, stories: Sequence[str]) -> None:
    """Compare stories of the list, so that they are there at once when one of them is opened."""
    # It may be gone by now, or the whole corpus; their pages say so.
    with desk.open() as corpus, suppress(RashomonError):
        desk.comparisons.prepare(corpus, stories)


def _read_filters(query: Query) -> StoryFilters:
    known = {name for name, *_ in FILTERS}
    check_names(query, {*known, "limit"})
    filters: dict[str, object] = {name: query[name].strip() for name in known & query.keys()}
    filters["at_least"] = read_number(query, "at_least", AT_LEAST, 10**6)
    return cast("StoryFilters", filters)


def _count(desk: Desk, corpus: Corpus, rows: Sequence[StoryRow]) -> Iterator[StoryRow]:
    """Put in what only comparisons tell, as far as patience goes."""
    until = time.monotonic() + PATIENCE_SECONDS
    for row in rows:
        is_quick = desk.comparisons.has(row.id) or (row.reports <= FEW_REPORTS and time.monotonic() < until)
        yield desk.comparisons.count(corpus, row) if row.origins is None and is_quick else row


class SiteStory(StoryView):
    """A story on the site: its reports have pages of their own."""

    def __init__(self, compared: Compared) -> None:
        super().__init__(compared.overview, shows_all=False)
        self.left_out = compared.left_out
        numbers = self.overview.numbers
        derived = {one: f"{kind} {numbers[of]}" for one, kind, of in self.overview.derivations}
        self.reports = tuple(
            ShownReport(report=one, number=numbers[one.id], derived=derived.get(one.id), paragraphs=())
            for one in self.story.reports
        )

    def to(self, report: str, span: Span | None) -> str | None:
        """Give the address of some words in their report."""
        return address_words(report, span)

    def to_report(self, report: str) -> str:
        """Give the address of a report's page."""
        return f"/reports/{report}"


def address_words(report: str, span: Span | None) -> str | None:
    """Give the address of words in their report; None if there are none.

    >>> address_words("006e468d8b91dc91", (3, 9))
    '/reports/006e468d8b91dc91?words=3-9#words'
    """
    if span is None or span[0] >= span[1]:
        return None
    return f"/reports/{report}?words={span[0]}-{span[1]}#words"


def find_story(desk: Desk, corpus: Corpus, begins: str) -> Compared:
    """Give the story whose id begins so."""
    found = [row["id"] for row in corpus.query(_FIND, (begins, f"{begins}~"))]
    if len(found) != 1:
        raise HTTPException(404, "There is no such story in this corpus.")
    return desk.comparisons.find(corpus, found[0])


def show_story(desk: Desk, parts: Query, _: Query) -> Answer:
    """Show a story by its id, or the beginning of it."""
    with desk.open() as corpus:
        compared = find_story(desk, corpus, parts["id"])
    story = compared.story
    return Answer(
        template="story.html",
        address=f"/stories/{story.id}",
        title=story.title or "(no title)",
        values={"page": SiteStory(compared), "charts": list_charts(compared), "can_draw": can_draw()},
        data=lambda: to_json(story),
        table=lambda: Table(columns=_COLUMNS, rows=list(list_positions(story))),
    )


def list_positions(story: Story) -> Iterator[list[Cell]]:
    """Give a row for every voice on every slot: ``_COLUMNS``."""
    names = {one.id: one.name for one in story.entities}
    for one in story.divergences:
        about = names.get(one.about or "", one.about)
        for position in one.positions:
            head = [one.slot, about, one.relation, position.value, position.low, position.high]
            for voice in position.voices:
                span = voice.span or (None, None)
                told = [voice.outlet, voice.speaker, voice.words, voice.published, voice.report]
                yield [*head, *told, voice.statement, *span]
