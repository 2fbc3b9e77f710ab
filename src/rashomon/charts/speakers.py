"""What somebody is said to have said, over time, by whom and with which verb."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rashomon.charts.looks import WIDTH, Look
from rashomon.charts.tables import Row, Table, count, cut, shorten, write_days, write_words
from rashomon.charts.timelines import HOUR_OR_DAY
from rashomon.charts.titles import draw_nothing, make_title

if TYPE_CHECKING:
    from rashomon.charts.titles import Drawing
    from rashomon.store import Quote

STEP = 28
POINT = 13
"""Pixels of a line, and what it needs more for each further statement of one moment."""
STANCES = ("neutral", "affirming", "evaluative", "doubting", "denying")
DAY_AND_YEAR = "timeFormat(datum.value, '%-d %b %Y')"
SHAPES = ("circle", "triangle-up", "diamond", "triangle-down", "cross")


def tell_speaker(quotes: Iterable[Quote], asked: str) -> Table:
    """Give the statements that ``Corpus.quotes`` found for a name, with how each outlet lets them speak.

    ``stance`` is that of the outlet's verb ("claimed" is doubting), not of the speaker.
    """
    rows: list[Row] = [
        {
            "published": quote.published,
            "outlet": write_words(quote.outlet) or "no outlet named",
            "speaker": write_words(quote.speaker) or None,
            "verb": write_words(quote.cue),
            "stance": quote.stance,
            "polarity": quote.polarity,
            "manner": quote.manner,
            "relayed_by": write_words(quote.relayed_by) or None,
            "words": write_words(quote.content),
            "title": write_words(quote.title),
        }
        for quote in quotes
    ]
    outlets, speakers = ({row[name] for row in rows} - {None} for name in ("outlet", "speaker"))
    undated = sum(row["published"] is None for row in rows)
    named = f" ({count(len(speakers), 'speaker')} of that name)" if len(speakers) > 1 else ""
    return Table(
        kind="speaker",
        title=f"Said to have said: {write_words(asked)}",
        description=(
            f"{count(len(rows), 'statement')} of {write_words(asked)}{named} in "
            f"{count(len(outlets), 'outlet')}, by date and by the stance of the outlet's verb."
        ),
        rows=tuple(rows),
        left_out=f"{count(undated, 'statement')} without a date" if undated else None,
    )


def draw_speaker(table: Table, look: Look) -> Drawing:
    """Draw a point for each statement: outlets down, days across, the stance of the verb as its colour."""
    import altair as alt

    rows = sorted(
        (row for row in table.rows if row["published"]),
        key=lambda row: (str(row["published"]), str(row["outlet"])),
    )
    if not rows:
        return draw_nothing(table)
    spread = _spread(rows)
    data = alt.Data(values=shorten(spread, "outlet"))
    outlets = list(dict.fromkeys(cut(str(row["outlet"])) for row in rows))
    deepest = max(int(row["beside"] or 0) for row in spread)
    days = write_days(str(row["published"]) for row in rows)
    base = alt.Chart(data, width=WIDTH, height=alt.Step(STEP + POINT * deepest)).encode(
        x=alt.X(
            "day:T",
            title=f"published {days}, each by its own clock",
            scale=alt.Scale(padding=14),
            axis=alt.Axis(labelExpr=DAY_AND_YEAR if _is_long(rows) else HOUR_OR_DAY, tickCount=8),
        ),
        yOffset=alt.YOffset("beside:Q", scale=alt.Scale(domain=[-1, deepest + 1])),
        y=alt.Y("outlet:N", sort=outlets, title=None),
        tooltip=[
            alt.Tooltip(one)
            for one in (
                "published:N",
                "outlet:N",
                "speaker:N",
                "verb:N",
                "stance:N",
                "words:N",
                "relayed_by:N",
            )
        ],
    )
    told = [one for one in STANCES if any(row["stance"] == one for row in rows)]
    at = [STANCES.index(one) for one in told]
    colours = [look.colours[number] for number in (0, 2, 4, 3, 1)]
    points = base.mark_point(filled=True, size=95, opacity=0.9).encode(
        color=alt.Color(
            "stance:N", title="the verb is", scale=alt.Scale(domain=told, range=[colours[one] for one in at])
        ),
        shape=alt.Shape(
            "stance:N", title="the verb is", scale=alt.Scale(domain=told, range=[SHAPES[one] for one in at])
        ),
    )
    return alt.layer(points).properties(title=make_title(table))


def _is_long(rows: Sequence[Row]) -> bool:
    """Say whether rows in order of time go over a new year, so that a day needs its year."""
    return str(rows[0]["published"])[:4] != str(rows[-1]["published"])[:4]


def _spread(rows: Iterable[Row]) -> list[Row]:
    """Give each statement its place beside others of the same outlet and moment."""
    beside, spread = Counter[tuple[object, object]](), list[Row]()
    for row in rows:
        moment = str(row["published"])[:16]
        key = row["outlet"], moment
        spread.append({**row, "day": moment if "T" in moment else f"{moment}T00:00", "beside": beside[key]})
        beside[key] += 1
    return spread
