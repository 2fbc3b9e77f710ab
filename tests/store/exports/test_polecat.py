"""Rows in POLECAT's shape, read with pandas as POLECAT's are."""

from __future__ import annotations

import io
from dataclasses import replace
from importlib import import_module
from typing import Any

from hypothesis import given

from rashomon.records import Account
from rashomon.store.exports.polecat import EXTRA_COLUMNS, FIELDS
from tests.store.exports.conftest import Export, some, spoil, spoilings

pd: Any = import_module("pandas")
Frame = Any
COLUMNS_OF_POLECAT = 40


def read(text: str) -> Frame:
    return pd.read_csv(io.StringIO(text, newline=""), sep="\t", dtype=str, keep_default_na=False)


def test_columns_are_polecats_then_those_of_the_voice(kostenets: Account, written: Export) -> None:
    assert len(FIELDS) == COLUMNS_OF_POLECAT
    names = list(read(written([kostenets], "polecat")).columns)
    assert names[:8] == [
        "Event ID",
        "Event Date",
        "Event Type",
        "Event Mode",
        "Intensity",
        "Quad Code",
        "Contexts",
        "Actor Name",
    ]
    assert names[COLUMNS_OF_POLECAT:] == [column.name for column in EXTRA_COLUMNS]
    assert len(set(names)) == len(names)


def test_an_event_is_where_polecats_users_look_for_it(kostenets: Account, written: Export) -> None:
    frame = read(written([kostenets], "polecat"))
    (row,) = frame[frame.anchor == "entered"].to_dict("records")
    expected = {
        "Event Date": "2031-10-14",
        "Event Type": "COERCE",
        "Event Mode": "seize",
        "Intensity": "",
        "Quad Code": "MATERIAL CONFLICT",
        "Contexts": "legal",
        "Actor Name": "Bulgarian police",
        "Actor Country": "BGR",
        "Primary Actor Sector": "COP",
        "Actor Name Raw": "Some 400 officers",
        "Recipient Name": "Ozod Yo'l compound near Kostenets",
        "Placename": "Kostenets",
        "Country": "BGR",
        "Latitude": "42.30833",
        "Source": "Balkan Newswire",
        "Publication Date": "2031-10-14",
        "Language": "en",
        "speaker": "Sofia City Prosecutor's Office",
        "cue": "said",
        "title": kostenets.report.title,
    }
    assert {name: row[name] for name in expected} == expected
    assert "Plamen Vidolov" in row["Story People"].split("; ")


def test_lists_run_in_parallel(kostenets: Account, written: Export) -> None:
    row = read(written([kostenets], "polecat")).to_dict("records")[7]
    assert row["Recipient Name"].split("; ") == ["residents of the Ozod Yo'l compound", "Bulgarian police"]
    assert row["Recipient Sectors"].split("; ") == ["OPP", "COP"]
    assert len(row["Recipient Country"].split("; ")) == len(row["Recipient Name Raw"].split("; "))


def test_no_date_is_filled_in_from_the_publication(kostenets: Account, written: Export) -> None:
    frame = read(written([replace(kostenets, times=(), events=kostenets.events[:1])], "polecat"))
    assert list(frame["Event Date"]) == [""]


@some
@given(spoiled=spoilings)
def test_hostile_texts_stay_in_their_cells(
    kostenets: Account, written: Export, spoiled: dict[str, str]
) -> None:
    account = spoil(kostenets, spoiled)
    frame = read(written([account], "polecat"))
    assert set(frame.event_id) == {event.id for event in account.events}
    assert set(frame["Version"]) == {"by hand"}
