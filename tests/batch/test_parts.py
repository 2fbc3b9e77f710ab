"""Shards into parts of a folder: done once, whatever happens, and the same rows as without them."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from inputs import RECIPE, Here, add_here, find_lines, find_texts, name_many, name_places, read_rows

from rashomon.batch import Item, Part, code_parts, find_items, run_shard
from rashomon.batch.engines import WorkerLost
from rashomon.batch.items import FAULT
from rashomon.batch.parts import digest_shard
from rashomon.batch.shards import Shard
from rashomon.errors import BadLexicon, NoWorkers, UnwritableCorpus
from rashomon.read import unpack_sources
from rashomon.store import Corpus, merge_part


def run(folder: Path, items: Any, engine: Any = None) -> list[Part]:  # noqa: ANN401 - any engine
    return list(code_parts(engine or Here(), items, RECIPE, folder, most_items=7))


def merge(path: Path, folder: Path, parts: list[Part]) -> Path:
    with Corpus(path).writer("test") as writer:
        for part in parts:
            merge_part(writer, folder, part.done)
    return path


def test_parts_that_are_merged_give_the_rows_of_a_run_without_them(tmp_path: Path) -> None:
    inputs = name_many(tmp_path)
    parts = run(tmp_path / "parts", find_lines(inputs))
    assert [part.done.number for part in parts] == [*range(6)]
    assert parts[-1].sources == (str(inputs),)
    merged = read_rows(merge(tmp_path / "merged.corpus", tmp_path / "parts", parts))
    assert merged == read_rows(add_here(tmp_path / "here.corpus", find_lines(inputs)))
    assert [len(merged[table]) for table in ("reports", "copies", "dropped")] == [36, 2, 2]


def test_a_folder_of_parts_is_asked_as_the_corpus_of_a_run_without_them(tmp_path: Path) -> None:
    inputs = name_many(tmp_path)
    run(tmp_path / "parts", find_lines(inputs))
    add_here(tmp_path / "here.corpus", find_lines(inputs))
    with Corpus(tmp_path / "parts") as parts, Corpus(tmp_path / "here.corpus") as here:
        assert list(parts.search("bridges", limit=None)) == list(here.search("bridges", limit=None))
        assert list(parts.search(outlet="Daily Star")) == list(here.search(outlet="Daily Star"))
        assert parts.stats() == here.stats()
        assert list(parts.accounts()) == list(here.accounts())
        assert parts.frame("entities") == here.frame("entities")


def test_what_is_done_is_not_done_again(tmp_path: Path) -> None:
    inputs = name_many(tmp_path)
    first, again = Here(), Here()
    before = run(tmp_path / "parts", find_lines(inputs), first)
    after = run(tmp_path / "parts", find_lines(inputs), again)
    assert (first.calls, again.calls) == (6, 0)
    assert [part.done for part in after] == [part.done for part in before]
    assert {part.was_done for part in after} == {True}


def test_more_inputs_are_new_shards_behind_the_others(tmp_path: Path) -> None:
    texts = name_places(30)
    run(tmp_path / "parts", find_texts(texts[:14]))
    engine = Here()
    parts = run(tmp_path / "parts", find_texts([*texts[:14], *texts[14:]]), engine)
    assert [part.done.number for part in parts] == [0, 1, 2, 3, 4]
    assert engine.calls == 3
    others = run(tmp_path / "parts", find_texts(texts[20:]))
    assert [part.done.number for part in others] == [5, 6]
    with Corpus(tmp_path / "parts") as corpus:
        assert len(list(corpus.report_ids())) == 30


def test_a_file_that_has_changed_is_another_shard(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"

    def digest() -> str:
        items: list[Item] = list(find_items([str(path)], lambda source: unpack_sources(source)))
        return digest_shard(Shard(number=0, items=tuple(items)))

    path.write_text("It rained.")
    before = digest()
    assert digest() == before
    path.write_text("It rained again.")
    assert digest() != before


class DiesAt(Here):
    """An engine whose workers come to an end at shards of several items, and at one text."""

    def submit(self, function: Callable[..., Any], /, *arguments: Any) -> Future[Any]:  # noqa: ANN401
        (shard, *_) = arguments
        future: Future[Any] = Future()
        if len(shard.items) > 1 or "Place5 " in str(shard.items[0]):
            future.set_exception(WorkerLost())
            return future
        return super().submit(function, *arguments)


def test_a_shard_whose_worker_ends_is_done_item_by_item(tmp_path: Path) -> None:
    texts = name_places(10)
    parts = run(tmp_path / "parts", find_texts(texts), DiesAt())
    assert [(part.done.accounts, part.done.dropped) for part in parts] == [(6, 1), (3, 0)]
    with Corpus(tmp_path / "parts") as corpus:
        (lost,) = corpus.query("SELECT source, reason FROM dropped")
        assert (lost["source"], lost["reason"]) == ("text Place5 was c", FAULT)
        assert [one.report.text for one in corpus.accounts()] == [*texts[:5], *texts[6:]]


def test_workers_that_end_whatever_they_are_given_end_the_run(tmp_path: Path) -> None:
    class Dies(Here):
        def submit(self, function: Callable[..., Any], /, *arguments: Any) -> Future[Any]:  # noqa: ANN401
            future: Future[Any] = Future()
            future.set_exception(WorkerLost())
            return future

    with pytest.raises(NoWorkers, match="keep ending"):
        run(tmp_path / "parts", find_texts(name_places(10)), Dies())


def test_a_shard_can_be_run_twice(tmp_path: Path) -> None:
    (part,) = run(tmp_path / "parts", find_texts(name_places(3)))
    shard = Shard(number=0, items=tuple(find_texts(name_places(3))))
    assert run_shard(shard, RECIPE, tmp_path / "parts") == part.done


def test_a_worker_without_the_folder_ends_the_run(tmp_path: Path) -> None:
    shard = Shard(number=0, items=tuple(find_texts(name_places(3))))
    with pytest.raises(UnwritableCorpus, match="workers must share it"):
        run_shard(shard, RECIPE, tmp_path / "elsewhere")


def test_a_recipe_that_cannot_be_followed_ends_the_run(tmp_path: Path) -> None:
    parts = code_parts(Here(), find_texts(["Rain"]), replace(RECIPE, lexicon="verbs.toml"), tmp_path)
    with pytest.raises(BadLexicon, match=f"{Path.cwd()}/verbs.toml: bad"):
        next(parts)


def test_a_worker_of_another_version_ends_the_run(tmp_path: Path) -> None:
    parts = code_parts(Here(), find_texts(["Rain"]), replace(RECIPE, version="0.0.1"), tmp_path)
    with pytest.raises(NoWorkers, match=r"not 0\.0\.1: install the same on all"):
        next(parts)


def test_what_a_killed_worker_left_is_put_away(tmp_path: Path) -> None:
    run(tmp_path, find_texts(name_places(3)))
    (tmp_path / ".part-0000000.host.7").mkdir()
    run(tmp_path, find_texts(name_places(3)))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["part-0000000", "shards.jsonl"]


def test_a_line_of_the_plan_that_was_cut_off_counts_for_nothing(tmp_path: Path) -> None:
    run(tmp_path, find_texts(name_places(3)))
    plan = tmp_path / "shards.jsonl"
    whole = plan.read_text()
    plan.write_text(whole + '{"number": 1, "sh')
    (again,) = run(tmp_path, find_texts(name_places(3)))
    assert again.was_done
    assert plan.read_text() == whole
    assert json.loads(whole) == {"number": 0, "shard": again.done.digest}
