"""`rashomon search`, `quotes` and `stats`: the same answers as a table, as JSON lines and as CSV."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import fields, replace
from pathlib import Path

import pytest

from rashomon.cli import main
from rashomon.records import Account
from rashomon.serial import account_from_json
from rashomon.store import Corpus, Count, Hit, Quote

CASE = Path(__file__).parents[1] / "cases" / "kostenets.account.json"


def run(*words: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main([*map(str, words)])
    assert isinstance(ended.value.code, int)
    return ended.value.code


@pytest.fixture(scope="module")
def account() -> Account:
    return account_from_json(CASE.read_bytes())


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory, account: Account) -> Path:
    path = tmp_path_factory.mktemp("asked") / "news.corpus"
    with Corpus(path) as opened:
        opened.add(account)
    return path


def test_passages_are_shown_with_their_outlet(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("search", corpus, "court", "order", "--width", "100", "--no-color") == 0
    out = capsys.readouterr().out
    assert "2031-10-14 15:20  Balkan Newswire" in out
    assert "carrying a court order" in " ".join(out.split())
    assert out.endswith("1 report\n")


def test_events_are_shown_with_the_voice_that_tells_them(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--type", "COERCE", "--actor", "police", "--place", "Kostenets", "--published", "2031-10"]
    assert run("search", corpus, *words, "--width", "140") == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "COERCE seize" in out
    assert "Sofia City Prosecutor's Office said" in out


def test_quotes_are_shown_with_the_stance_of_the_verb(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("quotes", corpus, "vidolov", "--width", "140") == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "Plamen Vidolov denied (denying, denied)" in out
    assert out.endswith("3 statements")


def test_counts_are_shown(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("stats", corpus) == 0
    out = capsys.readouterr().out
    assert out.startswith(" 1  reports\n")
    assert "\nreports by outlet\n 1  Balkan Newswire\n" in out


def test_nothing_found_is_said_so(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("search", corpus, "zzyzx") == run("quotes", corpus, "nobody") == 0
    assert capsys.readouterr().out == "Nothing found.\n" * 2


@pytest.mark.parametrize(
    ("command", "kind"),
    [
        (["search", "officers"], Hit),
        (["search", "--type", "COERCE"], Hit),
        (["quotes", "vidolov"], Quote),
        (["stats"], Count),
    ],
)
def test_json_and_csv_have_every_field(
    corpus: Path, command: list[str], kind: type, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    name, *words = command
    columns = [field.name for field in fields(kind)]
    assert run(name, corpus, *words, "--json") == 0
    answers = [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]
    assert run(name, corpus, *words, "--csv") == 0
    rows = list(csv.DictReader(io.StringIO(capsysbinary.readouterr().out.decode(), newline="")))
    assert len(answers) == len(rows) > 0
    assert [list(answer) for answer in answers] == [list(row) for row in rows] == [columns] * len(rows)


def test_a_csv_of_answers_holds_no_formula(
    tmp_path: Path, account: Account, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = tmp_path / "news.corpus"
    with Corpus(path) as opened:
        opened.add(replace(account, report=replace(account.report, title="=1+1", outlet="@home")))
    assert run("search", path, "officers", "--csv") == 0
    (row,) = csv.DictReader(io.StringIO(capsysbinary.readouterr().out.decode(), newline=""))
    assert (row["title"], row["outlet"]) == ("'=1+1", "'@home")
    assert row["marks"] == "287-295;461-467"


def test_no_report_can_steer_a_terminal(
    tmp_path: Path, account: Account, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "news.corpus"
    entities = tuple(replace(one, name="\x1b[2Jgone\u202e") for one in account.entities)
    with Corpus(path) as opened:
        opened.add(replace(account, entities=entities, report=replace(account.report, outlet="\x1b[31mred")))
    for words in (["search", path, "officers"], ["quotes", path, "gone"], ["stats", path]):
        assert run(*words) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\u241b[31mred" in out


def test_a_type_that_no_event_has_is_told(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("search", corpus, "--type", "COERC") == 0
    out, err = capsys.readouterr()
    assert "Nothing found." in out
    assert err.startswith("rashomon: no event here is of the type COERC; there are ACCUSE, ")
    assert run("search", corpus, "--type", "coerce", "--status", "HAPPENED") == 0
    assert not capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["search"], "Missing argument 'CORPUS'"),
        (["search", "nowhere.corpus", "x"], "nowhere.corpus is not there; rashomon add makes it"),
        (["search", "a", "--published", "soon"], "'soon' is no date"),
        (["search", "a", "--published", "2031-13"], "'2031-13' is no date"),
        (["search", "a", "--voice", "mine"], "'mine' is not one of"),
        (["search", "a", "--status", "denid"], "'denid' is not one of 'happened', 'ongoing'"),
        (["search", str(CASE), "x"], "is no corpus"),
        (["quotes", "nowhere.corpus", "x", "--json", "--csv"], "--json and --csv cannot go together"),
        (["stats", "nowhere.corpus"], "is not there"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(
    words: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*words) == 2
    out, err = capsys.readouterr()
    assert not out
    assert err.count("\n") == 1
    assert complaint in err
