"""What charts show, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from rashomon.charts import KINDS, Row, tabulate, tabulate_speaker
from rashomon.compare import compare
from rashomon.records import Account, Story
from rashomon.store import Quote


def pick(rows: Sequence[Row], *columns: str) -> list[tuple[object, ...]]:
    return [tuple(row[column] for column in columns) for row in rows]


def test_the_timeline_has_each_telling_with_a_time_and_each_report(
    story: Story, market: list[Account]
) -> None:
    table = tabulate("timeline", story, market)
    told = [row for row in table.rows if row["what"] == "happening"]
    came = [row for row in table.rows if row["what"] == "report"]
    assert pick(told, "outlet", "start", "end") == [
        ("Wire", "2031-10-14", "2031-10-14"),
        ("Daily", "2031-10-14", "2031-10-14"),
    ]
    assert pick(came, "outlet", "start")[0] == ("Wire", "2031-10-14T12:00")
    assert len(came) == 4


def test_reports_of_several_zones_are_told_by_the_clock_of_the_first(
    story: Story, market: list[Account]
) -> None:
    first, second, *others = story.reports
    moved = (
        replace(first, published="2031-10-14T15:20:00+03:00"),
        replace(second, published="2031-10-14T13:00:00Z"),
        *(replace(one, published=None) for one in others),
    )
    table = tabulate("timeline", replace(story, reports=moved), market)
    came = [row for row in table.rows if row["what"] == "report"]
    assert pick(came, "start")[:3] == [("2031-10-14T15:20",), ("2031-10-14T16:00",), (None,)]
    assert table.description.endswith("by the clock of UTC+03:00.")
    assert table.left_out == "2 reports without a date"


def test_a_scene_is_told_as_often_as_it_is_and_a_place_that_is_not_known_is_not_drawn(
    story: Story, market: list[Account]
) -> None:
    table = tabulate("map", story, market)
    assert pick(table.rows, "what", "place", "tellings", "latitude", "outlets") == [
        ("scene", "Odda", 2, 60.07, "Wire; Daily"),
        ("named", "market", 2, None, "Wire; Daily"),
    ]
    assert table.left_out == "1 place whose position is not known"


def test_the_network_joins_a_speaker_to_those_whom_the_acts_they_tell_of_are_by(
    story: Story, market: list[Account]
) -> None:
    rows = tabulate("network", story, market).rows
    assert next(row["about"] for row in rows if row["as"] == "actor") == "the Odda Front"
    assert {row["outlet"] for row in rows} == {"Wire"}
    assert all(row["speaker"] != row["about"] for row in rows)


def test_positions_have_a_row_for_each_voice_and_none_for_an_open_end(
    story: Story, market: list[Account]
) -> None:
    rows = tabulate("positions", story, market).rows
    assert pick(rows, "speaker", "outlet", "low", "high", "relation") == [
        (None, "Wire", 27.0, 27.0, "conflicting"),
        (None, "Courier", 27.0, 27.0, "conflicting"),
        (None, "Daily", 24.0, None, "conflicting"),
        ("Ana Brekke", "Daily", 41.0, 41.0, "conflicting"),
    ]


def test_loaded_words_are_told_apart_from_names_by_their_tone(story: Story, market: list[Account]) -> None:
    rows = tabulate("naming", story, market).rows
    loaded = [row for row in rows if row["tone"] is not None]
    assert ("terrorists", "Army", "neg", 1, 0) in pick(loaded, "called", "outlet", "tone", "uses", "quoted")
    assert "front" in [row["called"] for row in rows if row["tone"] is None]


QUOTE = Quote(
    published="2031-10-14T12:00",
    outlet="Wire",
    speaker="Ana Brekke",
    cue="claimed",
    stance="doubting",
    content="the market\nwas hit",
    manner="indirect",
    polarity="asserted",
    kind="statement",
    source_kind="person",
    anonymous=False,
    relayed_by=None,
    title="Shells hit market",
    url=None,
    start=0,
    end=9,
    report_id="r",
    statement_id="s",
)


def test_a_speakers_statements_have_the_outlets_verb_and_its_stance() -> None:
    table = tabulate_speaker([QUOTE, replace(QUOTE, published=None, outlet=None)], "brekke")
    assert pick(table.rows, "outlet", "verb", "stance", "words") == [
        ("Wire", "claimed", "doubting", "the market was hit"),
        ("no outlet named", "claimed", "doubting", "the market was hit"),
    ]
    assert table.left_out == "1 statement without a date"


@pytest.mark.parametrize("kind", KINDS)
def test_every_table_has_a_title_a_sentence_and_rows_with_the_same_columns(
    kind: str, story: Story, market: list[Account]
) -> None:
    table = tabulate(kind, story, market)
    assert table.kind == kind
    assert table.title.endswith("Shells hit market in Odda")
    assert table.description.endswith(".")
    assert {tuple(row) for row in table.rows} == {table.columns}


@pytest.mark.parametrize("kind", KINDS)
def test_a_story_of_one_report_that_tells_nothing_has_a_table(kind: str, market: list[Account]) -> None:
    bare = Account(report=market[0].report, coder="test")
    assert all(row["what"] == "report" for row in tabulate(kind, compare([bare]), [bare]).rows)


def test_a_kind_that_there_is_none_of_is_an_error_that_names_those_there_are(
    story: Story, market: list[Account]
) -> None:
    with pytest.raises(ValueError, match="there are timeline, map"):
        tabulate("pie", story, market)
