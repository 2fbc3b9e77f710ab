"""`rashomon chart`: files and corpora, every format, and mistakes told in one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rashomon.charts import KINDS as DRAWN
from rashomon.charts import SPEAKER
from rashomon.cli import main
from rashomon.cli.chart import KINDS
from rashomon.serial import account_from_json
from rashomon.store import Corpus

MARKET = Path(__file__).parents[1] / "cases" / "market.accounts.jsonl"


def run(*words: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["chart", *map(str, words)])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_every_chart_there_is_can_be_asked_for() -> None:
    assert (*DRAWN, SPEAKER) == KINDS


@pytest.mark.parametrize(
    ("form", "start"),
    [("svg", b"<svg"), ("png", b"\x89PNG"), ("html", b"<!DOCTYPE html>"), ("csv", b"figure,")],
)
def test_the_ending_of_the_file_says_what_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str, start: bytes
) -> None:
    out = tmp_path / f"positions.{form}"
    assert run(MARKET, "positions", "--out", out) == 0
    assert out.read_bytes().startswith(start)
    assert capsys.readouterr().out == (
        f"{out}: What each voice says of 1 figure; on 1 of them they differ. "
        "A bar is a range, an arrow an open end.\n"
    )


def test_json_is_a_vega_lite_specification(tmp_path: Path) -> None:
    out = tmp_path / "naming.json"
    assert run(MARKET, "naming", "--dark", "--out", out) == 0
    assert "vega-lite" in json.loads(out.read_text("utf-8"))["$schema"]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "news.corpus"
    with Corpus(path) as opened:
        opened.add(account_from_json(line) for line in MARKET.read_text("utf-8").splitlines())
    return path


def test_a_story_of_a_corpus_is_drawn(tmp_path: Path, corpus: Path) -> None:
    out = tmp_path / "timeline.csv"
    assert run(corpus, "timeline", "--story", "market", "--out", out) == 0
    assert "report,Wire,2031-10-14T12:00" in out.read_text("utf-8")


@pytest.mark.parametrize("source", ["corpus", "files"])
def test_a_speaker_is_drawn_from_a_corpus_and_from_files(tmp_path: Path, corpus: Path, source: str) -> None:
    out = tmp_path / "speaker.csv"
    given = corpus if source == "corpus" else MARKET
    assert run(given, "speaker", "--speaker", "brekke", "--out", out) == 0
    assert "Ana Brekke" in out.read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["positions", "--out", "x.pdf"], "--out ends in one of .svg, .png, .html, .json, .csv"),
        (["positions", "--speaker", "brekke", "--out", "x.svg"], "--speaker goes with"),
        (["speaker", "--out", "x.svg"], "--speaker goes with"),
        (["speaker", "--speaker", "b", "--story", "m", "--out", "x.svg"], "leave out --story"),
    ],
)
def test_what_does_not_go_together_is_told(
    capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    assert run(MARKET, *words) == 2
    assert told in capsys.readouterr().err


def test_a_story_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(MARKET, "map", "--story", "flood", "--out", tmp_path / "x.svg") == 2
    assert capsys.readouterr().err == "rashomon: the input has no story 'flood'\n"


def test_somebody_who_says_nothing_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(MARKET, "speaker", "--speaker", "nobody", "--out", tmp_path / "x.svg") == 2
    assert "nobody called 'nobody'" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(MARKET, "map", "--out", tmp_path / "none" / "x.csv") == 2
    assert "cannot be written" in capsys.readouterr().err
