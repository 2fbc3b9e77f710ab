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
    return _draw(desk, *_find(desk, parts), query)


def specify_chart(desk: Desk, parts: Query, query: Query) -> str:
    """Give the Vega-Lite specification of a chart of a story, for the browser to draw."""
    return _specify(_find(desk, parts)[1], query)


def _find(desk: Desk, parts: Query) -> tuple[str, charts.Table]:
    with desk.open() as corpus:
        compared = find_story(desk, corpus, parts["id"])
    return compared.story.id, tabulate(compared, parts["kind"])


def draw_speaker(desk: Desk, _: Query, query: Query) -> str:
    """Draw what somebody, the ``name`` of the query, is said to have said."""
    return _draw(desk, *_find_speaker(desk, query), query)


def specify_speaker(desk: Desk, _: Query, query: Query) -> str:
    """Give the Vega-Lite specification of the same."""
    return _specify(_find_speaker(desk, query)[1], query)


def _find_speaker(desk: Desk, query: Query) -> tuple[str, charts.Table]:
    name = query.get("name", "")
    with desk.open() as corpus:
        quotes = list(corpus.quotes(name))
    if not quotes:
        raise HTTPException(404, "There is no such speaker in this corpus.")
    return name, charts.tabulate_speaker(quotes, name)


def send_vega(_: Desk, __: Query, ___: Query) -> str:
    """Give the script that draws charts in a browser, as the library that draws them here has it with it."""
    _check()
    return charts.read_bundle()


def _draw(desk: Desk, name: str, table: charts.Table, query: Query) -> str:
    _check()
    return desk.pictures.draw(f"{table.kind} {name}", table, is_dark=_is_dark(query))


def _specify(table: charts.Table, query: Query) -> str:
    _check()
    return charts.write_json(charts.draw(table, is_dark=_is_dark(query)))


def _is_dark(query: Query) -> bool:
    return query.get("look") == "dark"


def _check() -> None:
    if not can_draw():
        raise HTTPException(404, "Pictures are drawn where the extra rashomon[charts] is installed.")
