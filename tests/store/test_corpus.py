"""A corpus gives back what went in, whole, as rows and as Arrow tables."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from rashomon.errors import MissingExtra
from rashomon.records import Account
from rashomon.store import Added, Corpus
from rashomon.store.opening import describe

from .conftest import Tell


def test_accounts_come_in_the_order_they_were_added(corpus: Corpus, kostenets: Account, tell: Tell) -> None:
    accounts = [tell("Rain fell."), kostenets, tell("")]
    assert corpus.add(iter(accounts)) == Added(stored=3)
    assert list(corpus.accounts()) == accounts
    assert list(corpus.report_ids()) == [account.report.id for account in accounts]


def test_a_report_that_is_not_there_is_a_key_error(filled: Corpus) -> None:
    with pytest.raises(KeyError, match="has no report nothing"):
        filled.account("nothing")
    assert list(filled.copies("nothing")) == []


def test_a_corpus_that_was_closed_opens_anew(filled: Corpus, kostenets: Account) -> None:
    assert filled.account(kostenets.report.id) == kostenets
    filled.close()
    assert filled.account(kostenets.report.id) == kostenets


def test_a_corpus_is_asked_in_sql_and_cannot_be_changed_by_it(filled: Corpus) -> None:
    rows = filled.query("SELECT anchor FROM events WHERE type = :type ORDER BY number", {"type": "COERCE"})
    assert "entered" in [row["anchor"] for row in rows]


@pytest.mark.parametrize("table", describe())
def test_every_table_is_an_arrow_table(filled: Corpus, table: str) -> None:
    frame = filled.frame(table)
    assert frame.column_names == describe()[table]
    assert frame.to_pylist() == list(filled.query(f"SELECT * FROM {table}"))  # noqa: S608


def test_arrow_columns_have_the_types_of_the_schema(filled: Corpus) -> None:
    types = {field.name: str(field.type) for field in filled.frame("quantities").schema}
    expected = {"low": "double", "approximate": "bool", "report": "int64", "words": "string"}
    assert {name: types[name] for name in expected} == expected
    assert filled.frame("dropped").num_rows == 0


def test_a_table_that_is_not_there_is_named_with_those_that_are(filled: Corpus) -> None:
    with pytest.raises(ValueError, match="no table 'nothing'; it has runs, coders, reports"):
        filled.frame("nothing")


def test_without_pyarrow_the_extra_is_named(filled: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtra, match=r"rashomon\[arrow\]"):
        filled.frame("events")


def test_a_path_with_signs_of_an_address_is_a_path(tmp_path: Path, kostenets: Account) -> None:
    path = tmp_path / "a?mode=memory#b%20 c.corpus"
    with Corpus(path) as corpus:
        corpus.add(kostenets)
        assert list(corpus.accounts()) == [kostenets]
    assert path.exists()
