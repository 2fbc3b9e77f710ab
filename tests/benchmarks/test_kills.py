"""A process that is killed while it adds to a corpus loses nothing that it said was stored."""

from __future__ import annotations

import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from benchmarks.kills import kill_and_look, look
from benchmarks.recombined import recombine
from rashomon.serial import account_from_json, to_json

ROOT = Path(__file__).parents[2]
CASE = ROOT / "tests" / "cases" / "kostenets.account.json"
SOUND = {"lost": 0, "doubled": 0, "torn": 0, "miscounted": 0, "damaged": 0}


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """Forty accounts, one a line."""
    account = account_from_json(CASE.read_bytes())
    path = tmp_path / "accounts.jsonl"
    made = islice(recombine([account, account]), 40)
    path.write_text("".join(f"{to_json(one)}\n" for one in made), "utf-8")
    return path


def test_nothing_is_lost_doubled_or_torn_by_kills(lines: Path) -> None:
    left = kill_and_look(lines.with_name("news.corpus"), lines, kills=3)
    assert left.pop("killed") > 0
    assert left.pop("told") > 0
    assert left == SOUND


def test_nothing_is_lost_doubled_or_torn_by_several_who_add_the_same(lines: Path) -> None:
    corpus = lines.with_name("news.corpus")
    command = [sys.executable, "-m", "benchmarks.kills", "--child", str(corpus), str(lines)]
    several = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    told = {word for process in several for word in process.communicate()[0].split()}
    assert [process.returncode for process in several] == [0, 0, 0]
    assert len(told) == 40
    assert look(corpus, told) == SOUND


def test_recombined_accounts_are_sound_and_the_same_every_time() -> None:
    account = account_from_json(CASE.read_bytes())
    first, second = (list(islice(recombine([account, account]), 3)) for _ in range(2))
    assert first == second
    assert len({one.report.id for one in first}) == 3
    for one in first:
        words = {one.report.text[slice(*event.anchor)] for event in one.events}
        assert {"searched", "entered"} <= words
