"""Accounts as Arrow tables, without a corpus file."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest

from rashomon.errors import BadRecord, MissingExtra
from rashomon.records import Account
from rashomon.store import Corpus
from rashomon.store.arrow_tables import make_tables, read_schemas
from rashomon.store.numbering import TOLD_TABLES
from rashomon.store.opening import describe

ONLY_A_CORPUS_KNOWS = {"wording", "revision", "replaced_by", "run"}


@pytest.mark.parametrize("table", [*TOLD_TABLES, "coders"])
def test_tables_of_accounts_are_those_of_a_corpus(filled: Corpus, kostenets: Account, table: str) -> None:
    stored, made = filled.frame(table), make_tables([kostenets])[table]
    assert made.schema == stored.schema
    known = [name for name in made.column_names if name not in ONLY_A_CORPUS_KNOWS]
    assert made.select(known).to_pylist() == stored.select(known).to_pylist()


def test_every_table_has_a_schema_with_its_columns() -> None:
    assert {table: schema.names for table, schema in read_schemas().items()} == describe()


def test_rows_of_parts_with_numbers_far_apart_can_be_put_together(kostenets: Account) -> None:
    parts = [make_tables([kostenets], first=part << 40) for part in (1, 2)]
    numbers = [row["number"] for part in parts for row in part["events"].to_pylist()]
    assert len(set(numbers)) == len(numbers)
    for part in parts:
        statements = {row["number"] for row in part["statements"].to_pylist()}
        assert {row["statement"] for row in part["events"].to_pylist()} <= statements | {None}
        assert {row["coder"] for row in part["events"].to_pylist()} == set(
            part["coders"]["number"].to_pylist()
        )


def test_no_accounts_are_tables_without_rows() -> None:
    assert {table.num_rows for table in make_tables([]).values()} == {0}


def test_half_a_surrogate_pair_is_no_traceback(kostenets: Account) -> None:
    entities = (replace(kostenets.entities[0], name="\ud83d"),)
    with pytest.raises(BadRecord, match="UTF-8"):
        make_tables([replace(kostenets, entities=entities)])


def test_without_pyarrow_the_error_names_the_extra(
    kostenets: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtra, match=r"rashomon\[arrow\]"):
        make_tables([kostenets])
