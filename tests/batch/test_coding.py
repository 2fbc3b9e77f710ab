"""Many reports in one process or several: the same outcomes in the same order, whatever happens."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import count, islice
from pathlib import Path

import pytest
from inputs import RECIPE, find_texts, name_places, tell

from rashomon.batch import Item, Recipe, code_items, find_items
from rashomon.batch.coding import code_report
from rashomon.batch.items import FAULT
from rashomon.errors import BadLexicon
from rashomon.read import unpack_sources
from rashomon.records import Account, Report
from rashomon.store import Corpus

SAMPLES = Path(__file__).parents[2] / "samples"
KILLED = f"{FAULT}: the process that read and coded it came to an end, alone as well"


@pytest.fixture(autouse=True)
def nothing_stays() -> Iterator[None]:
    yield
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_outcomes_come_in_the_order_of_the_inputs(jobs: int) -> None:
    texts = name_places(40)
    texts[7] = " "
    told = tell(code_items(find_texts(texts), RECIPE, jobs=jobs))
    assert told[::2] == [*texts[:7], "empty: None", *texts[8:]]
    assert set(told[1::2]) == {"."}


def test_a_report_that_ends_its_process_is_dropped_and_costs_no_other() -> None:
    texts = name_places(30)
    texts[3] = "Sodom must DIE and does"
    texts[21] = "Gomorrah must DIE and does"
    told = tell(code_items(find_texts(texts), RECIPE, jobs=2))[::2]
    assert told == [*texts[:3], KILLED, *texts[4:21], KILLED, *texts[22:]]


def test_a_process_that_is_killed_once_costs_nothing(tmp_path: Path) -> None:
    texts = name_places(30)
    texts[5] = f"Jericho may DIE ONCE {tmp_path / 'killed'} and lives"
    assert tell(code_items(find_texts(texts), RECIPE, jobs=2))[::2] == texts
    assert (tmp_path / "killed").exists()


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_report_that_the_coder_fails_on_costs_no_other(jobs: int) -> None:
    texts = name_places(20)
    texts[2] = "Babel must FAIL today"
    told = tell(code_items(find_texts(texts), RECIPE, jobs=jobs))[::2]
    assert told == [*texts[:2], f"{FAULT}: RuntimeError: as it was told", *texts[3:]]


def test_a_source_that_cannot_be_looked_into_costs_no_other() -> None:
    def find(source: str) -> Iterator[Report]:
        raise OSError(source)

    assert tell(code_items(find_items(["a", "b"], find), RECIPE, jobs=2)) == [
        f"{FAULT}: OSError: a",
        ".",
        f"{FAULT}: OSError: b",
        ".",
    ]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_recipe_that_cannot_be_followed_ends_it(jobs: int) -> None:
    outcomes = code_items(find_texts(name_places(20)), replace(RECIPE, lexicon="verbs.toml"), jobs=jobs)
    with pytest.raises(BadLexicon, match=r"verbs\.toml: bad"):
        next(outcomes)


def test_no_more_is_read_than_the_processes_need() -> None:
    taken: list[int] = []

    def find() -> Iterator[Item]:
        for number in count():
            taken.append(number)
            yield from find_texts([f"Place{number} was cut off by the flood."])

    with closing(code_items(find(), RECIPE, jobs=2)) as outcomes:
        for one in islice(outcomes, 400):
            assert isinstance(one, Account) or tell([one]) == ["."]
    assert len(taken) < 200 + 8 * (8 + 2 * 2 + 1)


def test_ctrl_c_ends_the_processes() -> None:
    def find() -> Iterator[Item]:
        yield from find_texts(name_places(50))
        signal.raise_signal(signal.SIGINT)

    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background has it ignored
    try:
        with pytest.raises(KeyboardInterrupt):
            list(code_items(find(), RECIPE, jobs=2))
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_report_that_a_corpus_knows_is_not_coded(jobs: int, tmp_path: Path) -> None:
    texts = name_places(20)
    path = tmp_path / "news.corpus"
    with Corpus(path) as corpus:
        corpus.add(
            one for one in code_items(find_texts(texts[:9]), RECIPE, jobs=1) if isinstance(one, Account)
        )
    outcomes = list(code_items(find_texts(texts), replace(RECIPE, known=path), jobs=jobs))[::2]
    assert [isinstance(one, Report) for one in outcomes] == [True] * 9 + [False] * 11
    (first, *_) = outcomes
    assert isinstance(first, Report)
    assert isinstance(code_report(first, replace(RECIPE, known=path)), Account)


def test_the_real_coder_gives_the_same_accounts_in_processes() -> None:
    def find() -> Iterator[Item]:
        return find_items([str(SAMPLES), str(SAMPLES / "pinga.txt")], lambda source: unpack_sources(source))

    alone = [one for one in code_items(find(), Recipe(), jobs=1) if isinstance(one, Account)]
    assert alone == [one for one in code_items(find(), Recipe(), jobs=2) if isinstance(one, Account)]
    assert len({one.report.id for one in alone}) > 4
