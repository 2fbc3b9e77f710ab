"""The charts of a story: each a picture with a sentence for who cannot see it, and its table."""

from __future__ import annotations

import msgspec
from starlette.exceptions import HTTPException

from rashomon import charts
from rashomon.web.site.answers import Answer, Query, Table
from rashomon.web.site.desk import Desk
from rashomon.web.site.pictures import can_draw, tabulate
from rashomon.web.site.stories import SiteStory, find_story


def show_chart(desk: Desk, parts: Query, _: Query) -> Answer:
    """Show a chart of a story, and its table."""
    with desk.open() as corpus:
        compared = find_story(desk, corpus, parts["id"])
    table = tabulate(compared, parts["kind"])
    return Answer(
        template="chart.html",
        address=f"/stories/{compared.story.id}/charts/{table.kind}",
        title=table.title,
        values={"page": SiteStory(compared), "chart": table, "can_draw": can_draw()},
        data=lambda: msgspec.json.encode(table.rows).decode(),
        table=lambda: Table(columns=table.columns, rows=[list(row.values()) for row in table.rows]),
    )


def draw_chart(desk: Desk, parts: Query, query: Query) -> str:
    """Draw a chart of a story."""
    with desk.open() as corpus:
        compared = find_story(desk, corpus, parts["id"])
    return _draw(desk, compared.story.id, tabulate(compared, parts["kind"]), query)


def draw_speaker(desk: Desk, _: Query, query: Query) -> str:
    """Draw what somebody, the ``name`` of the query, is said to have said."""
    name = query.get("name", "")
    with desk.open() as corpus:
        quotes = list(corpus.quotes(name))
    if not quotes:
        raise HTTPException(404, "There is no such speaker in this corpus.")
    return _draw(desk, name, charts.tabulate_speaker(quotes, name), query)


def _draw(desk: Desk, name: str, table: charts.Table, query: Query) -> str:
    if not can_draw():
        raise HTTPException(404, "Pictures are drawn where the extra rashomon[charts] is installed.")
    return desk.pictures.draw(f"{table.kind} {name}", table, is_dark=query.get("look") == "dark")
