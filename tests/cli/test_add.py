"""`rashomon add`: what is stored, what is told, and where it goes on."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

import rashomon.flow
from rashomon.cli import main
from rashomon.errors import UnwritableCorpus
from rashomon.flow import Coder
from rashomon.records import Account, Marks, Report
from rashomon.store import Corpus, ledger

coded: list[str] = []


class NoEncoder:
    """Reads nothing, but remembers what it was given; falls over on a text with the word FAULT in it."""

    def encode(self, reports: Sequence[Report]) -> list[Marks]:
        if any("FAULT" in report.text for report in reports):
            raise RuntimeError("no head for this")
        coded.extend(report.text for report in reports)
        return [Marks(words=(), sentences=(), upos=(), heads=(), deprels=()) for _ in reports]


@pytest.fixture(autouse=True)
def light_coder(monkeypatch: pytest.MonkeyPatch) -> None:
    def build(report: Report, marks: Marks) -> Account:
        return Account(report=report, coder="test")

    def load(**_options: object) -> Coder:
        return Coder(NoEncoder(), build)

    coded.clear()
    monkeypatch.setattr(rashomon.flow, "load", load)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three reports, one of them twice, and a file that holds none."""
    reports = tmp_path / "reports"
    reports.mkdir()
    for number, name in enumerate(["river", "bridge", "school", "river"]):
        (reports / f"{number}.txt").write_text(f"The {name} was closed to all on Monday morning.")
    (reports / "4.txt").write_text(" ")
    return reports


def run(*words: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["add", *map(str, words)])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_reports_are_stored_and_the_rest_is_told(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = folder.parent / "news.corpus"
    assert run(path, folder) == 1
    out, err = capfd.readouterr()
    assert out == f"{path}: 3 reports stored, 1 known already, 1 input dropped\n"
    assert "4.txt: empty" in err
    with Corpus(path) as corpus:
        assert len(list(corpus.accounts())) == 3
        (row,) = corpus.query("SELECT reason, command FROM dropped JOIN runs ON runs.number = run")
        assert row["reason"] == "empty"
        assert row["command"].startswith("rashomon add ")


def test_what_is_stored_already_is_not_coded_again(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = folder.parent / "news.corpus"
    run(path, folder / "0.txt")
    coded.clear()
    (folder / "4.txt").unlink()
    assert run(path, folder) == 0
    assert len(coded) == 2
    assert capfd.readouterr().out.endswith("2 reports stored, 2 known already\n")


def test_options_of_reading_hold(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = folder.parent / "news.corpus"
    assert run(path, folder / "0.txt", "--outlet", "Wire", "--url", "https://wire.example/1") == 0
    (folder / "0.txt").write_text("The river was open to all again on Tuesday.")
    assert run(path, folder / "0.txt", "--outlet", "Wire", "--url", "https://wire.example/1") == 0
    assert run(path, folder / "0.txt", "--outlet", "Daily Star") == 0
    told = [line.partition(": ")[2] for line in capfd.readouterr().out.splitlines()]
    assert told == ["1 report stored", "1 revision", "1 copy"]


def test_a_report_that_the_coder_fails_on_costs_no_other(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "4.txt").write_text("The FAULT was found on Monday morning.")
    assert run(folder.parent / "news.corpus", folder) == 1
    out, err = capfd.readouterr()
    assert "3 reports stored" in out
    assert "a fault in Rashomon itself (RuntimeError: no head for this)" in err


def test_a_disk_that_is_full_ends_the_run_with_what_is_stored(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill_disk(*_: object) -> None:
        raise UnwritableCorpus("news.corpus cannot be written: the disk is full")

    monkeypatch.setattr(ledger.Ledger, "take", fill_disk)
    assert run(folder.parent / "news.corpus", folder) == 2
    out, err = capfd.readouterr()
    assert out.endswith(": nothing stored\n")
    assert err == "rashomon: news.corpus cannot be written: the disk is full\n"


def test_only_lost_inputs_do_not_hide_a_disk_that_is_full(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill_disk(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    (tmp_path / "bad.jsonl").write_text("{}\n" * 200)
    monkeypatch.setattr(ledger.Ledger, "take", fill_disk)
    assert run(tmp_path / "news.corpus", tmp_path / "bad.jsonl", "--jobs", "1") in (2, 70)
    assert "disk I/O error" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ([], "Missing argument 'CORPUS'"),
        (["a.corpus"], "Missing argument 'INPUT...'"),
        (["no/such/folder/a.corpus", "b.txt"], "no/such/folder/a.corpus cannot be opened"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(
    words: list[str], complaint: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(*words) == 2
    out, err = capfd.readouterr()
    assert not out
    assert err.count("\n") == 1
    assert complaint in err
