"""How well names are found: UNER-EWT dev, gold words given, F1 over exact spans with their label.

``python -m benchmarks.names``. Sentences that UNER left out are skipped on both sides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.gold import give_words, read_gold
from benchmarks.results import Data, Figures, make_parser, open_measured, publish, read_options, score
from rashomon.records import NameMark
from training.documents import NAME_LABELS

if TYPE_CHECKING:
    from rashomon.encode import Encoder

Name = tuple[int, int, str]


def find_data(shared: Path) -> Data:
    """Name the file that is read."""
    return Data(files=(shared / "data" / "train" / "ewt-joint.dev.jsonl.gz",))


def measure(encoder: Encoder, shared: Path) -> Figures:
    """Score all documents."""
    counts: Counter[tuple[str, str]] = Counter()
    texts = read_gold(find_data(shared).files[0], "ewt")
    for gold, marks in zip(texts, encoder.read([give_words(text) for text in texts]), strict=True):
        tags: list[str | None] = []
        for _, row in gold.rows:
            tags.extend([None] * len(row["tokens"]) if row["ner"] is None else row["ner"])
        count_names(read_tags(tags, gold.sentences), keep_names(marks.names, tags), counts)
    return {"uner-ewt dev": figures_of(counts)}


def read_tags(tags: Sequence[str | None], sentences: Iterable[tuple[int, int]]) -> set[Name]:
    """Read the names off B- and I- tags; a name ends with its sentence.

    >>> sorted(read_tags(["B-PER", "I-PER", "O", "B-LOC", "I-LOC"], [(0, 4), (4, 5)]))
    [(0, 2, 'PER'), (3, 4, 'LOC')]
    """
    found: set[Name] = set()
    for first, last in sentences:
        for start in range(first, last):
            tag = tags[start]
            if tag and tag.startswith("B-"):
                end = start + 1
                while end < last and tags[end] == f"I-{tag[2:]}":
                    end += 1
                found.add((start, end, tag[2:]))
    return found


def keep_names(names: Iterable[NameMark], tags: Sequence[str | None]) -> set[Name]:
    """Leave out names that touch a word without annotation."""
    return {
        (*name.words, name.label)
        for name in names
        if all(tags[word] is not None for word in range(*name.words))
    }


def count_names(gold: set[Name], found: set[Name], counts: Counter[tuple[str, str]]) -> None:
    """Count, for each label, names that are right, given and wanted."""
    for kind, names in (("right", gold & found), ("given", found), ("wanted", gold)):
        for _, _, label in names:
            counts[label, kind] += 1


def figures_of(counts: Counter[tuple[str, str]]) -> dict[str, float]:
    """Give F1 over all labels, precision and recall, then each label's F1."""

    def of(*labels: str) -> tuple[float, float, float]:
        right, given, wanted = (
            sum(counts[label, kind] for label in labels) for kind in ("right", "given", "wanted")
        )
        return score(right, given, wanted)

    precision, recall, f1 = of(*NAME_LABELS)
    own = {f"{label.lower()}_f1": of(label)[2] for label in NAME_LABELS}
    wanted = sum(counts[label, "wanted"] for label in NAME_LABELS)
    return {"f1": f1, "precision": precision, "recall": recall, **own, "names": wanted}


def main() -> None:
    """Measure and write."""
    options = read_options(make_parser(__doc__))
    encoder = open_measured(options)
    figures = measure(encoder, options.shared)
    publish("names", options, find_data(options.shared), encoder.weights_id, figures)


if __name__ == "__main__":
    main()
