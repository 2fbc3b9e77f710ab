"""A real scheduler with real workers: the same rows as a run on one machine, whoever is killed on the way."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from inputs import (
    LATEST,
    RECIPE,
    Holder,
    add_here,
    find_lines,
    kill_held,
    name_many,
    name_places,
    read_rows,
    write_lines,
)

from rashomon.batch import Item, OnDask, Recipe, code_items, code_parts, find_items
from rashomon.errors import MissingExtra, NoWorkers
from rashomon.read import unpack_sources
from rashomon.records import Account
from rashomon.store import Corpus

SAMPLES = Path(__file__).parents[2] / "samples"
pytestmark = pytest.mark.cluster


@pytest.fixture(scope="module")
def engine() -> Iterator[OnDask]:
    with OnDask(None, 2) as opened:
        yield opened


def run(engine: OnDask, folder: Path, inputs: Path) -> list[int]:
    parts = list(code_parts(engine, find_lines(inputs), RECIPE, folder, most_items=7))
    assert sorted(path.name for path in folder.iterdir()) == [
        *(f"part-{number:07}" for number in range(len(parts))),
        "shards.jsonl",
    ]
    return [part.done.dropped for part in parts]


def compare(folder: Path, inputs: Path) -> None:
    with Corpus(folder) as corpus:
        assert corpus.stats()
    assert read_rows(folder / "index.corpus") == read_rows(
        add_here(folder.parent / "here.corpus", find_lines(inputs))
    )


def test_the_rows_are_those_of_a_run_on_one_machine(engine: OnDask, tmp_path: Path) -> None:
    inputs = name_many(tmp_path)
    assert run(engine, tmp_path / "parts", inputs) == [0, 1, 0, 0, 1, 0]
    compare(tmp_path / "parts", inputs)
    assert engine.workers == 2


def test_a_worker_killed_in_mid_shard_costs_nothing(engine: OnDask, tmp_path: Path) -> None:
    holder = Holder(tmp_path)
    killer = threading.Thread(target=kill_held, args=(holder,))
    killer.start()
    texts = name_places(30)
    texts[11] = f"Jericho is at HOLD {holder.pipe} today"
    inputs = write_lines(tmp_path / "many.jsonl", texts)
    assert run(engine, tmp_path / "parts", inputs) == [0, 0, 0, 0, 0]
    killer.join(LATEST)
    assert not (tmp_path / "pipe.told").exists()
    compare(tmp_path / "parts", inputs)


def test_a_report_that_ends_its_worker_is_dropped_and_costs_no_other(engine: OnDask, tmp_path: Path) -> None:
    texts = name_places(20)
    texts[11] = "Sodom must DIE and does"
    inputs = write_lines(tmp_path / "many.jsonl", texts)
    assert run(engine, tmp_path / "parts", inputs) == [0, 1, 0]
    with Corpus(tmp_path / "parts") as corpus:
        kept = [one.report.text for one in corpus.accounts(revisions=True)]
    assert kept == [*texts[:11], *texts[12:]]


def test_the_real_coder_gives_the_same_accounts_on_workers(engine: OnDask, tmp_path: Path) -> None:
    def find() -> Iterator[Item]:
        return find_items([str(SAMPLES)], lambda source: unpack_sources(source))

    parts = code_parts(engine, find(), Recipe(), tmp_path / "parts", most_items=5)
    assert [part.done.number for part in parts] == [0, 1]
    with Corpus(tmp_path / "parts") as corpus:
        here = [one for one in code_items(find(), Recipe(), jobs=1) if isinstance(one, Account)]
        assert list(corpus.accounts()) == here


def test_a_scheduler_that_is_not_there_is_an_error_that_says_so() -> None:
    with pytest.raises(NoWorkers, match=r"no Dask worker at tcp://127\.0\.0\.1:9"):
        OnDask("tcp://127.0.0.1:9", 1, patience=0.5)


def test_a_cluster_that_is_slow_to_end_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    class Slow:
        def __init__(self, *_arguments: object, **_options: object) -> None:
            pass

        def wait_for_workers(self, _count: int, timeout: float) -> None:
            pass

        def close(self, timeout: float) -> None:
            raise TimeoutError

    slow = SimpleNamespace(Client=Slow, LocalCluster=Slow, KilledWorker=RuntimeError)
    monkeypatch.setitem(sys.modules, "distributed", slow)
    with OnDask(None, 1):
        pass


def test_without_distributed_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingExtra, match=r"rashomon\[dask\]"):
        OnDask(None, 1)
