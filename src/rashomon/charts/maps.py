"""Where: the scenes of a story and the places it names, over the outlines of countries."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rashomon.charts.looks import WIDTH, Look
from rashomon.charts.outlines import Box, Point, cut_outline, name_countries, read_outline
from rashomon.charts.tables import Row, Table, count, cut, name_outlets, quote, shorten, write_words
from rashomon.charts.titles import make_title
from rashomon.records import Account, Place, Story
from rashomon.telling import tell_events

if TYPE_CHECKING:
    import altair as alt

    from rashomon.charts.titles import Drawing

HEIGHT = 380
SCENE, NAMED = "scene", "named"
NARROWEST_DEGREES = 5.0
"""A narrower map shows hardly a border or coast, and the outline at 1:50 million as crooked lines."""
FINE_DEGREES = 30.0
"""Maps so wide are drawn over the outline at 1:110 million: of the finer one no more could be seen."""
WIDEST_DEGREES = 150.0
MARGIN = 1.35
FARTHEST_NORTH = 80.0
SHORT = 24
LABEL_PIXELS, LINE_PIXELS = 110, 13
"""Room that a name takes."""


def tell_map(story: Story, accounts: Sequence[Account]) -> Table:
    """Give the places of a story, with how often each is told as a scene or named, by which outlets.

    A place without coordinates has a row, too. ``how`` is as in the records: "lies in" is drawn where that
    lies which it is said to be in.
    """
    rows = _gather(_list_places(story, accounts))
    missing = sum(row["latitude"] is None for row in rows)
    scenes = sum(row["what"] == SCENE and row["latitude"] is not None for row in rows)
    others = len(rows) - missing - scenes
    return Table(
        kind="map",
        title=f"Where: {write_words(story.title)}",
        description=(
            f"{count(scenes, 'scene')} of what {count(len(accounts), 'report')} tell, by how often each is "
            f"told, and {count(others, 'place')} they only name."
        ),
        rows=tuple(rows),
        left_out=f"{count(missing, 'place')} whose position is not known" if missing else None,
    )


def _list_places(story: Story, accounts: Sequence[Account]) -> Iterator[Row]:
    """Give a row for each time a place is the scene of an event, or only named."""
    outlets = name_outlets(story)
    for account in accounts:
        outlet, scenes = outlets[account.report.id], set[str]()
        for told in tell_events(account):
            if told.place is not None:
                scenes.add(told.place.id)
                yield _tell_place(told.place, account, (SCENE, outlet, told.anchor))
        for place in account.places:
            if place.id not in scenes:
                yield _tell_place(place, account, (NAMED, outlet, ""))


def _tell_place(place: Place, account: Account, told: tuple[str, str, str]) -> Row:
    what, outlet, act = told
    return {
        "what": what,
        "place": write_words(place.name),
        "latitude": place.latitude,
        "longitude": place.longitude,
        "country": place.country,
        "how": place.how,
        "outlets": outlet,
        "events": write_words(act),
        "words": quote(account, place.span),
    }


def _gather(places: Iterator[Row]) -> list[Row]:
    """Put together what is at one point, scenes first and those told most often before others."""
    at: dict[object, list[Row]] = {}
    for row in places:
        is_known = row["latitude"] is not None
        key = (row["latitude"], row["longitude"]) if is_known else str(row["place"]).casefold()
        at.setdefault(key, []).append(row)
    return sorted(map(_join, at.values()), key=lambda row: (row["what"] != SCENE, -int(row["tellings"] or 0)))


def _join(rows: Sequence[Row]) -> Row:
    scenes = [row for row in rows if row["what"] == SCENE]
    told = scenes or rows
    first = next((row for row in told if row["how"] == "resolved"), told[0])
    joined = {
        name: "; ".join(dict.fromkeys(str(row[name]) for row in told if row[name]))
        for name in ("outlets", "events", "words")
    }
    return {**first, **joined, "tellings": len(told)}


def draw_map(table: Table, look: Look) -> Drawing:
    """Draw scenes and other places as points, as large as they are often told, over the outlines."""
    import altair as alt

    known = [row for row in table.rows if row["latitude"] is not None]
    frame = _frame([_point(row) for row in known])
    labelled, countries = _label(known, frame)
    drawn = shorten(labelled)[::-1]
    base = alt.Chart(alt.Data(values=drawn)).encode(
        longitude=alt.Longitude("longitude:Q"),
        latitude=alt.Latitude("latitude:Q"),
        tooltip=[
            alt.Tooltip(one)
            for one in (
                "place:N",
                "what:N",
                "tellings:Q",
                "outlets:N",
                "events:N",
                "words:N",
                "how:N",
            )
        ],
    )
    dots = base.mark_circle(opacity=0.8, clip=True, stroke=look.paper, strokeWidth=1).encode(
        size=alt.Size(
            "tellings:Q",
            title="tellings",
            scale=alt.Scale(type="sqrt", range=[50, 600], domainMin=1),
            legend=alt.Legend(format="d", values=_sizes(drawn)),
        ),
        color=alt.Color(
            "what:N", title=None, scale=alt.Scale(domain=[SCENE, NAMED], range=[look.against, look.plain])
        ),
    )
    names = base.mark_text(align="left", dx=13, dy=-9, clip=True, fontSize=11).encode(
        text=alt.Text("label:N"), color=alt.ColorValue(look.ink)
    )
    chart = alt.layer(
        *_draw_land(frame, countries, look),
        dots,
        names,
        width=WIDTH,
        height=HEIGHT,
        view=alt.ViewConfig(stroke=look.line),
    )
    return chart.project(**frame.projection).properties(title=make_title(table))


def _draw_land(frame: _Frame, countries: Sequence[Row], look: Look) -> Iterator[alt.Chart]:
    """Draw the outlines of countries, and the names of those that are seen from near."""
    import altair as alt

    outline = (
        alt.Data(values=read_outline(), format=alt.DataFormat(type="topojson", feature="countries"))
        if frame.box is None
        else alt.Data(values=cut_outline(frame.box), format=alt.DataFormat(property="features"))
    )
    yield alt.Chart(outline).mark_geoshape(fill=look.land, stroke=look.border, strokeWidth=0.8, clip=True)
    if countries:
        yield (
            alt.Chart(alt.Data(values=list(countries)))
            .mark_text(clip=True, fontSize=10, fontStyle="italic")
            .encode(
                longitude=alt.Longitude("longitude:Q"),
                latitude=alt.Latitude("latitude:Q"),
                text=alt.Text("name:N"),
                color=alt.ColorValue(look.quiet),
            )
        )


def _point(row: Row) -> tuple[float, float]:
    return float(row["latitude"] or 0), float(row["longitude"] or 0)


def _label(rows: Sequence[Row], frame: _Frame) -> tuple[list[Row], list[Row]]:
    """Give each place the name that is written beside it, and the names of countries.

    A name that would be written over another one is left out.
    """
    taken: list[Point] = []

    def take(at: Point) -> bool:
        x, y = at[0] * frame.scale, at[1] * frame.scale
        is_free = all(abs(x - one) > LABEL_PIXELS or abs(y - other) > LINE_PIXELS for one, other in taken)
        if is_free:
            taken.append((x, y))
        return is_free

    labelled = [
        {**row, "label": cut(str(row["place"]), SHORT) if take(_flatten((longitude, latitude))) else ""}
        for row in rows
        for latitude, longitude in [_point(row)]
    ]
    named = name_countries(frame.box, _flatten) if frame.box else ()
    countries: list[Row] = [
        {"name": one.name, "longitude": math.degrees(one.at[0]), "latitude": _latitude(one.at[1])}
        for one in named
        if take(one.at)
    ]
    return labelled, countries


def _sizes(rows: Sequence[Row]) -> list[int]:
    most = max((int(row["tellings"] or 1) for row in rows), default=1)
    return sorted({1, (most + 1) // 2, most})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """The projection of a map, its pixels a radian, and what part of the world it shows; None for much."""

    projection: dict[str, Any]
    scale: float = WIDTH / (2 * math.pi)
    box: Box | None = None


_WORLD = _Frame(projection={"type": "equalEarth"})


def _frame(points: Sequence[tuple[float, float]]) -> _Frame:
    """Choose projection, centre and scale so that all points are on the map with their surroundings.

    Points across the date line are framed as one world map.
    """
    if not points:
        return _WORLD
    south, north = min(point[0] for point in points), max(point[0] for point in points)
    west, east = min(point[1] for point in points), max(point[1] for point in points)
    if east - west > WIDEST_DEGREES or max(abs(south), abs(north)) > FARTHEST_NORTH:
        return _WORLD
    top, bottom = _mercator(north), _mercator(south)
    tall = max((top - bottom) * MARGIN, math.radians(NARROWEST_DEGREES) * HEIGHT / WIDTH)
    wide = max(math.radians(east - west) * MARGIN, math.radians(NARROWEST_DEGREES))
    scale = min(WIDTH / wide, HEIGHT / tall)
    middle, half = (top + bottom) / 2, HEIGHT / scale / 2
    side = math.degrees(WIDTH / scale / 2)
    box = Box(
        west=(west + east) / 2 - side,
        south=_latitude(middle - half),
        east=(west + east) / 2 + side,
        north=_latitude(middle + half),
    )
    return _Frame(
        projection={
            "type": "mercator",
            "center": [(west + east) / 2, _latitude(middle)],
            "scale": scale,
            "translate": [WIDTH / 2, HEIGHT / 2],
        },
        scale=scale,
        box=box if 2 * side < FINE_DEGREES else None,
    )


def _flatten(point: Point) -> Point:
    """Give where a longitude and latitude are on Mercator's map, in radians."""
    return math.radians(point[0]), _mercator(max(-FARTHEST_NORTH, min(FARTHEST_NORTH, point[1])))


def _mercator(latitude: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))


def _latitude(height: float) -> float:
    return math.degrees(2 * math.atan(math.exp(height)) - math.pi / 2)
