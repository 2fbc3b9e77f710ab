"""Charts as Vega-Lite, SVG and pages: whole, without a request, whatever a report says."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib import resources
from typing import Any, cast
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.charts import (
    KINDS,
    Table,
    draw,
    make_spec,
    read_bundle,
    tabulate,
    tabulate_speaker,
    write_csv,
    write_html,
    write_json,
    write_png,
    write_svg,
)
from rashomon.charts.looks import DARK, LIGHT, Look
from rashomon.records import Account, Story
from rashomon.store import Quote

UNDATED = Quote(
    published=None,
    outlet=None,
    speaker="Ana Brekke",
    cue="said",
    stance="neutral",
    content="it rained",
    manner="indirect",
    polarity="asserted",
    kind="statement",
    source_kind="person",
    anonymous=False,
    relayed_by=None,
    title=None,
    url=None,
    start=0,
    end=1,
    report_id="r",
    statement_id="s",
)
HOSTILE = '</script><script>alert(1)</script> ${x} \u202eevil\x1b[31m & "quoted" datum.a == \''


def walk(value: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - as deep as a specification is
    if isinstance(value, dict):
        inner = cast("dict[str, Any]", value)
        return [inner, *(found for one in inner.values() for found in walk(one))]
    if isinstance(value, list):
        return [found for one in cast("list[Any]", value) for found in walk(one)]
    return []


@pytest.mark.parametrize("is_dark", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_has_its_data_in_it_and_asks_for_nothing(
    kind: str, story: Story, market: list[Account], *, is_dark: bool
) -> None:
    table = tabulate(kind, story, market)
    chart = draw(table, is_dark=is_dark)
    spec = make_spec(chart)
    assert spec == chart.to_dict(validate=True)
    assert all("url" not in one for one in walk(spec))
    assert spec["description"] == table.description
    assert spec["config"]["background"] == (DARK if is_dark else LIGHT).paper


@pytest.mark.parametrize("kind", KINDS)
def test_svg_is_made_of_every_kind(kind: str, story: Story, market: list[Account]) -> None:
    svg = write_svg(draw(tabulate(kind, story, market)))
    root = ElementTree.fromstring(svg)
    texts = " ".join("".join(one.itertext()) for one in root.iter() if one.tag.endswith("text"))
    assert "Shells hit market in Odda" in texts
    assert "href" not in svg


def test_png_begins_as_a_png_does(story: Story, market: list[Account]) -> None:
    assert write_png(draw(tabulate("positions", story, market))).startswith(b"\x89PNG")


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_without_rows_is_a_chart_that_says_so(kind: str) -> None:
    svg = write_svg(draw(Table(kind=kind, title="t", description="d.", rows=())))
    assert "There is nothing to draw." in svg


def test_what_has_no_date_is_a_chart_that_says_so(story: Story, market: list[Account]) -> None:
    reports = tuple(replace(one, published=None) for one in story.reports)
    bare = [replace(account, times=()) for account in market]
    table = tabulate("timeline", replace(story, reports=reports), bare)
    assert len(table.rows) == 4
    assert "There is nothing to draw." in write_svg(draw(table))
    assert "There is nothing to draw." in write_svg(draw(tabulate_speaker([UNDATED], "brekke")))


def test_a_map_of_places_that_nobody_knows_is_a_map(story: Story, market: list[Account]) -> None:
    table = tabulate("map", story, market)
    unknown = replace(table, rows=tuple(row for row in table.rows if row["latitude"] is None))
    assert write_svg(draw(unknown)).startswith("<svg")


def poison(story: Story, account: Account) -> tuple[Story, Account]:
    """Put hostile words wherever a report's words come to be shown."""
    entities = tuple(replace(one, name=HOSTILE) for one in story.entities)
    reports = tuple(replace(one, title=HOSTILE, outlet=HOSTILE) for one in story.reports)
    places = tuple(replace(one, name=HOSTILE) for one in account.places)
    poisoned = replace(story, title=HOSTILE, entities=entities, reports=reports)
    return poisoned, replace(account, places=places)


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_words_stay_words(kind: str, story: Story, market: list[Account]) -> None:
    poisoned, first = poison(story, market[0])
    table = tabulate(kind, poisoned, [first, *market[1:]])
    chart = draw(table)
    svg, page = write_svg(chart), write_html(chart, table)
    assert not any(one.tag.endswith("script") for one in ElementTree.fromstring(svg).iter())
    assert page.count("<script>alert(1)") == 0
    assert "\u202e" not in svg + page
    assert "\x1b" not in svg + page


