"""Files in GDELT's shape, read with pandas as GDELT's are."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from rashomon.records import Account
from rashomon.store import Corpus, export
from rashomon.store.exports.gdelt import EVENT_COLUMNS, MENTION_COLUMNS
from rashomon.store.exports.gdelt_columns import EVENT_FIELDS, MENTION_FIELDS
from rashomon.store.exports.outputs import CONTENTS
from rashomon.store.exports.tsv_cells import read_field
from rashomon.telling import tell_events
from tests.store.exports.conftest import some, spoil, spoilings

pd: Any = import_module("pandas")
Frame = Any
FIRST_VOICE, FIRST_OF_MENTION = 61, 16


def read(folder: Path, name: str) -> Frame:
    """Read a file as texts, with the headings from the file beside it."""
    columns = (folder / f"{name}.header.tsv").read_text("utf-8").rstrip("\n").split("\t")
    frame = pd.read_csv(
        folder / f"{name}.CSV", sep="\t", header=None, dtype=str, keep_default_na=False, encoding="utf-8"
    )
    assert frame.shape[1] == len(columns)
    return frame.set_axis(columns, axis=1)


@pytest.fixture
def folder(kostenets: Account, tmp_path: Path) -> Path:
    export([kostenets], "gdelt", tmp_path / "gdelt")
    return tmp_path / "gdelt"


def test_columns_are_gdelts_then_those_of_the_voice() -> None:
    assert len(EVENT_FIELDS) == FIRST_VOICE
    assert len(MENTION_FIELDS) == FIRST_OF_MENTION
    for columns in (EVENT_COLUMNS, MENTION_COLUMNS):
        names = [column.name for column in columns]
        assert len(set(names)) == len(names)
        assert "status" in names
    assert EVENT_FIELDS[26].name == "EventCode"
    assert EVENT_FIELDS[-1].name == "SOURCEURL"


def test_an_event_is_where_gdelts_users_look_for_it(folder: Path) -> None:
    frame = read(folder, "export")
    (row,) = frame[frame.anchor == "entered"].to_dict("records")
    expected = {
        "SQLDATE": "20311014",
        "MonthYear": "203110",
        "Year": "2031",
        "FractionDate": "2031.7781",
        "Actor1Code": "BGRCOP",
        "Actor1Name": "Bulgarian police",
        "Actor1CountryCode": "BGR",
        "Actor1Type1Code": "COP",
        "Actor2Name": "Ozod Yo'l compound near Kostenets",
        "IsRootEvent": "0",
        "EventCode": "170",
        "EventBaseCode": "170",
        "EventRootCode": "17",
        "QuadClass": "4",
        "GoldsteinScale": "-7",
        "NumMentions": "1",
        "AvgTone": "",
        "ActionGeo_Type": "",
        "ActionGeo_FullName": "Kostenets, Sofia, BGR",
        "ActionGeo_Lat": "42.30833",
        "DATEADDED": "",
        "SOURCEURL": "https://balkannewswire.example/2031/10/14/kostenets",
        "status": "happened",
        "speaker": "Sofia City Prosecutor's Office",
        "cue": "said",
    }
    assert {name: row[name] for name in expected} == expected


def test_mentions_point_at_the_words(folder: Path, kostenets: Account) -> None:
    events, mentions = read(folder, "export"), read(folder, "mentions")
    assert list(mentions.GLOBALEVENTID) == list(events.GLOBALEVENTID)
    assert mentions.GLOBALEVENTID.is_unique
    text = kostenets.report.text
    for row in mentions.to_dict("records"):
        assert " ".join(text[int(row["ActionCharOffset"]) :].split()).startswith(row["anchor"])
        start, end = kostenets.report.sentences[int(row["SentenceID"]) - 1]
        assert start <= int(row["ActionCharOffset"]) < end
        assert row["MentionSourceName"] == "balkannewswire.example"
        assert (row["MentionType"], row["MentionDocLen"]) == ("1", str(len(text)))


def test_numbers_fit_the_integers_of_gdelts_readers(folder: Path) -> None:
    frame = pd.read_csv(folder / "export.CSV", sep="\t", header=None)
    assert str(frame[0].dtype) == "int64"
    assert (frame[0] >= 0).all()


def test_no_date_is_filled_in_from_the_publication(kostenets: Account, tmp_path: Path) -> None:
    export([replace(kostenets, events=kostenets.events[:1], times=())], "gdelt", tmp_path / "out")
    (row,) = read(tmp_path / "out", "export").to_dict("records")
    assert {row[name] for name in ("SQLDATE", "MonthYear", "Year", "FractionDate", "DATEADDED")} == {""}


def test_when_a_report_was_fetched_is_told_in_utc(kostenets: Account, tmp_path: Path) -> None:
    report = replace(kostenets.report, retrieved="2031-10-14T16:00:05+03:00")
    export([replace(kostenets, report=report)], "gdelt", tmp_path / "out")
    assert set(read(tmp_path / "out", "export").DATEADDED) == {"20311014130005"}


def test_the_contents_name_every_column(folder: Path) -> None:
    told = json.loads((folder / CONTENTS).read_text("utf-8"))
    assert told["format"] == "gdelt"
    assert told["files"]["export.CSV"]["columns"] == [column.name for column in EVENT_COLUMNS]


def test_a_copy_mentions_the_events_and_counts_as_an_article(
    filled: Corpus, kostenets: Account, tmp_path: Path
) -> None:
    copy = replace(kostenets.report, id="copy", url="https://reprint.example/1", outlet="Reprint")
    filled.add(replace(kostenets, report=copy))
    export(filled, "gdelt", tmp_path / "out")
    events, mentions = read(tmp_path / "out", "export"), read(tmp_path / "out", "mentions")
    assert len(events) == len(kostenets.events)
    assert set(events.NumArticles) == set(events.NumSources) == {"2"}
    assert list(mentions.GLOBALEVENTID.unique()) == list(events.GLOBALEVENTID)
    assert len(mentions) == 2 * len(events)
    reprints = mentions[mentions.MentionSourceName == "reprint.example"]
    assert set(reprints.MentionIdentifier) == {"https://reprint.example/1"}
    assert set(reprints.ActionCharOffset) == set(reprints.SentenceID) == {""}
    assert set(reprints.report_id) == {kostenets.report.id}


def test_filters_choose_events(filled: Corpus, tmp_path: Path) -> None:
    export(filled, "gdelt", tmp_path / "out", type="COERCE", voice="others")
    frame = read(tmp_path / "out", "export")
    assert len(frame)
    assert set(frame.EventRootCode) == {"17"}
    assert "" not in set(frame.statement_id)


def test_a_bad_address_is_no_link(hostile: Account, tmp_path: Path) -> None:
    export([hostile], "gdelt", tmp_path / "out")
    assert set(read(tmp_path / "out", "export").SOURCEURL) == {""}
    assert set(read(tmp_path / "out", "mentions").MentionType) == {"2"}


@some
@given(spoiled=spoilings)
def test_hostile_texts_stay_in_their_cells(
    kostenets: Account, tmp_path: Path, spoiled: dict[str, str]
) -> None:
    account = replace(spoil(kostenets, spoiled), events=kostenets.events[:5])
    export([account], "gdelt", tmp_path / "out", force=True)
    frame = read(tmp_path / "out", "export")
    told = list(tell_events(account))
    assert list(frame.event_id) == [one.event.id for one in told]
    for cell, one in zip(frame.anchor, told, strict=True):
        assert read_field(cell) == " ".join(
            one.anchor.replace("\x00", "\ufffd").replace("\x1b", "\ufffd").split()
        )
