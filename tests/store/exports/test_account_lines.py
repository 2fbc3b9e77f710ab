"""Accounts come back from JSON lines as they went in."""

from __future__ import annotations

import io
from dataclasses import replace

from hypothesis import given

from rashomon.records import Account, Dropped
from rashomon.store import Corpus, read_accounts
from tests.store.exports.conftest import Export, some, spoil, spoilings


def read(text: str) -> list[Account | Dropped]:
    return list(read_accounts(io.BytesIO(text.encode()), "test"))


def test_accounts_come_back_equal(kostenets: Account, hostile: Account, written: Export) -> None:
    assert read(written([kostenets, hostile], "jsonl")) == [kostenets, hostile]


@some
@given(spoiled=spoilings)
def test_whatever_is_in_them(kostenets: Account, written: Export, spoiled: dict[str, str]) -> None:
    account = spoil(kostenets, spoiled)
    assert read(written([account], "jsonl")) == [account]


def test_a_corpus_gives_back_what_went_in(filled: Corpus, kostenets: Account, written: Export) -> None:
    assert read(written(filled, "jsonl")) == [kostenets]


def test_what_no_utf8_can_hold_is_left_out(kostenets: Account, written: Export) -> None:
    broken = replace(kostenets, report=replace(kostenets.report, title="\ud83d"))
    assert read(written([broken, kostenets], "jsonl")) == [kostenets]
