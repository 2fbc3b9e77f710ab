"""The charts of a story: each a picture with a sentence for who cannot see it, and its table."""

from __future__ import annotations

import msgspec
from starlette.exceptions import HTTPException

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
    if not can_draw():
        raise HTTPException(404, "Pictures are drawn where the extra rashomon[charts] is installed.")
    with desk.open() as corpus:
        compared = find_story(desk, corpus, parts["id"])
    tabulate(compared, parts["kind"])
    return desk.pictures.draw(compared, parts["kind"], is_dark=query.get("look") == "dark")
