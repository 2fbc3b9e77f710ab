"""`rashomon stories` and `rashomon judge`: a table for people, and the same as JSON lines and CSV."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import fields, replace
from pathlib import Path

import pytest

from rashomon.cli import main
from rashomon.serial import account_from_json
from rashomon.store import Corpus, StoryRow

CASE = Path(__file__).parents[1] / "cases" / "kostenets.account.json"


def run(*words: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main([*map(str, words)])
    assert isinstance(ended.value.code, int)
    return ended.value.code


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    account = account_from_json(CASE.read_bytes())
    path = tmp_path / "news.corpus"
    with Corpus(path) as opened:
        opened.add(account)
        report = replace(
            account.report,
            id="other",
            outlet="=Other\x1b[31m",
            url="https://other.example/1",
            title="Raid",
            text=f"{account.report.text}\n\nNobody else was there.",
        )
        opened.add(replace(account, report=report))
    return path


def test_stories_are_grouped_and_shown(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("stories", corpus, "--width", "120", "--no-color") == 0
    told = capsys.readouterr()
    assert told.err == "2 reports grouped, 1 of them opens a story\n"
    assert "2031-10-14" in told.out
    assert told.out.endswith("1 story\n")
    assert run("stories", corpus, "zebra", "--no-color") == 0
    assert capsys.readouterr().out == "No stories.\n"


def test_stories_leave_as_json_and_csv(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("stories", corpus, "--json") == 0
    (told,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert list(told) == [field.name for field in fields(StoryRow)]
    assert told["reports"] == 2
    assert run("stories", corpus, "--csv", "--outlet", "Balkan Newswire", "--dates", "2031") == 0
    head, row = csv.reader(io.StringIO(capsys.readouterr().out))
    assert head == list(told)
    assert row[0] == told["id"]


def test_a_judgement_is_obeyed_listed_and_undone(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("judge", corpus, "split", "other", "--by", "Ann", "--json") == 0
    (said,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert (said["by"], said["kind"], said["left_report"]) == ("Ann", "report", "other")
    assert run("stories", corpus, "--at-least", "1", "--json") == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert run("judge", corpus, "list", "--no-color") == 0
    assert "split" in capsys.readouterr().out
    assert run("judge", corpus, "undo", said["number"]) == 0
    assert run("judge", corpus, "list", "--no-color") == 0
    assert capsys.readouterr().out.endswith("No judgements.\n")
    assert run("stories", corpus, "--json") == 0
    assert json.loads(capsys.readouterr().out)["reports"] == 2


@pytest.mark.parametrize(
    "words",
    [("same", "other"), ("split", "nothing"), ("undo", "7"), ("undo", "x"), ("maybe", "a"), ("list", "a")],
)
def test_what_cannot_be_said_is_one_line_and_exit_code_2(
    corpus: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("judge", corpus, *words) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
