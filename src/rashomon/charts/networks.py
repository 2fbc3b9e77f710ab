"""Who says what about whom: speakers, and those whom the acts they tell of are by or done to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from rashomon.charts.looks import Look
from rashomon.charts.tables import Row, Table, count, cut, name_outlets, write_words
from rashomon.charts.titles import make_title
from rashomon.records import Account, Story
from rashomon.telling import Party, ToldEvent, tell_events

if TYPE_CHECKING:
    import altair as alt

    from rashomon.charts.titles import Drawing

MOST_SPEAKERS = 14
MOST_SUBJECTS = 16
STEP = 26
"""Pixels from one name to the next."""
BETWEEN = 300
"""Pixels between speakers and those they speak of."""
MARGIN = 220
"""Pixels for the names at either side."""
PRONOUNS = frozenset(
    "he him his himself she her hers herself it its itself they them their theirs themselves we us our ours "
    "i me my you your who whom whose which that this these those one".split()
)
ROUNDS = 6
"""How often the names are put in a new order so that fewer lines cross; more change nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """Names at one side, with the line each stands on."""

    lines: Mapping[str, float]


def tell_network(story: Story, accounts: Sequence[Account]) -> Table:
    """Give each speaker of a story with those whom the events in their statements are by or done to.

    A row is one speaker, one outlet that lets them speak, one whom they speak of and one part (``as``:
    actor or recipient); the outlets' own voices are left out, as they speak of everybody.
    """
    tellings = list(_list_tellings(story, accounts))
    named = [row for row in tellings if row["speaker"] is not None and row["about"] is not None]
    unnamed = len(tellings) - len(named)
    rows = _gather(named)
    speakers, subjects = (len({row[side] for row in rows}) for side in ("speaker", "about"))
    return Table(
        kind="network",
        title=f"Who says what about whom: {write_words(story.title)}",
        description=(
            f"{count(speakers, 'speaker')} at the left, joined to the {subjects} at the right whom the acts "
            "they tell of are by or done to; a line for each outlet that lets them say so."
        ),
        rows=tuple(rows),
        left_out=f"{count(unnamed, 'telling')} in which a pronoun alone names one side" if unnamed else None,
    )


def _list_tellings(story: Story, accounts: Sequence[Account]) -> Iterator[Row]:
    outlets = name_outlets(story)
    names = {(one.report, one.id): entity.name for entity in story.entities for one in entity.members}
    for account in accounts:
        for told in tell_events(account):
            speaker = told.voices[0].party if told.voices else None
            if speaker is None:
                continue
            for part, party in _list_parties(told):
                yield {
                    "speaker": _name(speaker, account, names),
                    "outlet": outlets[account.report.id],
                    "about": _name(party, account, names),
                    "as": part,
                    "acts": told.anchor,
                    "types": told.event.type,
                    "denied": int(told.event.status == "denied"),
                }


def _list_parties(told: ToldEvent) -> Iterator[tuple[str, Party]]:
    yield from (("actor", party) for party in told.actors)
    yield from (("recipient", party) for party in told.recipients)


def _name(party: Party, account: Account, names: Mapping[tuple[str, str], str]) -> str | None:
    """Give the story's name of a party; None where the text has but a pronoun for it."""
    entity = party.entity
    known = None if entity is None else names.get((account.report.id, entity.id))
    if known is None and _is_pronoun(party):
        return None
    return write_words(known or party.name)


def _is_pronoun(party: Party) -> bool:
    if party.entity is None:
        return party.words.casefold() in PRONOUNS
    return all(mention.form == "pronoun" for mention in party.entity.mentions)


def _gather(tellings: Iterable[Row]) -> list[Row]:
    joined: dict[tuple[object, ...], list[Row]] = {}
    for row in tellings:
        if row["speaker"] != row["about"]:
            joined.setdefault(tuple(row[name] for name in ("speaker", "outlet", "about", "as")), []).append(
                row
            )
    rows = [
        {
            **own[0],
            "acts": "; ".join(dict.fromkeys(str(row["acts"]) for row in own)),
            "types": " ".join(dict.fromkeys(str(row["types"]) for row in own)),
            "denied": sum(int(row["denied"] or 0) for row in own),
            "tellings": len(own),
        }
        for own in joined.values()
    ]
    return sorted(rows, key=lambda row: (str(row["speaker"]), str(row["about"]), str(row["outlet"])))


