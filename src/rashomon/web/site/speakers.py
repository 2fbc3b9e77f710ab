"""The pages of speakers: who speaks in the latest reports, and all that somebody is said to have said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.exceptions import HTTPException

from rashomon import charts
from rashomon.store import Quote
from rashomon.web.site.answers import Answer, Query, Table, tabulate, write_json
from rashomon.web.site.desk import Desk
from rashomon.web.site.pictures import can_draw

LATEST = 500
"""Reports, the last added, whose speakers are listed: to count all takes seconds in a corpus of 100,000."""
MOST_LISTED = 200
MOST_QUOTES = 2_000
"""Quotes of a speaker on one page, the last ones."""

_SPEAKERS = """SELECT statements.speaker AS name, entities.kind, entities.sector, entities.country,
        count(*) AS statements, count(DISTINCT reports.outlet COLLATE NOCASE) AS outlets
    FROM statements JOIN entities ON entities.number = statements.entity
    JOIN reports ON reports.number = statements.report
    WHERE statements.report > (SELECT max(number) FROM reports) - :latest AND replaced_by IS NULL
    GROUP BY statements.speaker COLLATE NOCASE ORDER BY statements DESC, name LIMIT :most"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerRow:
    """Somebody who speaks in the latest reports."""

    name: str
    kind: str
    sector: str | None
    country: str | None
    statements: int
    outlets: int


def show_speakers(desk: Desk, _: Query, query: Query) -> Answer:
    """List who says most in the latest reports; ``name`` in the query leads on to a speaker."""
    if "name" in query:
        return show_speaker(desk, query, {})
    with desk.open() as corpus:
        found = corpus.query(_SPEAKERS, {"latest": LATEST, "most": MOST_LISTED})
        rows = [SpeakerRow(**row) for row in found]
    return Answer(
        template="speakers.html",
        address="/speakers",
        title="Speakers",
        values={"rows": rows, "latest": LATEST},
        data=lambda: write_json(rows),
        table=lambda: tabulate(rows, SpeakerRow),
    )


def show_speaker(desk: Desk, parts: Query, _: Query) -> Answer:
    """List all that a speaker is said to have said, by date, with each outlet's verb."""
    name = parts["name"].strip()
    with desk.open() as corpus:
        quotes = list(corpus.quotes(name))
    if not quotes:
        raise HTTPException(404, f"Nobody in this corpus who speaks is called {name!r}.")
    shown = quotes[-MOST_QUOTES:]
    return Answer(
        template="speaker.html",
        address=f"/speakers/{name}",
        title=name,
        values={
            "name": name,
            "chart": charts.tabulate_speaker(shown, name) if can_draw() else None,
            "quotes": shown,
            "total": len(quotes),
            "verbs": count_verbs(quotes),
            "names": Counter(one.speaker for one in quotes if one.speaker).most_common(),
        },
        data=lambda: write_json(quotes),
        table=lambda: _tabulate(quotes),
    )


def _tabulate(quotes: Sequence[Quote]) -> Table:
    return tabulate(quotes, Quote)


def count_verbs(quotes: Sequence[Quote]) -> list[tuple[str, list[tuple[str, str, int]]]]:
    """Count by which verbs each outlet lets somebody speak, with their stance; who has most first."""
    outlets: dict[str, Counter[tuple[str, str]]] = {}
    for one in quotes:
        outlets.setdefault(one.outlet or "unknown outlet", Counter())[one.cue.casefold(), one.stance] += 1
    ranked = sorted(outlets.items(), key=lambda item: (-item[1].total(), item[0]))
    return [
        (outlet, [(cue, stance, count) for (cue, stance), count in counts.most_common()])
        for outlet, counts in ranked
    ]
