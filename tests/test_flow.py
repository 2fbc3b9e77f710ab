"""The corridor: one report or many, in order, a few at a time."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence

import pytest

from rashomon.flow import Coder
from rashomon.records import Account, Marks, Report


class CountsWords:
    """An encoder that only splits at spaces, and keeps the sizes of its batches."""

    def __init__(self) -> None:
        self.batches: list[int] = []

    def encode(self, reports: Sequence[Report]) -> list[Marks]:
        self.batches.append(len(reports))
        return [marks_of(report.text) for report in reports]


def marks_of(text: str) -> Marks:
    count = len(text.split())
    return Marks(words=((0, 1),) * count, sentences=(), upos=(), heads=(), deprels=())


def build(report: Report, marks: Marks) -> Account:
    return Account(report=report, coder=f"{len(marks.words)} words")


def report_of(words: int) -> Report:
    return Report(id=str(words), text="word " * words, paragraphs=(), reader="by hand")


def test_a_coder_gives_the_account_of_a_report() -> None:
    account = Coder(CountsWords(), build)(report_of(3))
    assert (account.report.id, account.coder) == ("3", "3 words")


@pytest.mark.parametrize("batch_size", [1, 2, 3, 100])
def test_a_pipe_keeps_the_order_and_the_batch_size(batch_size: int) -> None:
    encoder = CountsWords()
    accounts = list(Coder(encoder, build).pipe(map(report_of, range(7)), batch_size=batch_size))
    assert [account.coder for account in accounts] == [f"{count} words" for count in range(7)]
    assert max(encoder.batches) == min(batch_size, 7)


def test_a_pipe_reads_no_further_than_its_batch() -> None:
    taken: list[int] = []

    def endless() -> Iterator[Report]:
        count = 0
        while True:
            taken.append(count)
            yield report_of(count)
            count += 1

    next(Coder(CountsWords(), build).pipe(endless(), batch_size=4))
    assert len(taken) == 4


def test_long_reports_are_not_held_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rashomon.flow.BATCH_CHARACTERS", 60)
    encoder = CountsWords()
    accounts = list(Coder(encoder, build).pipe(map(report_of, [20, 1, 1, 11, 1])))
    assert [account.coder for account in accounts] == [f"{count} words" for count in (20, 1, 1, 11, 1)]
    assert encoder.batches == [1, 3, 1]


def test_a_batch_of_nothing_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        Coder(CountsWords(), build).pipe([], batch_size=0)


def test_the_collector_of_garbage_is_as_it_was_once_a_report_is_coded() -> None:
    def fail(report: Report, marks: Marks) -> Account:
        assert not gc.isenabled()
        raise RuntimeError(report.id)

    with pytest.raises(RuntimeError):
        Coder(CountsWords(), fail)(report_of(2))
    assert gc.isenabled()
    for _ in Coder(CountsWords(), build).pipe([report_of(2)]):
        assert gc.isenabled()
