"""A corpus is told from other files, brought up to date, and what goes wrong is said plainly."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from rashomon.errors import BadCorpus, UnwritableCorpus
from rashomon.records import Account
from rashomon.store import Corpus, Count, opening
from rashomon.store.opening import migrate, open_to_read, open_to_write, read_migrations

SCHEMA_1 = Path(__file__).parents[1] / "cases" / "schema-1.sql"
"""What a corpus of schema 1 holds: the rows of the hand-made account, as that schema's writer wrote them."""


def write_garbage(path: Path) -> None:
    path.write_bytes(b"<html>" * 1000)


def write_other_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE articles (text)")


def write_newer_corpus(path: Path) -> None:
    with closing(open_to_write(path)) as corpus:
        corpus.execute("PRAGMA user_version = 99")


@pytest.mark.parametrize(
    ("make", "complaint"),
    [
        (write_garbage, "is no corpus"),
        (write_other_database, "is no corpus: it is another program's database"),
        (write_newer_corpus, r"was made by a newer Rashomon \(schema 99"),
        (Path.mkdir, "is a folder"),
    ],
)
def test_what_is_no_corpus_is_neither_read_nor_written(
    make: Callable[[Path], None], complaint: str, tmp_path: Path, kostenets: Account
) -> None:
    path = tmp_path / "a"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(BadCorpus, match=complaint):
        Corpus(path).stats()
    with pytest.raises(BadCorpus, match=complaint):
        Corpus(path).add(kostenets)
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_corpus_that_is_not_there_is_made_by_adding_and_not_by_asking(tmp_path: Path) -> None:
    path = tmp_path / "news.corpus"
    with pytest.raises(BadCorpus, match="is not there; rashomon add makes it"):
        Corpus(path).stats()
    assert not path.exists()
    assert Corpus(path).add([]).stored == 0
    assert Corpus(path).stats()


def test_a_corpus_of_the_first_schema_opens_in_this_one(tmp_path: Path, kostenets: Account) -> None:
    path = tmp_path / "old.corpus"
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        migrate(old, read_migrations()[:1])
        old.executescript(SCHEMA_1.read_text("utf-8"))
    with Corpus(path) as corpus:
        assert list(corpus.accounts()) == [kostenets]
        assert [hit.report_id for hit in corpus.search("extradition")] == [kostenets.report.id]
        assert corpus.add(kostenets).known == 1
        assert Count(what="events", value=None, count=len(kostenets.events)) in corpus.stats()
        assert next(corpus.query("PRAGMA user_version"))["user_version"] == len(read_migrations())


def test_a_corpus_is_brought_up_to_date_when_it_is_opened(
    filled: Corpus, kostenets: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = (
        *read_migrations(),
        "ALTER TABLE reports ADD COLUMN mood TEXT;\nUPDATE reports SET mood = 'calm';",
    )
    monkeypatch.setattr(opening, "read_migrations", lambda: later)
    filled.close()
    assert [row["mood"] for row in filled.query("SELECT mood FROM reports")] == ["calm"]
    assert list(filled.accounts()) == [kostenets]


def test_a_migration_that_fails_changes_nothing(filled: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = (*read_migrations(), "ALTER TABLE reports ADD COLUMN mood TEXT;\nINSERT INTO nowhere VALUES (1);")
    with monkeypatch.context() as patch:
        patch.setattr(opening, "read_migrations", lambda: wrong)
        with pytest.raises(sqlite3.OperationalError, match="nowhere"):
            open_to_write(filled.path)
    assert next(filled.query("PRAGMA user_version"))["user_version"] == len(read_migrations())
    assert "mood" not in next(filled.query("SELECT * FROM reports"))


def test_a_full_disk_is_named(filled: Corpus) -> None:
    with closing(open_to_write(filled.path)) as connection:
        connection.execute("PRAGMA max_page_count = 1")
        with pytest.raises(UnwritableCorpus, match="disk is full"), opening.name_faults(filled.path):
            connection.execute("CREATE TABLE more AS SELECT * FROM reports, mentions, entities")


def test_a_file_that_must_not_be_written_is_named(filled: Corpus) -> None:
    with pytest.raises(UnwritableCorpus, match="read-only"):
        list(filled.query("DELETE FROM reports"))
    assert len(list(filled.report_ids())) == 1


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, kostenets: Account) -> None:
    with pytest.raises(UnwritableCorpus, match="is its folder there"):
        Corpus(tmp_path / "no" / "news.corpus").add(kostenets)


def test_damage_is_named(filled: Corpus, tmp_path: Path) -> None:
    filled.close()
    damaged = bytearray(filled.path.read_bytes())
    damaged[8192:] = b"\xff" * (len(damaged) - 8192)
    path = tmp_path / "damaged.corpus"
    path.write_bytes(damaged)
    with pytest.raises(BadCorpus, match="is damaged"):
        list(Corpus(path).accounts())


def test_readers_see_what_is_stored_while_a_writer_is_at_work(filled: Corpus) -> None:
    with closing(open_to_write(filled.path)) as writer, opening.in_transaction(writer):
        writer.execute("DELETE FROM mentions")
        with closing(open_to_read(filled.path)) as reader:
            assert reader.execute("SELECT count(*) FROM mentions").fetchone()[0] > 0


def test_a_writer_waits_for_another_and_at_last_says_so(
    filled: Corpus, kostenets: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "PATIENCE_SECONDS", 0.0)
    with (
        closing(open_to_write(filled.path)) as writer,
        opening.in_transaction(writer),
        pytest.raises(UnwritableCorpus, match="held by another program"),
    ):
        filled.add(kostenets)


def test_nothing_is_left_beside_a_corpus_that_is_closed(filled: Corpus) -> None:
    assert filled.stats()
    filled.close()
    assert [path.name for path in filled.path.parent.iterdir()] == [filled.path.name]


@pytest.mark.skipif(os.geteuid() == 0, reason="whoever may write anywhere knows no read-only folder")
def test_a_corpus_in_a_folder_that_must_not_be_written_is_read(filled: Corpus, kostenets: Account) -> None:
    filled.close()
    folder = filled.path.parent
    folder.chmod(0o555)
    try:
        assert list(filled.accounts()) == [kostenets]
        filled.close()
    finally:
        folder.chmod(0o755)
