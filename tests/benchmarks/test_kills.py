"""A process that is killed while it adds to a corpus loses nothing that it said was stored."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from benchmarks.kills import kill_and_look
from benchmarks.recombined import recombine
from rashomon.serial import account_from_json, to_json

CASE = Path(__file__).parents[1] / "cases" / "kostenets.account.json"


def test_nothing_is_lost_doubled_or_torn_by_kills(tmp_path: Path) -> None:
    account = account_from_json(CASE.read_bytes())
    lines = tmp_path / "accounts.jsonl"
    made = islice(recombine([account, account]), 60)
    lines.write_text("".join(f"{to_json(one)}\n" for one in made), "utf-8")
    left = kill_and_look(tmp_path / "news.corpus", lines, kills=3)
    assert left["told"] > 0
    assert (left["lost"], left["doubled"], left["torn"], left["damaged"]) == (0, 0, 0, 0)


def test_recombined_accounts_are_sound_and_the_same_every_time() -> None:
    account = account_from_json(CASE.read_bytes())
    first, second = (list(islice(recombine([account, account]), 3)) for _ in range(2))
    assert first == second
    assert len({one.report.id for one in first}) == 3
    for one in first:
        words = {one.report.text[slice(*event.anchor)] for event in one.events}
        assert {"searched", "entered"} <= words
