"""The title over a chart: what it is, a sentence that says what it shows, and what is not drawn."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rashomon.charts.tables import Table, cut

if TYPE_CHECKING:
    import altair as alt

    Drawing = alt.LayerChart | alt.FacetChart
    Picture = Drawing | alt.VConcatChart

LONGEST_TITLE = 84
LINE = 110


def make_title(table: Table, notes: Iterable[str | None] = ()) -> alt.TitleParams:
    """Make the title of a table's chart; ``notes`` are what the drawing leaves out beside the table's own."""
    import altair as alt

    left_out = [note for note in (table.left_out, *notes) if note]
    below = textwrap.wrap(table.description, LINE)
    if left_out:
        below += textwrap.wrap(f"Not drawn: {'; '.join(left_out)}.", LINE)
    return alt.TitleParams(text=cut(table.title, LONGEST_TITLE), subtitle=below)


def draw_nothing(table: Table) -> Drawing:
    """Draw the title of a table of which nothing can be drawn, and say so."""
    import altair as alt

    words = alt.Chart(alt.Data(values=[{"words": "There is nothing to draw."}]), width=400, height=60)
    text = words.mark_text(fontSize=13).encode(text=alt.Text("words:N"))
    return alt.layer(text).properties(title=make_title(table))
