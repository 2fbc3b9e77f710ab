"""Parquet, read with pyarrow and pandas."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from rashomon.errors import BadExport, MissingExtra
from rashomon.records import Account
from rashomon.store import Corpus, export
from rashomon.store.arrow_tables import read_schemas
from rashomon.store.exports import parquet
from rashomon.store.exports.outputs import CONTENTS
from rashomon.store.exports.parquet import PARTITION_KEY, UNKNOWN
from rashomon.store.exports.sources import TABLES, UNDATED_TABLES, columns_of
from tests.store.exports.conftest import some, spoil, spoilings

ds: Any = import_module("pyarrow.dataset")
pd: Any = import_module("pandas")
Table = Any


def read(folder: Path, table: str) -> Table:
    return ds.dataset(folder / table, partitioning="hive").to_table()


def publish(account: Account, *dates: str | None) -> Iterator[Account]:
    """Give an account under several dates, each time as another report."""
    for number, date in enumerate(dates):
        text = account.report.text.translate({ord("a"): chr(ord("б") + number)})
        report = replace(
            account.report,
            id=f"{number:016}",
            url=f"https://wire.example/{number}",
            published=date,
            text=text,
        )
        yield replace(account, report=report)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_that_of_the_corpus(filled: Corpus, tmp_path: Path, table: str) -> None:
    export(filled, "parquet", tmp_path / "out")
    rows = read(tmp_path / "out", table)
    frame = filled.frame(table)
    assert rows.select(columns_of(table)).to_pylist() == frame.select(columns_of(table)).to_pylist()
    is_parted = PARTITION_KEY in rows.column_names
    assert is_parted == (table not in UNDATED_TABLES and rows.num_rows > 0)
    for column in columns_of(table):
        assert rows.schema.field(column).type == read_schemas()[table].field(column).type


def test_rows_lie_by_month_of_publication(kostenets: Account, tmp_path: Path) -> None:
    dates = ("2031-10-14T15:20:00+03:00", "2031-10-02", "2031-11-01T00:30:00+14:00", "2031", None)
    export(publish(kostenets, *dates), "parquet", tmp_path / "out")
    folders = {path.name for path in (tmp_path / "out" / "statements").iterdir()}
    months = ("2031-10", "2031-11", UNKNOWN)
    assert folders == {f"{PARTITION_KEY}={month}" for month in months}
    rows = read(tmp_path / "out", "reports").to_pylist()
    assert {row["published"]: row[PARTITION_KEY] for row in rows} == {
        date: (date[:7] if date and len(date) > len("2031") else None) for date in dates
    }


def test_pandas_reads_one_month(kostenets: Account, tmp_path: Path) -> None:
    export(publish(kostenets, "2031-10-14", "2031-11-02"), "parquet", tmp_path / "out")
    frame = pd.read_parquet(tmp_path / "out" / "events", filters=[(PARTITION_KEY, "==", "2031-11")])
    assert len(frame) == len(kostenets.events)
    assert set(frame[PARTITION_KEY].astype(str)) == {"2031-11"}


def test_a_corpus_gives_every_report_once_whatever_the_order_of_dates(
    corpus: Corpus, kostenets: Account, tmp_path: Path
) -> None:
    accounts = list(publish(kostenets, "2031-11-02", None, "2031-10-14", "2031-11-01"))
    corpus.add(accounts)
    exported = export(corpus, "parquet", tmp_path / "out")
    rows = read(tmp_path / "out", "reports").to_pylist()
    assert sorted(row["id"] for row in rows) == sorted(one.report.id for one in accounts)
    assert exported.reports == len(accounts)
    assert read(tmp_path / "out", "events").num_rows == sum(len(one.events) for one in accounts)


def test_rows_that_are_held_are_written_when_there_are_many(
    kostenets: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rashomon.store.exports.sources.ACCOUNTS_AT_ONCE", 2)
    monkeypatch.setattr(parquet, "HELD_BYTES", 20_000)
    dates = ("2031-10-14", "2031-11-02", None) * 4
    export(publish(kostenets, *dates), "parquet", tmp_path / "out")
    files = list((tmp_path / "out" / "mentions").rglob("*.parquet"))
    assert len(files) > len(set(dates))
    numbers = read(tmp_path / "out", "mentions")["number"].to_pylist()
    assert sorted(numbers) == list(range(1, len(numbers) + 1))


def test_a_large_part_is_a_file_of_its_own(
    kostenets: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rashomon.store.exports.sources.ACCOUNTS_AT_ONCE", 1)
    monkeypatch.setattr(parquet, "PART_BYTES", 100)
    export(publish(kostenets, "2031-10-14", "2031-10-15"), "parquet", tmp_path / "out", tables=["events"])
    folder = tmp_path / "out" / "events" / f"{PARTITION_KEY}=2031-10"
    assert sorted(path.name for path in folder.iterdir()) == ["part-00000.parquet", "part-00001.parquet"]


def test_where_no_report_has_a_date_there_are_no_partitions(
    kostenets: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rashomon.store.exports.sources.ACCOUNTS_AT_ONCE", 1)
    monkeypatch.setattr(parquet, "PART_BYTES", 100)
    export(publish(kostenets, None, None), "parquet", tmp_path / "out", tables=["events"])
    assert {path.name for path in (tmp_path / "out" / "events").iterdir()} == {
        "part-00000.parquet",
        "part-00001.parquet",
    }
    assert read(tmp_path / "out", "events").num_rows == 2 * len(kostenets.events)


def test_tables_and_reports_can_be_chosen(filled: Corpus, tmp_path: Path) -> None:
    export(filled, "parquet", tmp_path / "out", tables=["events", "labels"], outlet="Nobody's Newswire")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [CONTENTS, "events", "labels"]
    assert read(tmp_path / "out", "events").num_rows == 0
    assert read(tmp_path / "out", "events").schema.field("confidence").type == "double"


def test_the_contents_are_told(filled: Corpus, kostenets: Account, tmp_path: Path) -> None:
    export(filled, "parquet", tmp_path / "out")
    told = json.loads((tmp_path / "out" / CONTENTS).read_text("utf-8"))
    assert told["partitioned by"] == PARTITION_KEY
    assert told["tables"]["events"]["rows"] == len(kostenets.events)


@some
@given(spoiled=spoilings)
def test_hostile_texts_come_back(kostenets: Account, tmp_path: Path, spoiled: dict[str, str]) -> None:
    account = spoil(kostenets, spoiled)
    export([account], "parquet", tmp_path / "out", tables=["reports", "entities"], force=True)
    (report,) = read(tmp_path / "out", "reports").to_pylist()
    assert (report["text"], report["title"]) == (account.report.text, account.report.title)
    names = read(tmp_path / "out", "entities")["name"].to_pylist()
    assert names == [entity.name for entity in account.entities]


def test_parquet_is_a_folder(filled: Corpus) -> None:
    with pytest.raises(BadExport, match="folder"):
        export(filled, "parquet", sys.stdout)


def test_without_pyarrow_the_error_names_the_extra(
    filled: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtra, match=r"rashomon\[arrow\]"):
        export(filled, "parquet", tmp_path / "out")
    assert not (tmp_path / "out").exists()
