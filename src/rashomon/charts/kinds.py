"""The kinds of charts there are, and how each is told and drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.charts.looks import Look, choose_look, make_config
from rashomon.charts.maps import draw_map, tell_map
from rashomon.charts.naming import draw_naming, tell_naming
from rashomon.charts.networks import draw_network, tell_network
from rashomon.charts.positions import draw_positions, tell_positions
from rashomon.charts.speakers import draw_speaker, tell_speaker
from rashomon.charts.tables import Table
from rashomon.charts.timelines import draw_timeline, tell_timeline
from rashomon.charts.titles import draw_nothing
from rashomon.errors import MissingExtra
from rashomon.records import Account, Story

if TYPE_CHECKING:
    from rashomon.charts.titles import Picture
    from rashomon.store import Quote

SPEAKER = "speaker"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of chart about a story: how its table is made, and how that is drawn."""

    tell: Callable[[Story, Sequence[Account]], Table]
    draw: Callable[[Table, Look], Picture]


KINDS = {
    "timeline": Kind(tell=tell_timeline, draw=draw_timeline),
    "map": Kind(tell=tell_map, draw=draw_map),
    "network": Kind(tell=tell_network, draw=draw_network),
    "positions": Kind(tell=tell_positions, draw=draw_positions),
    "naming": Kind(tell=tell_naming, draw=draw_naming),
}
"""The charts about a story, by name; ``speaker`` is about a person."""


def tabulate(kind: str, story: Story, accounts: Sequence[Account]) -> Table:
    """Give what a chart of a story shows as a table.

    Raises:
        ValueError: there is no such kind.
    """
    if kind not in KINDS:
        raise ValueError(f"no chart of a story is called {kind!r}; there are {', '.join(KINDS)}")
    return KINDS[kind].tell(story, accounts)


def tabulate_speaker(quotes: Iterable[Quote], name: str) -> Table:
    """Give what the chart of a speaker shows as a table, from what ``Corpus.quotes(name)`` gives."""
    return tell_speaker(quotes, name)


def draw(table: Table, *, is_dark: bool = False) -> Picture:
    """Draw a table as an Altair chart, with its data in it, for light or dark paper.

    A table without rows is a chart that says so.

    Raises:
        MissingExtra: Altair is not installed.
    """
    try:
        import altair as alt
        from altair.utils.schemapi import debug_mode
    except ImportError as error:
        raise MissingExtra("Charts need altair: pip install 'rashomon[charts]'") from error
    # Checking each part against the schema as it is made takes much of the time: tests check it.
    with debug_mode(False):
        chart = _draw(table, look := choose_look(is_dark=is_dark))
        chart.description = table.description
        chart.config = alt.Config(**make_config(look))
    return chart


def _draw(table: Table, look: Look) -> Picture:
    if not table.rows:
        return draw_nothing(table)
    return draw_speaker(table, look) if table.kind == SPEAKER else KINDS[table.kind].draw(table, look)
