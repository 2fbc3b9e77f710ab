"""`rashomon export`: rows out, bad lines told, and no half-written file."""

from __future__ import annotations

import contextlib
import csv
import os
import pty
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from rashomon.cli import main
from rashomon.cli.export import FORMATS as OFFERED
from rashomon.serial import account_from_json, to_json
from rashomon.store import Corpus
from rashomon.store.exports.formats import FORMATS

CASE = Path(__file__).parents[1] / "cases" / "kostenets.account.json"
EVENTS = 14


def run(*words: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["export", *map(str, words)])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """Two accounts with a bad line between them."""
    good = CASE.read_text("utf-8").strip()
    path = tmp_path / "accounts.jsonl"
    path.write_text(f'{good}\n{{"report": 7}}\n{good}\n', "utf-8")
    return path


def test_rows_go_to_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run("--to", "csv", CASE) == 0
    out, err = capfdbinary.readouterr()
    assert out.count(b"\r\n") == EVENTS + 1
    assert b"Ozod Yo'l" in out
    assert not err


def test_a_bad_line_is_told_and_costs_no_other(lines: Path, capfd: pytest.CaptureFixture[str]) -> None:
    out = lines.parent / "events.csv"
    assert run("--out", out, lines, "missing.jsonl", lines.parent) == 1
    assert len(read_rows(out)) == 2 * EVENTS
    err = capfd.readouterr().err
    assert err.startswith("rashomon: 3 inputs gave no account:\n")
    assert "accounts.jsonl:2: not the record it should be: Expected `object`, got `int`" in err
    assert "missing.jsonl: cannot be read (No such file or directory)" in err
    assert "Traceback" not in err


def test_a_file_of_something_else_does_not_fill_the_screen(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "page.html").write_text("<p>\n" * 500)
    assert run(tmp_path / "page.html") == 1
    err = capfd.readouterr().err
    assert "500 inputs gave no account" in err
    assert err.endswith("and 480 more\n")
    assert err.count("\n") < 30


def test_standard_input_is_read() -> None:
    command = [sys.executable, "-m", "rashomon", "export", "-"]
    done = subprocess.run(command, input=CASE.read_bytes(), capture_output=True, check=True)
    assert done.stdout.count(b"\r\n") == EVENTS + 1


def test_a_file_takes_its_name_when_it_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> int:
        raise KeyboardInterrupt

    out = tmp_path / "events.csv"
    out.write_text("what was there")
    monkeypatch.setattr("rashomon.store.exports.csv_tables.write_event_rows", stop)
    assert run("--out", out, CASE) == 130
    assert out.read_text() == "what was there"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ([], "Missing argument"),
        (["--to", "xml", "a"], "xml"),
        (["news.corpuss"], "news.corpuss is not there"),
        (["--out", "no/such/folder.csv", str(CASE)], "no/such/folder.csv cannot be written"),
        (["--out", str(CASE), str(CASE)], "would write over the input"),
        (["--to", "parquet", str(CASE)], "is a folder of files"),
        (["--to", "jsonl", "--speaker", "vidolov", str(CASE)], "filters ask a corpus"),
        (["--to", "jsonl", "--table", "events", str(CASE)], "tables go only with csv and parquet"),
        (["--to", "claimreview", str(CASE)], "choose them by id, or by filters"),
        (["--to", "claimreview", "--statement", "nope", str(CASE)], "there is no statement nope"),
        (["--published", "yesterday", str(CASE)], "no date"),
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


def test_no_account_can_steer_a_terminal(tmp_path: Path) -> None:
    account = account_from_json(CASE.read_bytes())
    entities = tuple(replace(one, name="\x1b[2Jgone\u202e") for one in account.entities)
    path = tmp_path / "a.jsonl"
    path.write_text(to_json(replace(account, entities=entities)), "utf-8")
    terminal, child = pty.openpty()
    with (
        subprocess.Popen([sys.executable, "-m", "rashomon", "export", path], stdout=child) as process,
        os.fdopen(terminal, "rb", buffering=0) as screen,
    ):
        os.close(child)
        shown = b""
        with contextlib.suppress(OSError):  # how Linux says that a terminal has ended
            while part := screen.read(4096):
                shown += part
    assert process.returncode == 0
    assert "\u241b[2Jgone".encode() in shown
    assert b"\x1b" not in shown


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "news.corpus"
    with Corpus(path) as opened:
        opened.add(account_from_json(CASE.read_bytes()))
    return path


def test_a_corpus_is_exported_as_its_accounts_are(
    corpus: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run("--to", "jsonl", corpus) == 0
    out, err = capfdbinary.readouterr()
    assert account_from_json(out) == account_from_json(CASE.read_bytes())
    assert not err


def test_filters_choose_in_a_corpus(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "events.csv"
    assert run(corpus, "--type", "COERCE", "--voice", "others", "--published", "2031-10", "--out", out) == 0
    rows = read_rows(out)
    assert rows
    assert {row["type"] for row in rows} == {"COERCE"}
    assert "" not in {row["statement_id"] for row in rows}


def test_a_table_can_be_written_in_place_of_events(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "statements.csv"
    assert run(corpus, "--table", "statements", "--words", "compound", "--out", out) == 0
    assert {row["speaker"] for row in read_rows(out)} >= {"Plamen Vidolov"}


def test_what_is_written_and_what_is_left_out_is_said(
    corpus: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run("--to", "geojson", corpus, "--out", tmp_path / "events.geojson") == 0
    out, err = capfd.readouterr()
    assert out.endswith("events.geojson: 4 events of 1 report\n")
    assert err == "rashomon: left out: 10 events without coordinates\n"
    assert run("--to", "geojson", corpus, "--unplaced", "--out", tmp_path / "events.geojson") == 0
    assert capfd.readouterr().out.endswith(f"{EVENTS} events of 1 report\n")


def test_a_folder_is_replaced_only_by_force(
    corpus: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "gdelt"
    assert run("--to", "gdelt", corpus, "--out", out) == 0
    assert run("--to", "gdelt", corpus, "--out", out) == 2
    assert "--force" in capfd.readouterr().err
    assert run("--to", "gdelt", corpus, "--out", out, "--force") == 0
    assert run("--to", "gdelt", corpus, "--out", tmp_path, "--force") == 2
    assert corpus.exists()


def test_a_corpus_is_exported_alone(corpus: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(corpus, CASE) == 2
    assert "a corpus is exported alone" in capfd.readouterr().err


def test_another_programs_database_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / "other.db")) as connection:
        connection.execute("CREATE TABLE a (b)")
    assert run(tmp_path / "other.db") == 2
    assert "another program's database" in capfd.readouterr().err


def test_formats_that_the_command_offers_are_those_there_are() -> None:
    assert list(FORMATS) == list(OFFERED)
