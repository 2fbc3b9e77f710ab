"""Every row of a corpus tells where it stands, and points where it should."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from rashomon.records import Account, Report
from rashomon.store import Corpus
from rashomon.store.opening import describe
from rashomon.store.rows import NUMBERED, make_rows

KEPT_ELSEWHERE = {"paragraphs"}
"""Fields of a report that only its account has."""
WORDS = {
    "mentions": ("words", "char_start", "char_end"),
    "statements": ("source", "source_start", "source_end"),
    "events": ("anchor", "char_start", "char_end"),
    "participants": ("words", "char_start", "char_end"),
    "quantities": ("words", "char_start", "char_end"),
    "times": ("words", "char_start", "char_end"),
    "places": ("words", "char_start", "char_end"),
    "labels": ("words", "char_start", "char_end"),
}


def test_every_field_of_a_report_has_its_column() -> None:
    names = {field.name for field in fields(Report)}
    assert names - KEPT_ELSEWHERE <= set(describe()["reports"])


@pytest.mark.parametrize(("table", "columns"), WORDS.items())
def test_words_are_the_words_of_the_text(filled: Corpus, table: str, columns: tuple[str, str, str]) -> None:
    words, start, end = columns
    asked = f"""SELECT {words} AS words, substr(text, {start} + 1, {end} - {start}) AS found
        FROM {table} JOIN reports ON reports.number = report WHERE {words} NOT NULL"""  # noqa: S608
    rows = list(filled.query(asked))
    assert rows
    assert [row["words"] for row in rows] == [row["found"] for row in rows]


@pytest.mark.parametrize("table", [*WORDS, "entities"])
def test_every_row_has_its_report_and_its_coder(filled: Corpus, kostenets: Account, table: str) -> None:
    asked = f"""SELECT DISTINCT reports.id, coders.name FROM {table}
        JOIN reports ON reports.number = report JOIN coders ON coders.number = {table}.coder"""  # noqa: S608
    assert list(filled.query(asked)) == [{"id": kostenets.report.id, "name": kostenets.coder}]


def test_rows_point_at_rows_that_are_there(filled: Corpus) -> None:
    assert list(filled.query("PRAGMA foreign_key_check")) == []


def test_an_event_says_who_where_when_and_whose_word_it_is(filled: Corpus) -> None:
    (row,) = filled.query("SELECT * FROM told_events WHERE anchor = 'entered'")
    expected = {
        "type": "COERCE",
        "mode": "seize",
        "status": "happened",
        "speaker": "Sofia City Prosecutor's Office",
        "actors": '["Bulgarian police"]',
        "place_name": "Kostenets",
        "country": "BGR",
        "date_start": "2031-10-14T05:00",
        "outlet": "Balkan Newswire",
    }
    assert {name: row[name] for name in expected} == expected


def test_a_statement_keeps_who_relays_it(filled: Corpus) -> None:
    (row,) = filled.query("SELECT speaker, relayed_by FROM statements WHERE lemma = 'suspected'")
    assert row == {"speaker": None, "relayed_by": "Sofia City Prosecutor's Office"}


def test_ids_that_lead_nowhere_point_at_nothing(kostenets: Account) -> None:
    account = replace(kostenets, entities=(), statements=(), places=(), times=())
    rows = make_rows(account, report=1, coder=1, first=dict.fromkeys(NUMBERED, 1))
    assert {row["statement"] for row in rows["events"]} == {row["place"] for row in rows["events"]} == {None}
    assert {row["entity"] for row in rows["participants"]} == {None}
    assert rows["participants"][0]["name"] == rows["participants"][0]["words"]


def test_numbers_go_on_from_those_that_are_there(kostenets: Account) -> None:
    first = {table: 100 * at for at, table in enumerate(NUMBERED, start=1)}
    rows = make_rows(kostenets, report=1, coder=1, first=first)
    for table in NUMBERED:
        numbers = [row["number"] for row in rows[table]]
        assert numbers == list(range(first[table], first[table] + len(numbers)))
    assert {row["event"] for row in rows["participants"]} <= {row["number"] for row in rows["events"]}
