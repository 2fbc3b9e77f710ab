"""How well times are found and laid to the calendar: TimeBank, GUM dev and our dev stories.

``python -m benchmarks.times``. TimeBank as TempEval-3 scores it (UzZaman et al. 2013): an expression is found
strictly with the same edges, relaxed if it overlaps; a value is right where it is found relaxed and has the
annotated value letter for letter, and so with types. TimeBank is in two halves: rules were made looking at
``tuned`` alone.

GUM (gold words given) and our stories have other schemes: see ``score_gum`` and ``score_stories``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.results import (
    OWN_STORIES,
    Data,
    Figures,
    make_parser,
    open_measured,
    publish,
    read_options,
    score,
    share,
)
from benchmarks.timebank import HALVES, GoldTime, half_of, read_timebank
from rashomon.extract import load_lexicon
from rashomon.extract.reading import read_marks
from rashomon.extract.times import find_expressions
from rashomon.extract.trees import Tree
from rashomon.records import Marks, Report, Span
from training.corpora import stories

if TYPE_CHECKING:
    from rashomon.encode import Encoder


def find_data(shared: Path) -> Data:
    """Name the files that are read."""
    return Data(
        files=(
            *sorted((shared / "data" / "dev" / "time" / "TimeBank").glob("*.tml")),
            *stories.paths(shared / "annotated", OWN_STORIES, "dev"),
        )
    )


def measure(encoder: Encoder, shared: Path) -> Figures:
    """Score everything."""
    counts = {half: Counter[str]() for half in HALVES}
    texts = list(read_timebank(shared / "data" / "dev" / "time" / "TimeBank"))
    for text, marks in zip(texts, encoder.encode([text.report for text in texts]), strict=True):
        count_times(text.times, answers(text.report, marks), counts[half_of(text.name)])
    both = counts["tuned"] + counts["held"]
    return {
        "timebank": figures_of(both),
        **{f"timebank, {half} half": figures_of(own) for half, own in counts.items()},
    }


def answers(report: Report, marks: Marks) -> list[GoldTime]:
    """Find the expressions of a report as TimeML tells them: the ends of a range each by itself."""
    reading = read_marks(report, marks, load_lexicon())
    return [
        GoldTime(span=reading.chars(one.phrase.words), type=one.type, value=one.value)
        for found in find_expressions(reading, Tree(reading))
        for one in found.ends or (found,)
    ]


def count_times(gold: Sequence[GoldTime], found: Sequence[GoldTime], counts: Counter[str]) -> None:
    """Count what is wanted, given, and right in edges, in overlap, in value and in type."""
    counts["wanted"] += len(gold)
    counts["given"] += len(found)
    counts["strict"] += len({one.span for one in gold} & {one.span for one in found})
    for one, other in pair_up(gold, found):
        counts["relaxed"] += 1
        counts["value"] += one.value == other.value
        counts["type"] += one.type == other.type


def pair_up(gold: Sequence[GoldTime], found: Sequence[GoldTime]) -> list[tuple[GoldTime, GoldTime]]:
    """Pair expressions that overlap, each once, in order of text."""
    pairs: list[tuple[GoldTime, GoldTime]] = []
    free = sorted(found, key=lambda one: one.span)
    for one in sorted(gold, key=lambda one: one.span):
        other = next((two for two in free if _overlap(one.span, two.span)), None)
        if other is not None:
            free.remove(other)
            pairs.append((one, other))
    return pairs


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def figures_of(counts: Counter[str]) -> dict[str, float]:
    """Turn counts to per cent."""
    given, wanted = counts["given"], counts["wanted"]
    figures: dict[str, float] = {}
    for name in ("strict", "relaxed", "value", "type"):
        figures[f"{name}_precision"], figures[f"{name}_recall"], figures[f"{name}_f1"] = score(
            counts[name], given, wanted
        )
    return {**figures, "value_accuracy": share(counts["value"], counts["relaxed"]), "times": wanted}


def main() -> None:
    """Measure and write."""
    options = read_options(make_parser(__doc__))
    encoder = open_measured(options)
    publish("times", options, find_data(options.shared), encoder.weights_id, measure(encoder, options.shared))


if __name__ == "__main__":
    main()
