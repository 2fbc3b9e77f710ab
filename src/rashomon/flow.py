"""The corridor: from a Report to its Account, one at a time or many.

    >>> import rashomon
    >>> coder = rashomon.load()                                      # doctest: +SKIP
    >>> account = coder(rashomon.read_report(Path("page.html")))     # doctest: +SKIP

The rooms it joins, ``encode`` and ``extract``, are imported by ``load`` and not before.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Protocol

from rashomon.records import Account, Marks, Report

BATCH_SIZE = 16
"""Reports that go through the encoder together: enough to fill its batches, little to hold."""
BATCH_CHARACTERS = 100_000
"""Characters from which a batch takes no more reports: sixteen ordinary ones have half as many."""


class ReadsMarks(Protocol):
    """What the corridor asks of an encoder."""

    def encode(self, reports: Sequence[Report]) -> list[Marks]:
        """Read the reports' texts; one ``Marks`` a report, in the same order."""
        ...


class Coder:
    """Turns reports into accounts; made by ``load``, safe to call any number of times."""

    def __init__(
        self, encoder: ReadsMarks, build: Callable[[Report, Marks], Account], *, name: str = ""
    ) -> None:
        self._encoder = encoder
        self._build = build
        self.name = name
        """What its accounts call their ``coder``: the versions of Rashomon and of the weights."""

    def __call__(self, report: Report) -> Account:
        """Tell what one report says, and who says so."""
        with _collector_paused():
            (marks,) = self._encoder.encode([report])
            return self._build(report, marks)

    def pipe(self, reports: Iterable[Report], *, batch_size: int = BATCH_SIZE) -> Iterator[Account]:
        """Turn many reports into accounts, in the order they came, holding at most ``batch_size`` at a time.

        Raises:
            ValueError: if ``batch_size`` is below 1.
        """
        if batch_size < 1:
            raise ValueError(f"batch_size must be at least 1, not {batch_size}")
        return self._batches(iter(reports), batch_size)

    def _batches(self, reports: Iterator[Report], batch_size: int) -> Iterator[Account]:
        while batch := _take_batch(reports, batch_size):
            with _collector_paused():
                read = self._encoder.encode(batch)
            for report, marks in zip(batch, read, strict=True):
                with _collector_paused():
                    account = self._build(report, marks)
                yield account


def _take_batch(reports: Iterator[Report], most: int) -> list[Report]:
    """Take the next reports, as many as may be held together."""
    batch: list[Report] = []
    characters = 0
    for report in islice(reports, most):
        batch.append(report)
        characters += len(report.text)
        if characters >= BATCH_CHARACTERS:
            break
    return batch


@contextmanager
def _collector_paused() -> Generator[None]:
    """Keep Python from looking for circular garbage: a report makes many objects and no circles.

    Looking through them again and again is some 4 % of all time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def load(
    *,
    weights: str | Path | None = None,
    lexicon: str | Path | None = None,
    ontology: str | Path | None = None,
    gazetteer: str | Path | None = None,
    threads: int = 1,
) -> Coder:
    """Load the encoder, the lexicon, the ontology and the gazetteer, and give the Coder that uses them.

    Args:
        weights: folder of encoder files; the ones that come with the package if left out.
        lexicon: a TOML file whose entries are added to, or replace, those of the package.
        ontology: a TOML file with event types of one's own, added to PLOVER's or in their place.
        gazetteer: a CSV file with places of one's own, which go before those of the package.
        threads: threads for the encoder; one a core is fastest, with processes beside it for more.

    Raises:
        BadWeights: the encoder's files are missing, damaged or of another version.
        BadLexicon: the lexicon, ontology or gazetteer file has a mistake.
    """
    from rashomon.encode import Encoder
    from rashomon.extract import (
        Resources,
        build_account,
        load_gazetteer,
        load_lexicon,
        load_ontology,
    )
    from rashomon.version import __version__

    entries = load_lexicon(lexicon)
    types = load_ontology(ontology)
    places = load_gazetteer(gazetteer)
    encoder = Encoder.load(weights, threads=threads)
    resources = Resources(ontology=types, gazetteer=places, weights=encoder.weights_id)
    coder = f"rashomon {__version__} / weights {encoder.weights_id}"

    def build(report: Report, marks: Marks) -> Account:
        return build_account(report, marks, entries, coder, resources=resources)

    return Coder(encoder, build, name=coder)
