"""Who calls whom what: the names and loaded words for those a story speaks of, by outlet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rashomon.charts.looks import Look
from rashomon.charts.tables import Row, Table, count, cut, name_outlets, quote, write_words
from rashomon.charts.titles import make_title
from rashomon.compare.stems import fold
from rashomon.records import Account, Entity, Span, Story

if TYPE_CHECKING:
    import altair as alt

    from rashomon.charts.titles import Drawing

MOST_CALLED = 5
"""Those whose names are drawn: whom outlets call by most names."""
MOST_NAMES = 7
CELL = 26
COLUMN = 74
SIGNS = {"neg": " (−)", "pos": " (+)"}
TOLD = ("person", "organization", "group", "place", "facility")


def tell_naming(story: Story, accounts: Sequence[Account]) -> Table:
    """Give each name and loaded word that each outlet has for those whom several reports speak of.

    ``kind`` is theirs; ``uses`` counts mentions; ``quoted`` are those of them that stand in somebody's
    statement, and so are not the outlet's own words. ``tone`` is that of a loaded word, ``report`` the
    number of the outlet's first. Pronouns are left out.
    """
    outlets = name_outlets(story)
    of = {(one.report, one.id): entity for entity in story.entities for one in entity.members}
    shown: dict[str, str] = {}
    kinds = {write_words(entity.name): entity.kind for entity in story.entities}
    counted: dict[tuple[str, str, str, str | None], Counter[str]] = {}
    for account in accounts:
        for entity in account.entities:
            known = of.get((account.report.id, entity.id))
            if known is None or known.kind not in TOLD:
                continue
            for name, tone, span in _list_names(account, entity):
                called = shown.setdefault(fold(name), name)
                key = write_words(known.name), called, outlets[account.report.id], tone
                counts = counted.setdefault(key, Counter())
                counts["uses"] += 1
                counts["quoted"] += _is_quoted(account, span)
    numbers = {outlet: number for number, outlet in reversed(list(enumerate(outlets.values(), start=1)))}
    rows: list[Row] = [
        {
            "who": key[0],
            "kind": kinds[key[0]],
            "called": key[1],
            "outlet": key[2],
            "report": numbers[key[2]],
            "tone": key[3],
            "uses": counts["uses"],
            "quoted": counts["quoted"],
        }
        for key, counts in counted.items()
    ]
    rows = sorted(
        _keep_varied(rows), key=lambda row: (str(row["who"]), -int(row["uses"] or 0), str(row["called"]))
    )
    who = len({row["who"] for row in rows})
    return Table(
        kind="naming",
        title=f"Who calls whom what: {write_words(story.title)}",
        description=(
            f"Names and loaded words for {count(who, 'person or thing', 'persons and things')}, by outlet; "
            "the number is how often, and paler where others are quoted so."
        ),
        rows=tuple(rows),
    )


def _list_names(account: Account, entity: Entity) -> Iterator[tuple[str, str | None, Span]]:
    for mention in entity.mentions:
        if mention.form != "pronoun":
            yield _bare(quote(account, mention.span)), None, mention.span
    for label in account.labels:
        if label.target == entity.id:
            yield quote(account, label.span), label.tone, label.span


def _bare(words: str) -> str:
    """Leave out an article at the beginning.

    >>> _bare("The compound")
    'compound'
    """
    first, _, rest = words.partition(" ")
    return rest if rest and first.casefold() in ("the", "a", "an") else words


def _is_quoted(account: Account, span: Span) -> bool:
    return any(
        start <= span[0] and span[1] <= end for one in account.statements for start, end in one.content
    )


def _keep_varied(rows: Sequence[Row]) -> list[Row]:
    """Keep those who are called by more than one name, and by more than one outlet."""
    names, outlets = Counter[str](), Counter[str]()
    for who, _ in {(str(row["who"]), fold(str(row["called"]))) for row in rows}:
        names[who] += 1
    for who, _ in {(str(row["who"]), row["outlet"]) for row in rows}:
        outlets[who] += 1
    return [row for row in rows if names[str(row["who"])] > 1 and outlets[str(row["who"])] > 1]


def draw_naming(table: Table, look: Look) -> alt.VConcatChart:
    """Draw a table for each of those who are called most names: names down, outlets across."""
    import altair as alt

    outlets = list(
        dict.fromkeys(
            str(row["outlet"]) for row in sorted(table.rows, key=lambda row: int(row["report"] or 0))
        )
    )
    ranked = _rank(table.rows)
    chosen = ranked[:MOST_CALLED]
    panels = [
        _draw_panel([row for row in table.rows if row["who"] == who], outlets, look, is_first=not at)
        for at, who in enumerate(chosen)
    ]
    others = len(ranked) - len(chosen)
    note = f"{others} who are called by fewer names" if others else None
    chart = alt.vconcat(*panels, spacing=10)
    return chart.properties(title=make_title(table, [note]))


def _rank(rows: Sequence[Row]) -> list[str]:
    """Order those named by how many loaded words they are given, then persons and bodies, by their names."""
    loaded, names = Counter[str](), Counter[str]()
    bodies = {str(row["who"]) for row in rows if row["kind"] in ("person", "organization")}
    for row in rows:
        loaded[str(row["who"])] += row["tone"] is not None
        names[str(row["who"])] += 1
    return sorted(names, key=lambda who: (-loaded[who], who not in bodies, -names[who], who))


def _draw_panel(rows: Sequence[Row], outlets: Sequence[str], look: Look, *, is_first: bool) -> Drawing:
    import altair as alt

    totals = Counter[str]()
    for row in rows:
        totals[_label(row)] += int(row["uses"] or 0) + 100 * (row["tone"] is not None)
    names = [name for name, _ in totals.most_common(MOST_NAMES)]
    drawn = [_cell(row) for row in rows if _label(row) in names]
    axis = alt.Axis(orient="top", labelAngle=-30, labelLimit=150, title=None) if is_first else None
    base = alt.Chart(alt.Data(values=drawn), width=COLUMN * len(outlets), height=alt.Step(CELL)).encode(
        x=alt.X("column:N", scale=alt.Scale(domain=[cut(one, 26) for one in outlets]), axis=axis),
        y=alt.Y("name:N", sort=names, title=cut(str(rows[0]["who"]), 30), axis=_make_axis(look)),
        tooltip=[
            alt.Tooltip(one)
            for one in (
                "who:N",
                "called:N",
                "outlet:N",
                "tone:N",
                "uses:Q",
                "quoted:Q",
            )
        ],
    )
    whose = alt.Color(
        "whose:N",
        title="in whose words",
        scale=alt.Scale(domain=["the outlet's own", "quoted"], range=[look.plain, look.land]),
    )
    cells = base.mark_rect(stroke=look.paper, strokeWidth=2, cornerRadius=3).encode(color=whose)
    numbers = base.mark_text(fontWeight="bold").encode(
        text=alt.Text("uses:Q"),
        color=alt.condition("datum.whose == 'quoted'", alt.value(look.ink), alt.value(look.paper)),
    )
    return alt.layer(cells, numbers)


def _make_axis(look: Look) -> alt.Axis:
    import altair as alt

    return alt.Axis(
        titleAngle=0,
        titleAlign="left",
        titleAnchor="start",
        titleX=-330,
        titleFontWeight="bold",
        titleColor=look.ink,
        titleBaseline="top",
        labelLimit=190,
        ticks=False,
        domain=False,
    )


def _label(row: Mapping[str, object]) -> str:
    return cut(str(row["called"]), 32) + SIGNS.get(str(row["tone"]), "")


def _cell(row: Row) -> Row:
    is_own = int(row["quoted"] or 0) < int(row["uses"] or 0)
    return {
        **row,
        "name": _label(row),
        "column": cut(str(row["outlet"]), 26),
        "whose": "the outlet's own" if is_own else "quoted",
    }
