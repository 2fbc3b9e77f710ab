"""A batch is stored whole or not at all, and what was stored stays."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest

from rashomon.errors import UnwritableCorpus
from rashomon.records import Account
from rashomon.store import Added, Corpus, ledger, writing
from rashomon.store.opening import open_to_write
from rashomon.store.packing import pack

from .conftest import Tell


def several(tell: Tell, count: int) -> list[Account]:
    return [tell(f"Street {number} was closed on the night of day {number}.") for number in range(count)]


def test_a_batch_is_stored_when_it_is_full(
    corpus: Corpus, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "BATCH_ITEMS", 2)
    seen: list[int] = []
    with corpus.writer("test") as writer:
        for account in several(tell, 5):
            writer.add(account)
            seen.append(writer.added.stored)
    assert seen == [0, 2, 2, 4, 4]
    assert writer.added == Added(stored=5)


def test_a_batch_does_not_wait_for_long(corpus: Corpus, tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "BATCH_SECONDS", 0.0)
    with corpus.writer("test") as writer:
        writer.add(several(tell, 1)[0])
        assert writer.added == Added(stored=1)


def test_a_batch_that_fails_leaves_nothing_and_what_was_stored_stays(
    corpus: Corpus, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    accounts = several(tell, 4)
    corpus.add(accounts[0])

    def fail_once(account: Account, text: str) -> bytes:
        if account == accounts[2]:
            raise KeyboardInterrupt
        return pack(account, text)

    monkeypatch.setattr(ledger, "pack", fail_once)
    with pytest.raises(KeyboardInterrupt):
        corpus.add(accounts[1:])
    assert list(corpus.accounts()) == accounts[:1]
    assert list(corpus.query("SELECT count(*) AS n FROM runs")) == [{"n": 1}]


def test_after_an_error_nothing_more_is_taken(
    corpus: Corpus, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill_disk(*_: object) -> None:
        raise UnwritableCorpus("the disk is full")

    writer = corpus.writer("test")
    monkeypatch.setattr(ledger.Ledger, "take", fill_disk)
    writer.add(several(tell, 1)[0])
    with pytest.raises(UnwritableCorpus):
        writer.flush()
    monkeypatch.undo()
    with pytest.raises(UnwritableCorpus):
        writer.add(several(tell, 1)[0])
    writer.close()
    assert writer.added == Added()


def test_what_waits_is_stored_when_the_source_fails(corpus: Corpus, tell: Tell) -> None:
    def source() -> Iterator[Account]:
        yield from several(tell, 3)
        raise OSError("the network is gone")

    with suppress(OSError):
        corpus.add(source())
    assert len(list(corpus.report_ids())) == 3


def test_a_run_is_written_down_when_it_changes_something(corpus: Corpus, tell: Tell) -> None:
    accounts = several(tell, 2)
    corpus.add(accounts[0], run="first")
    corpus.add(accounts[0], run="nothing new")
    corpus.add(accounts[1], run="second")
    runs = list(corpus.query("SELECT number, command, started, finished FROM runs"))
    assert [(run["number"], run["command"]) for run in runs] == [(1, "first"), (2, "second")]
    assert all(run["started"] <= run["finished"] for run in runs)
    assert [row["run"] for row in corpus.query("SELECT run FROM reports ORDER BY number")] == [1, 2]


def test_two_writers_take_turns(corpus: Corpus, tell: Tell) -> None:
    accounts = several(tell, 6)
    with corpus.writer("one") as one, corpus.writer("other") as other:
        for number, account in enumerate(accounts):
            writer = one if number % 2 else other
            writer.add(account)
            writer.flush()
        other.add(accounts[0])
    assert (one.added, other.added) == (Added(stored=3), Added(stored=3, known=1))
    assert list(corpus.accounts()) == accounts
    assert list(corpus.query("PRAGMA foreign_key_check")) == []


def test_what_is_stored_is_on_the_disk(corpus: Corpus) -> None:
    connection = open_to_write(corpus.path)
    full = 2
    assert connection.execute("PRAGMA synchronous").fetchone()[0] == full
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    connection.close()
