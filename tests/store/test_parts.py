"""A folder of parts: whole or not there, and asked as the corpus file it stands for."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from rashomon.errors import BadCorpus, UnwritableCorpus
from rashomon.records import Account, Dropped
from rashomon.store import Corpus, Plan, read_marker, write_part
from rashomon.store.opening import is_corpus
from rashomon.store.parts import name_part, read_part, read_plan

Tell = Callable[..., Account]
LOST = Dropped(source="a\udcff.html", reason="not text")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "news.parts"


def fill(folder: Path, *parts: Sequence[Account | Dropped], left_out: int | None = None) -> None:
    """Write parts; the shard of one is only planned."""
    plan = Plan(folder)
    for number, part in enumerate(parts):
        digest = f"shard {number}"
        assert plan.number(digest) == number
        if number != left_out:
            write_part(folder, number, digest, part, seconds=1.0)


def test_a_folder_answers_as_the_file_with_the_same_accounts(
    folder: Path, corpus: Corpus, kostenets: Account, tell: Tell
) -> None:
    rain, flood = tell("It rained on Monday.", outlet="Wire"), tell("It flooded on Tuesday.")
    copy = tell("It rained on Monday.", outlet="Daily Star")
    fill(folder, [kostenets, LOST, rain], [copy, flood])
    corpus.add([kostenets, LOST, rain, copy, flood])
    with Corpus(folder) as parts:
        questions: tuple[Callable[[Corpus], Any], ...] = (
            lambda one: list(one.search("compound")),
            lambda one: list(one.search(type="ASSAULT", limit=None)),
            lambda one: list(one.quotes("vidolov")),
            lambda one: one.stats(),
            lambda one: one.account(kostenets.report.id),
            lambda one: list(one.copies(rain.report.id)),
            lambda one: [*one.report_ids()],
            lambda one: one.frame("told_events"),
            lambda one: one.frame("quotes"),
        )
        for ask in questions:
            assert ask(parts) == ask(corpus)
        assert parts.account(kostenets.report.id) == kostenets
        assert is_corpus(parts.path)


def test_what_is_added_to_a_folder_is_seen_when_it_is_opened_again(folder: Path, tell: Tell) -> None:
    first, second = tell("It rained on Monday."), tell("It flooded on Tuesday.")
    fill(folder, [first])
    with Corpus(folder) as corpus:
        assert [*corpus.report_ids()] == [first.report.id]
        write_part(folder, Plan(folder).number("more"), "more", [second], seconds=1.0)
        corpus.close()
        assert [*corpus.report_ids()] == [first.report.id, second.report.id]


def test_a_folder_is_asked_up_to_the_first_shard_that_is_not_done(folder: Path, tell: Tell) -> None:
    accounts = [tell(f"It rained in town {number}.") for number in range(3)]
    fill(folder, *([one] for one in accounts), left_out=1)
    with Corpus(folder) as corpus:
        assert [*corpus.accounts()] == accounts[:1]
        corpus.close()
        write_part(folder, 1, "shard 1", [accounts[1]], seconds=1.0)
        assert [*corpus.accounts()] == accounts


def test_the_tables_of_all_parts_fit_together(folder: Path, kostenets: Account) -> None:
    other = replace(kostenets, report=replace(kostenets.report, id="other"))
    fill(folder, [kostenets], [other])
    parquet: Any = import_module("pyarrow.parquet")
    numbers: list[int] = []
    for path in folder.glob("part-*/events.parquet"):
        numbers += parquet.ParquetFile(path).read(columns=["number"])["number"].to_pylist()
    assert len(set(numbers)) == len(numbers) == 2 * len(kostenets.events)


def test_a_part_that_is_done_stays_as_it_is(folder: Path, tell: Tell) -> None:
    rain = tell("It rained on Monday.")
    fill(folder, [rain, LOST])
    again = write_part(folder, 0, "shard 0", [rain, LOST], seconds=9.0)
    assert again == read_marker(folder, 0)
    assert (again.accounts, again.dropped, again.seconds) == (1, 1, 1.0)
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []
    with pytest.raises(UnwritableCorpus):
        write_part(folder, 0, "another shard", [rain], seconds=1.0)


def test_an_account_that_no_json_can_hold_is_dropped(folder: Path, tell: Tell) -> None:
    fill(folder, [tell("It rained.", title="\ud800"), tell("It flooded.")])
    first, second = read_part(folder, 0)
    assert isinstance(first, Dropped)
    assert first.reason == "cannot be stored"
    assert second == tell("It flooded.")


@pytest.mark.parametrize("name", ["accounts.parquet", "reports.parquet", "dropped.parquet", "done.json"])
def test_a_damaged_part_is_an_error_that_names_it(folder: Path, tell: Tell, name: str) -> None:
    fill(folder, [tell("It rained.")])
    (name_part(folder, 0) / name).write_bytes(b"PAR1 and nothing more")
    with pytest.raises(BadCorpus, match="part-0000000 is damaged"):
        list(Corpus(folder).report_ids())


def test_a_damaged_plan_is_an_error_that_names_it(folder: Path, tell: Tell) -> None:
    fill(folder, [tell("It rained.")])
    (folder / "shards.jsonl").write_text(json.dumps({"number": 0}) + "\n")
    with pytest.raises(BadCorpus, match=r"shards\.jsonl is damaged"):
        read_plan(folder)


def test_a_folder_of_something_else_is_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(BadCorpus, match="is a folder without parts"):
        list(Corpus(tmp_path).report_ids())
    assert not is_corpus(tmp_path)


def test_a_folder_that_cannot_be_made_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UnwritableCorpus, match="cannot be written"):
        Plan(tmp_path / "file" / "parts")
