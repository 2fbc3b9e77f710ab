"""Tables of a corpus as CSV."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given

from rashomon.errors import BadExport
from rashomon.records import Account
from rashomon.store import Corpus, unguard
from rashomon.store.exports.sources import TABLES, columns_of
from tests.store.exports.conftest import Export, some, spoil, spoilings


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_the_columns_and_the_rows_of_the_corpus(
    filled: Corpus, written: Export, table: str
) -> None:
    text = written(filled, "csv", tables=[table])
    assert next(csv.reader(io.StringIO(text, newline=""))) == list(columns_of(table))
    count = next(filled.query(f"SELECT count(*) AS count FROM {table}"))["count"]  # noqa: S608
    assert len(read(text)) == count


def test_rows_of_accounts_are_those_of_a_corpus(filled: Corpus, kostenets: Account, written: Export) -> None:
    for table in ("statements", "quantities", "labels", "mentions"):
        assert written([kostenets], "csv", tables=[table]) == written(filled, "csv", tables=[table])


def test_words_are_those_of_the_text(filled: Corpus, written: Export) -> None:
    (report,) = read(written(filled, "csv", tables=["reports"]))
    text = unguard(report["text"])
    for row in read(written(filled, "csv", tables=["statements"])):
        assert row["anonymous"] in ("true", "false")
        for start, end in json.loads(row["content_spans"]):
            assert text[start:end] in unguard(row["content"])


@some
@given(spoiled=spoilings)
def test_hostile_texts_come_back_exactly_and_are_no_formulas(
    kostenets: Account, written: Export, spoiled: dict[str, str]
) -> None:
    account = spoil(kostenets, spoiled)
    (report,) = read(written([account], "csv", tables=["reports"]))
    assert unguard(report["text"]) == account.report.text
    assert unguard(report["title"]) == account.report.title
    assert not report["text"].lstrip().startswith(("=", "+", "-", "@"))


def test_one_file_holds_one_table(kostenets: Account, written: Export) -> None:
    with pytest.raises(BadExport, match="one table"):
        written([kostenets], "csv", tables=["events", "labels"])


def test_only_a_corpus_has_copies(kostenets: Account, written: Export) -> None:
    with pytest.raises(BadExport, match="no table 'copies'"):
        written([kostenets], "csv", tables=["copies"])