def draw_network(table: Table, look: Look) -> Drawing:
    """Draw speakers at the left, those spoken of at the right, and a line for each outlet between them."""
    import altair as alt

    speakers = _most_frequent(table.rows, "speaker", MOST_SPEAKERS)
    drawn = [row for row in table.rows if row["speaker"] in speakers]
    subjects = _most_frequent(drawn, "about", MOST_SUBJECTS)
    drawn = [row for row in drawn if row["about"] in subjects]
    left, right = _order(drawn)
    height = STEP * max(len(left.lines), len(right.lines), 2)
    lines = (
        alt.Chart(alt.Data(values=list(_place_lines(drawn, left, right))))
        .mark_rule(opacity=0.8)
        .encode(
            x=alt.X(
                "from_x:Q",
                axis=None,
                scale=alt.Scale(domain=[0, 1], range=[MARGIN, MARGIN + BETWEEN], nice=False),
            ),
            x2=alt.X2("to_x:Q"),
            y=alt.Y("from_y:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False, reverse=True)),
            y2=alt.Y2("to_y:Q"),
            color=alt.Color("outlet:N", title="as told by"),
            size=alt.Size(
                "tellings:Q", title="tellings", scale=alt.Scale(range=[1.3, 6], domainMin=1), legend=None
            ),
            strokeDash=alt.StrokeDash(
                "stand:N",
                title="what they say",
                scale=alt.Scale(domain=["told", "denied"], range=[[1, 0], [5, 4]]),
            ),
            tooltip=[
                alt.Tooltip(one)
                for one in (
                    "speaker:N",
                    "about:N",
                    "as:N",
                    "outlet:N",
                    "acts:N",
                    "types:N",
                    "tellings:Q",
                    "stand:N",
                )
            ],
        )
    )
    names = _draw_names(left, 0.0, "right", look), _draw_names(right, 1.0, "left", look)
    others = len(table.rows) - len(drawn)
    note = f"{count(others, 'line')} of those who speak or are spoken of least" if others else None
    chart = alt.layer(lines, *names, width=BETWEEN + 2 * MARGIN, height=height)
    return chart.properties(title=make_title(table, [note]))


def _most_frequent(rows: Sequence[Row], name: str, most: int) -> list[str]:
    counts = Counter[str]()
    for row in rows:
        counts[str(row[name])] += int(row["tellings"] or 0)
    return [one for one, _ in counts.most_common(most)]


def _order(rows: Sequence[Row]) -> tuple[_Side, _Side]:
    """Order both sides by the mean line of those they are joined to (the barycentre method of Sugiyama)."""
    left, right = (_spread(dict.fromkeys(str(row[name]) for row in rows)) for name in ("speaker", "about"))
    for _ in range(ROUNDS):
        right = _spread(_by_mean(rows, ("about", "speaker"), left))
        left = _spread(_by_mean(rows, ("speaker", "about"), right))
    return left, right


def _spread(names: Mapping[str, object]) -> _Side:
    return _Side(lines={name: (at + 0.5) / len(names) for at, name in enumerate(names)})


def _by_mean(rows: Sequence[Row], sides: tuple[str, str], other: _Side) -> dict[str, float]:
    met: dict[str, list[float]] = {}
    for row in rows:
        met.setdefault(str(row[sides[0]]), []).append(other.lines[str(row[sides[1]])])
    means = {name: sum(lines) / len(lines) for name, lines in met.items()}
    return dict(sorted(means.items(), key=lambda item: (item[1], item[0])))


def _place_lines(rows: Sequence[Row], left: _Side, right: _Side) -> Iterator[Row]:
    """Give each line its ends; those of several outlets between the same two run side by side."""
    beside = Counter[tuple[str, str]]()
    for row in rows:
        pair = str(row["speaker"]), str(row["about"])
        shift = 0.18 * beside[pair] / max(len(left.lines), len(right.lines))
        beside[pair] += 1
        yield {
            **row,
            "acts": cut(str(row["acts"]), 120),
            "stand": "denied" if row["denied"] == row["tellings"] else "told",
            "from_x": 0.0,
            "to_x": 1.0,
            "from_y": left.lines[pair[0]] + shift,
            "to_y": right.lines[pair[1]] + shift,
        }


def _draw_names(side: _Side, at: float, align: Literal["left", "right"], look: Look) -> alt.Chart:
    import altair as alt

    rows = [{"name": cut(name, 34), "whole": name, "x": at, "y": line} for name, line in side.lines.items()]
    return (
        alt.Chart(alt.Data(values=rows))
        .mark_text(align=align, dx=-8 if align == "right" else 8, baseline="middle", limit=MARGIN - 15)
        .encode(
            x=alt.X("x:Q"),
            y=alt.Y("y:Q"),
            text=alt.Text("name:N"),
            color=alt.ColorValue(look.ink),
            tooltip=[alt.Tooltip(one) for one in ("whole:N",)],
        )
    )
