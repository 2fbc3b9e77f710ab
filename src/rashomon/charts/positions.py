"""How many and how much, by whom: each voice's word on the figures of a story, on one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rashomon.charts.looks import Look
from rashomon.charts.tables import Row, Table, count, cut, name_outlets, shorten, write_words
from rashomon.charts.titles import make_title
from rashomon.compare.matrix import RELATIONS, name_speaker
from rashomon.compare.overview import title_happening
from rashomon.records import Account, Divergence, Position, Story

if TYPE_CHECKING:
    import altair as alt

    from rashomon.charts.titles import Drawing

WIDTH = 430
LONGEST_SPEAKER, LONGEST_OUTLET = 32, 24
STEP = 24
MOST_FIGURES = 6
DIFFERENT = ("conflicting", "updated", "unsure", "compatible")


def tell_positions(story: Story, accounts: Sequence[Account]) -> Table:
    """Give each voice's word on each figure of a story; those that differ most come first.

    ``low`` or ``high`` is None where the words leave that side open ("at least 18").
    """
    outlets = name_outlets(story)
    texts = {account.report.id: account for account in accounts}
    titles = {one.id: title_happening(one, texts) for one in story.happenings}
    figures = [one for one in story.divergences if any(map(_is_figure, one.positions))]
    figures.sort(key=lambda one: (list(RELATIONS).index(one.relation), -_count_voices(one)))
    rows = [
        row
        for number, one in enumerate(figures, start=1)
        for row in _tell_figure(one, _name_figure(one, titles, number), outlets)
    ]
    differing = sum(one.relation in DIFFERENT for one in figures)
    return Table(
        kind="positions",
        title=f"How many, says who: {write_words(story.title)}",
        description=(
            f"What each voice says of {count(len(figures), 'figure')}; on {differing} of them they differ. "
            "A bar is a range, an arrow an open end."
        ),
        rows=tuple(rows),
    )


def _is_figure(position: Position) -> bool:
    return position.low is not None or position.high is not None


def _count_voices(one: Divergence) -> int:
    return sum(len(position.voices) for position in one.positions if position.value is not None)


def _name_figure(one: Divergence, titles: dict[str, str], number: int) -> str:
    about = write_words(titles.get(one.about or "", ""))
    return f"{number}. {write_words(one.slot)}" + (f" ({about})" if about else "")


def _tell_figure(one: Divergence, name: str, outlets: dict[str, str]) -> Iterator[Row]:
    for position in filter(_is_figure, one.positions):
        for voice in position.voices:
            yield {
                "figure": name,
                "relation": one.relation,
                "speaker": write_words(name_speaker(voice)) or None,
                "outlet": outlets[voice.report],
                "value": write_words(position.value),
                "low": position.low,
                "high": position.high,
                "published": voice.published,
                "words": write_words(voice.words),
            }


def _name_voice(row: Row) -> str:
    outlet = cut(str(row["outlet"]), LONGEST_OUTLET)
    return outlet if row["speaker"] is None else f"{cut(str(row['speaker']), LONGEST_SPEAKER)}, in {outlet}"


def draw_positions(table: Table, look: Look) -> alt.VConcatChart:
    """Draw each figure with a line for each voice; what the voices contradict each other on is in red."""
    import altair as alt

    names = list(dict.fromkeys(str(row["figure"]) for row in table.rows))
    own = {name: [row for row in table.rows if row["figure"] == name] for name in names}
    differing = [name for name in names if own[name][0]["relation"] in DIFFERENT]
    chosen = (differing or names)[:MOST_FIGURES]
    panels = [_draw_figure(own[name], look) for name in chosen]
    others = len(names) - len(chosen)
    note = f"{count(others, 'figure')} that differ less, or not at all" if others else None
    chart = alt.vconcat(*panels, spacing=22)
    return chart.properties(title=make_title(table, [note]))


def _draw_figure(rows: Sequence[Row], look: Look) -> Drawing:
    import altair as alt

    relation = str(rows[0]["relation"])
    colour = {"conflicting": look.against, "updated": look.colours[4], "unsure": look.colours[4]}.get(
        relation, look.plain
    )
    data = alt.Data(values=shorten([_stretch(row, rows) for row in rows]))
    voices = list(dict.fromkeys(map(_name_voice, rows)))
    least, most = _find_ends(rows)
    are_whole = all(one.is_integer() for one in _list_told(rows))
    base = alt.Chart(data, width=WIDTH, height=alt.Step(STEP)).encode(
        y=alt.Y("voice:N", sort=voices, title=None),
        x=alt.X(
            "from:Q",
            title=None,
            scale=alt.Scale(domain=[least, most], nice=False, zero=False),
            axis=alt.Axis(format=",.10~g", tickCount=6, tickMinStep=1 if are_whole else 0),
        ),
        color=alt.ColorValue(colour),
        tooltip=[
            alt.Tooltip(one)
            for one in (
                "speaker:N",
                "outlet:N",
                "value:N",
                "words:N",
                "published:N",
            )
        ],
    )
    bars = base.mark_rule(strokeWidth=3, opacity=0.6).encode(x2=alt.X2("to:Q"))
    exact = base.mark_point(filled=True, size=110, opacity=1).transform_filter("datum.open == ''")
    ends = [
        base.mark_point(filled=True, size=90, opacity=1, shape=shape)
        .encode(x=alt.X(f"{at}:Q"))
        .transform_filter(f"datum.open == '{side}'")
        for side, shape, at in (("up", "triangle-right", "to"), ("down", "triangle-left", "from"))
    ]
    starts = (
        base.mark_tick(thickness=3, height=14).encode(x=alt.X("at:Q")).transform_filter("datum.open != ''")
    )
    values = base.mark_text(align="left", dx=12, fontWeight="bold").encode(
        x=alt.X("to:Q"), text=alt.Text("value:N"), color=alt.ColorValue(look.ink)
    )
    title = alt.TitleParams(
        text=cut(str(rows[0]["figure"]), 70),
        subtitle=f"≠ {relation}" if relation == "conflicting" else RELATIONS[relation][1],
        subtitleColor=colour,
        fontSize=12,
        offset=4,
        frame="group",
    )
    return alt.layer(bars, exact, starts, *ends, values).properties(title=title)


def _stretch(row: Row, rows: Sequence[Row]) -> Row:
    """Give a row with the ends it is drawn between: an open end goes on to the edge of what is told."""
    low, high = row["low"], row["high"]
    least, most = _find_told(rows)
    reach = max((most - least) * 0.12, abs(most) * 0.05, 1e-9)
    open_ = "up" if high is None else "down" if low is None else ""
    start = float(low) if low is not None else min(least - reach, float(high or 0) - reach)
    end = float(high) if high is not None else max(most + reach, float(low or 0) + reach)
    at = float(low if low is not None else high or 0)
    return {**row, "from": start, "to": end, "at": at, "open": open_, "voice": _name_voice(row)}


def _find_told(rows: Sequence[Row]) -> tuple[float, float]:
    told = _list_told(rows)
    return min(told), max(told)


def _list_told(rows: Sequence[Row]) -> list[float]:
    return [float(row[side] or 0) for row in rows for side in ("low", "high") if row[side] is not None]


def _find_ends(rows: Sequence[Row]) -> tuple[float, float]:
    """Give the ends of the scale, with room for the arrows and the words beside them."""
    stretched = [_stretch(row, rows) for row in rows]
    least = min(float(row["from"] or 0) for row in stretched)
    most = max(float(row["to"] or 0) for row in stretched)
    room = (most - least) or abs(most) or 1.0
    return least - room * 0.08, most + room * 0.35
