from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from rashomon.extract.lexicon import load_lexicon
from rashomon.extract.reading import read_marks
from rashomon.extract.times import Expression, find_expressions, find_times
from rashomon.extract.trees import Tree
from rashomon.records import Marks, Report, Time

PUBLISHED = "2031-03-04T17:40:00+01:00"
"""A Tuesday."""
Deps = dict[str, tuple[str, str]]


class Read:
    """A text read by hand-made marks: its times, its expressions, and what they cover."""

    def __init__(self, report: Report, marks: Marks) -> None:
        self.reading = read_marks(report, marks, load_lexicon())
        self.tree = Tree(self.reading)
        self.times: tuple[Time, ...] = find_times(self.reading, self.tree)
        self.expressions: list[Expression] = find_expressions(self.reading, self.tree)

    @property
    def spans(self) -> list[str]:
        return [self.reading.report.text[slice(*time.span)] for time in self.times]

    @property
    def dates(self) -> list[tuple[str | None, str | None]]:
        return [(time.start, time.end) for time in self.times]

    def word(self, word: str) -> int:
        return self.reading.lower.index(word)


@pytest.fixture(scope="session")
def read(mark_up: Callable[..., tuple[Report, Marks]]) -> Callable[..., Read]:
    """Give the function that reads a text; ``upos`` and ``deps`` are for ``mark_up``."""

    def read_text(
        text: str,
        *,
        published: str | None = PUBLISHED,
        upos: dict[str, str] | None = None,
        deps: Deps | None = None,
    ) -> Read:
        report, marks = mark_up(text, upos=upos, deps=deps)
        return Read(replace(report, published=published), marks)

    return read_text