def test_hostile_words_in_a_csv_are_no_formula(story: Story, market: list[Account]) -> None:
    reports = tuple(replace(one, outlet="=1+1") for one in story.reports)
    lines = write_csv(tabulate("positions", replace(story, reports=reports), market)).splitlines()
    assert lines[0].startswith("figure,relation,speaker,outlet,value")
    assert all(",'=1+1," in line for line in lines[1:])


def test_a_page_has_the_chart_the_scripts_and_the_table_in_it(story: Story, market: list[Account]) -> None:
    table = tabulate("positions", story, market)
    page = write_html(draw(table), table)
    spec = re.search(r'<script type="application/json" id="spec">(.*?)</script>', page, re.DOTALL)
    assert spec is not None
    assert json.loads(spec[1])["description"] == table.description
    assert "default-src 'none'" in page
    assert "<td>Ana Brekke</td>" in page
    assert not re.search(r"<(script|link|img)[^>]* (src|href)=", page.replace(read_bundle(), ""))


def test_json_is_the_specification(story: Story, market: list[Account]) -> None:
    chart = draw(tabulate("timeline", story, market))
    assert json.loads(write_json(chart)) == json.loads(json.dumps(make_spec(chart)))


def test_the_chart_of_nobodys_words_is_empty() -> None:
    assert "nothing to draw" in write_svg(draw(tabulate_speaker([], "nobody")))


def luminance(colour: str) -> float:
    """Relative luminance, after WCAG 2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_colours_stand_out_from_the_paper_and_writing_can_be_read(look: Look) -> None:
    assert all(contrast(colour, look.paper) >= 3 for colour in look.colours)
    assert all(contrast(colour, look.paper) >= 4.5 for colour in (look.ink, look.quiet, look.against))


@pytest.mark.parametrize(("name", "kilobytes"), [("world.json", 60), ("countries.json", 420)])
def test_the_outlines_are_small_and_have_rings_that_close(name: str, kilobytes: int) -> None:
    written = (resources.files("rashomon.charts") / name).read_text("utf-8")
    assert len(written) < kilobytes * 1024
    outline = json.loads(written)
    rings: list[list[int]] = []
    for country in outline["objects"]["countries"]["geometries"]:
        polygons = [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]
        rings.extend(ring for polygon in polygons for ring in polygon)
    arcs = [points(arc) for arc in outline["arcs"]]
    for ring in rings:
        ends = [
            (arcs[one][0], arcs[one][-1]) if one >= 0 else (arcs[~one][-1], arcs[~one][0]) for one in ring
        ]
        assert all(ends[at][1] == ends[(at + 1) % len(ends)][0] for at in range(len(ends)))


def points(arc: list[list[int]]) -> list[tuple[int, int]]:
    x, y, found = 0, 0, list[tuple[int, int]]()
    for dx, dy in arc:
        x, y = x + dx, y + dy
        found.append((x, y))
    return found


AMOUNTS = st.one_of(st.none(), st.floats(0, 1e12, allow_nan=False))


@settings(max_examples=8, deadline=None)
@given(st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=1, max_size=6))
def test_figures_of_any_size_are_drawn(amounts: list[tuple[float | None, float | None]]) -> None:
    rows = tuple(
        {
            "figure": "1. killed",
            "relation": "conflicting",
            "speaker": None,
            "outlet": f"Outlet {number}",
            "value": "some",
            "low": low,
            "high": high,
            "published": None,
            "words": "some",
        }
        for number, (low, high) in enumerate(amounts)
        if low is not None or high is not None
    )
    table = Table(kind="positions", title="t", description="d.", rows=rows)
    assert make_spec(draw(table))["config"]
