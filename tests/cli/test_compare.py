"""`rashomon compare`: files and corpora, one story or several, and mistakes told in one line."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from rashomon.cli import main
from rashomon.cli.compare import PARTS as OFFERED
from rashomon.compare.overview import PARTS
from rashomon.records import Account
from rashomon.serial import account_from_json, story_from_json, to_json
from rashomon.store import Corpus

CASE = Path(__file__).parents[1] / "cases" / "market.accounts.jsonl"
MARKET = [account_from_json(line) for line in CASE.read_text("utf-8").splitlines()]


def run(*words: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["compare", *map(str, words)])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def save(path: Path, accounts: Iterable[Account]) -> Path:
    path.write_text("".join(f"{to_json(account)}\n" for account in accounts), "utf-8")
    return path


def elsewhere(name: str = "flood") -> Account:
    """Make an account of something else, years later."""
    text = (
        f"The river Vesna burst its banks near Kotel and carried off the {name} bridge, the mayor reported."
    )
    report = replace(
        MARKET[0].report,
        id=name,
        url=f"https://{name}.example/1",
        title=f"River carries off {name} bridge",
        outlet=f"The {name} Post",
        published="2033-05-01T10:00:00+00:00",
        text=text,
        paragraphs=((0, len(text)),),
        sentences=((0, len(text)),),
    )
    return Account(report=report, coder="test")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """One story of two reports, one of which has a copy, and a report alone."""
    copy = replace(MARKET[0].report, id="Late", outlet="Late Edition", url="https://late.example/1")
    path = tmp_path / "news.corpus"
    with Corpus(path) as opened:
        opened.add([MARKET[0], MARKET[3], Account(report=copy, coder="test"), elsewhere()])
    return path


def test_account_lines_become_a_story_as_json(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run("--json", "--one", CASE) == 0
    (line,) = capfdbinary.readouterr().out.splitlines()
    story = story_from_json(line)
    assert [report.outlet for report in story.reports] == ["Wire", "Daily", "Army", "Courier"]


def test_reports_of_several_stories_are_told_apart(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = save(tmp_path / "a.jsonl", [MARKET[0], elsewhere(), MARKET[3]])
    assert run("--json", path) == 0
    sizes = [len(json.loads(line)["reports"]) for line in capfdbinary.readouterr().out.splitlines()]
    assert sorted(sizes) == [1, 2]


def test_people_see_the_stories_of_several_and_are_told_who_stands_alone(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run("--width", "100", save(tmp_path / "a.jsonl", [MARKET[0], elsewhere(), MARKET[3]])) == 0
    out = capfd.readouterr().out
    assert out.startswith("Shells hit market in Odda\n")
    assert "Told by one report alone: River carries off flood bridge" in out


def test_account_lines_come_from_standard_input_too(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(CASE.read_bytes()))))  # pyright: ignore[reportArgumentType]
    assert run("--json", "--one", "-") == 0
    assert capfdbinary.readouterr().out.count(b"\n") == 1


def test_the_parts_that_are_offered_are_those_there_are() -> None:
    assert OFFERED == PARTS


def test_one_part_alone_can_be_shown(capfd: pytest.CaptureFixture[str]) -> None:
    assert run("--only", "denials", "--one", CASE) == 0
    out = capfd.readouterr().out
    assert "Denials" in out
    assert "Figures" not in out


def test_markdown_goes_to_standard_output(capfd: pytest.CaptureFixture[str]) -> None:
    assert run("--md", "--one", CASE) == 0
    assert capfd.readouterr().out.startswith("# Shells hit market in Odda\n")


def test_a_page_goes_to_a_file_or_to_standard_output(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "page.html"
    assert run("--html", out, "--one", CASE) == 0
    assert run("--html", "-", "--one", CASE) == 0
    assert capfd.readouterr().out == out.read_text("utf-8")


def test_a_bad_line_is_told_and_costs_no_other(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = save(tmp_path / "a.jsonl", MARKET)
    path.write_text(path.read_text("utf-8") + '{"report": 7}\n', "utf-8")
    assert run("--json", path) == 1
    assert "a.jsonl:5" in capfd.readouterr().err


def test_a_report_given_twice_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run("--one", "--json", CASE, save(tmp_path / "b.jsonl", MARKET[:1])) == 1
    assert "https://wire.example/odda: given twice" in capfd.readouterr().err


def test_a_corpus_with_several_stories_lists_them(corpus: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with Corpus(corpus) as opened:
        opened.add([elsewhere("lower"), elsewhere("upper")])
    assert run("--width", "100", corpus) == 0
    out = capfd.readouterr().out
    assert "Shells hit market in Odda" in out
    assert "bridge" in out
    assert "stories of several reports" in out


def test_the_one_story_of_a_corpus_is_shown_with_its_copies(
    corpus: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run("--json", corpus) == 0
    (line,) = capfdbinary.readouterr().out.splitlines()
    story = story_from_json(line)
    assert {report.outlet: report.copy_of is not None for report in story.reports} == {
        "Wire": False, "Courier": False, "Late Edition": True,
    }  # fmt: skip
    assert [len(origin.reports) for origin in story.origins] == [3]


def test_a_story_is_found_by_its_id_or_by_words_of_a_title(
    corpus: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run("--json", corpus, "rockets", "MARKET") == 0
    story = story_from_json(capfdbinary.readouterr().out)
    assert run("--json", corpus, story.id[:6]) == 0
    assert story_from_json(capfdbinary.readouterr().out) == story


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--json", "--md", str(CASE)], "--json, --md and --html cannot go together"),
        (["no-such.jsonl"], "no report to compare: no-such.jsonl"),
        (["a" * 5000], "no report to compare"),
        (["--html", str(CASE), str(CASE)], "--html would write over the input"),
        (["--html", "no/such/folder.html", str(CASE)], "cannot be written"),
        ([], "Missing argument"),
    ],
)
def test_a_mistake_is_one_line(words: list[str], told: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(*words) == 2
    err = capfd.readouterr().err
    assert told in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nothing", "such"], "has no story 'nothing such'"),
        (["--one"], "--one is for files"),
        (["bridge"], "is in 2 stories"),
    ],
)
def test_a_mistake_about_a_corpus_is_one_line(
    words: list[str], told: str, corpus: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    other = elsewhere("upper")
    text = "Parliament in Grall elected a speaker."
    report = replace(
        other.report,
        id="grall",
        text=text,
        title="A bridge to Grall",
        paragraphs=((0, len(text)),),
        sentences=(),
    )
    with Corpus(corpus) as opened:
        opened.add(replace(other, report=report))
    assert run(corpus, *words) == 2
    (line,) = (line for line in capfd.readouterr().err.splitlines() if line.startswith("rashomon"))
    assert told in line
