"""What happened when, by happening, and which outlet reported when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from rashomon.charts.looks import WIDTH, Look
from rashomon.charts.tables import Row, Table, count, cut, name_outlets, shorten, write_days, write_words
from rashomon.charts.titles import draw_nothing, make_title
from rashomon.compare.overview import title_happening
from rashomon.records import Account, Story, StoryReport
from rashomon.telling import ToldEvent, tell_events

if TYPE_CHECKING:
    import altair as alt

    from rashomon.charts.titles import Drawing, Picture

NEAR = timedelta(days=14)
"""What is told so long before the first report, or after the last, is drawn; the table has all."""
MOST_HAPPENINGS = 14
STEP = 22
"""Pixels of a line."""
STATUSES = {"happened": 0, "denied": 1, "ongoing": 2, "planned": 3, "threatened": 4, "hypothetical": 6}
"""The colour of each status, by its number."""
HOUR_OR_DAY = "timeFormat(datum.value, hours(datum.value) + minutes(datum.value) ? '%H:%M' : '%-d %b')"
HAPPENING, REPORT = "happening", "report"


def tell_timeline(story: Story, accounts: Sequence[Account]) -> Table:
    """Give each telling of a happening that has a time, and each report with when it came out.

    Times are those of the clock by which the first report with a time zone came out: events are told in
    local time, without a zone.
    """
    zone = _find_zone(story)
    reports = [_tell_report(one, number, zone) for number, one in enumerate(story.reports, start=1)]
    tellings = list(_tell_happenings(story, accounts))
    undated = sum(row["start"] is None for row in reports)
    happenings = count(len({row["name"] for row in tellings}), "happening")
    clock = f", by the clock of {zone}" if zone else ""
    return Table(
        kind="timeline",
        title=f"When: {write_words(story.title)}",
        description=(
            f"When {happenings} took place, as told, and when {count(len(reports), 'report')} came "
            f"out{clock}."
        ),
        rows=(*tellings, *reports),
        left_out=f"{count(undated, 'report')} without a date" if undated else None,
    )


def _find_zone(story: Story) -> tzinfo | None:
    moments = (_read_moment(report.published) for report in story.reports)
    return next((moment.tzinfo for moment in moments if moment is not None and moment.tzinfo), None)


def _read_moment(moment: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(moment or "")
    except ValueError:
        return None


def _tell_report(report: StoryReport, number: int, zone: tzinfo | None) -> Row:
    moment = _read_moment(report.published)
    if moment is not None and moment.tzinfo is not None:
        moment = moment.astimezone(zone or UTC).replace(tzinfo=None)
    published = None if moment is None else moment.isoformat(timespec="minutes")
    name = write_words(report.outlet) or f"report {number}"
    return {
        "what": REPORT,
        "name": name,
        "start": published,
        "end": published,
        "outlet": name,
        "voice": None,
        "status": None,
        "words": write_words(report.title),
    }


def _tell_happenings(story: Story, accounts: Sequence[Account]) -> Iterator[Row]:
    outlets = name_outlets(story)
    texts = {account.report.id: account for account in accounts}
    told = {(one.report.id, one.event.id): one for account in accounts for one in tell_events(account)}
    for happening in story.happenings:
        title = write_words(title_happening(happening, texts))
        for member in happening.events:
            one = told.get((member.report, member.event))
            if one is not None and one.time is not None and one.time.start is not None:
                yield _tell_event(one, title, outlets[member.report])


def _tell_event(one: ToldEvent, title: str, outlet: str) -> Row:
    assert one.time is not None
    return {
        "what": HAPPENING,
        "name": title,
        "start": one.time.start,
        "end": one.time.end or one.time.start,
        "outlet": outlet,
        "voice": (write_words(one.voices[0].name) or "nobody named") if one.voices else None,
        "status": one.event.status,
        "words": write_words(one.sentence),
    }


def draw_timeline(table: Table, look: Look) -> Picture:
    """Draw happenings as bars and points above, and reports as points below, over one line of time."""
    import altair as alt

    reports = [_stretch(row) for row in table.rows if row["what"] == REPORT and row["start"]]
    told = [_stretch(row) for row in table.rows if row["what"] == HAPPENING]
    near = [row for row in told if _is_near(row, reports)]
    most = dict(Counter(str(row["name"]) for row in near).most_common(MOST_HAPPENINGS))
    drawn = sorted((row for row in near if row["name"] in most), key=lambda row: str(row["from"]))
    if not drawn and not reports:
        return draw_nothing(table)
    days = write_days(str(row[end]) for row in (*drawn, *reports) for end in ("from", "to"))
    panels = [_draw_panel(drawn, look, f"What happened, as told, {days}")] if drawn else []
    if reports:
        title = "Who reported" if drawn else f"Who reported, {days}"
        panels.append(_draw_panel(sorted(reports, key=lambda row: str(row["from"])), look, title))
    others = len(told) - len(drawn)
    note = f"{count(others, 'telling')} of times far off or happenings told least" if others else None
    scales = alt.ScaleResolveMap(x="shared", color="independent")
    chart = alt.vconcat(*panels, spacing=24, resolve=alt.Resolve(scale=scales))
    return chart.properties(title=make_title(table, [note]))


def _stretch(row: Row) -> Row:
    """Give a row with its first and last minute: a day lasts to its end."""
    start, end = str(row["start"]), str(row["end"])
    first = start if "T" in start else f"{start}T00:00"
    last = end if "T" in end else f"{end}T23:59"
    return {**row, "from": first, "to": last, "is_moment": int(first == last)}


def _is_near(row: Row, reports: Sequence[Row]) -> bool:
    """Say whether a telling is near enough to the reports to be drawn beside them."""
    ends = _read_moment(str(row["from"])), _read_moment(str(row["to"]))
    came = sorted(moment for one in reports if (moment := _read_moment(str(one["from"]))) is not None)
    if not came or None in ends:
        return not came
    first, last = (end.replace(tzinfo=None) for end in ends if end is not None)
    return came[0] - NEAR <= first and last <= came[-1] + NEAR


def _draw_panel(rows: Sequence[Row], look: Look, title: str) -> Drawing:
    import altair as alt

    names = list(dict.fromkeys(cut(str(row["name"])) for row in rows))
    data = alt.Data(values=shorten(rows, "name"))
    is_told = any(row["what"] == HAPPENING for row in rows)
    hue = (
        alt.Color("status:N", title="told as", scale=_scale_statuses(rows, look))
        if is_told
        else alt.ColorValue(look.ink)
    )
    tooltip = [
        alt.Tooltip(one)
        for one in (
            "outlet:N",
            "voice:N",
            "status:N",
            "start:N",
            "end:N",
            "words:N",
        )
    ]
    base = alt.Chart(data, width=WIDTH, height=alt.Step(STEP)).encode(
        y=alt.Y("name:N", sort=names, title=None, axis=alt.Axis(grid=True)),
        x=alt.X(
            "from:T",
            title=None,
            scale=alt.Scale(padding=12),
            axis=alt.Axis(labelExpr=HOUR_OR_DAY, tickCount=8),
        ),
        color=hue,
        tooltip=tooltip,
    )
    bars = base.mark_bar(height=7, opacity=0.45, cornerRadius=3).encode(x2=alt.X2("to:T"))
    moments = base.mark_point(filled=True, size=70, opacity=0.9, shape="diamond" if is_told else "circle")
    panel = alt.layer(
        bars.transform_filter("datum.is_moment == 0"), moments.transform_filter("datum.is_moment == 1")
    )
    return panel.properties(title=alt.TitleParams(text=title, fontSize=12, offset=6, frame="group"))


def _scale_statuses(rows: Sequence[Row], look: Look) -> alt.Scale:
    import altair as alt

    told = [one for one in STATUSES if any(row["status"] == one for row in rows)]
    return alt.Scale(domain=told, range=[look.colours[STATUSES[one]] for one in told])
