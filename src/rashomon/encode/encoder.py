"""Reads texts with the encoder: words, windows, one run a window, the decoders, and all put together again.

A window is run alone, never in a batch: int8 activations are scaled by all that is in a run, so a batch would
make a report's marks depend on its neighbours.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from rashomon.encode.heads.attribution import CueScores, decode_attributions, score_cues
from rashomon.encode.heads.events import decode_events, decode_loaded
from rashomon.encode.heads.mentions import LINK_OUTPUTS, decode_mentions, link_mentions
from rashomon.encode.heads.names import decode_names
from rashomon.encode.heads.predicates import decode_predicates
from rashomon.encode.heads.sentences import decode_sentences
from rashomon.encode.heads.syntax import decode_syntax
from rashomon.encode.pieces import Pieces, lay_pieces
from rashomon.encode.weights import load_weights
from rashomon.encode.windows import Window, lay_windows
from rashomon.encode.words import find_words
from rashomon.records import (
    AttributionMark,
    EventMark,
    LoadedMark,
    Marks,
    MentionMark,
    NameMark,
    PredicateMark,
    Report,
    Span,
)

Numbers = NDArray[np.float32]
MOST_CUES = 2_000
"""Cues of one text whose scores are held: each is a few kB. Sixteen ordinary reports together have fewer."""
_SENTENCE_ENDS = frozenset((".", "!", "?", "…", ";"))


class RunsWindows(Protocol):
    """What reading asks of weights: the shipped graph has it, and so has a torch model in training."""

    @property
    def id(self) -> str:
        """Which weights these are."""
        ...

    @property
    def tables(self) -> Mapping[str, Numbers]:
        """Small parameters that decoding needs beside the graph's outputs."""
        ...

    @property
    def pieces(self) -> Pieces:
        """The word pieces."""
        ...

    def run(
        self, pieces: list[int], shapes: list[int], spaces: list[int], firsts: list[int]
    ) -> dict[str, Numbers]:
        """Run one window; gives each output of the heads as [words, …]."""
        ...


@dataclass(frozen=True, slots=True)
class Layout:
    """A text cut into words: their character spans, the words, whether a space stands before each.

    ``paragraphs`` are word spans. ``sentences`` (word spans), where given, are taken as true; else the
    encoder finds them.
    """

    spans: tuple[Span, ...]
    words: Sequence[str]
    spaced: Sequence[bool]
    paragraphs: Sequence[Span]
    sentences: Sequence[Span] | None = None


def lay_out(text: str, paragraphs: Sequence[Span]) -> Layout:
    """Cut a text whose paragraphs (character spans) are known into words."""
    spans: list[Span] = []
    blocks: list[Span] = []
    for start, end in paragraphs:
        first = len(spans)
        spans.extend(find_words(text, start, end))
        if len(spans) > first:
            blocks.append((first, len(spans)))
    words = [text[a:b] for a, b in spans]
    return Layout(tuple(spans), words, [a == 0 or text[a - 1].isspace() for a, _ in spans], blocks)


def _keep_to_one_thread() -> Callable[[], AbstractContextManager[object]]:
    """Return what keeps numpy to one thread while in use: decoding's products are too small for a second."""
    import threadpoolctl  # pyright: ignore[reportMissingTypeStubs] - it has none

    return partial(cast(Any, threadpoolctl).ThreadpoolController().limit, limits=1)


@dataclass(slots=True)
class _Read:
    """What has been read of one text so far; word indices count in the whole text.

    ``cues`` are those whose ``attributions`` are still to be found.
    """

    sentences: list[Span] = field(default_factory=list[Span])
    upos: list[str] = field(default_factory=list[str])
    heads: list[int] = field(default_factory=list[int])
    deprels: list[str] = field(default_factory=list[str])
    names: list[NameMark] = field(default_factory=list[NameMark])
    cues: list[CueScores] = field(default_factory=list[CueScores])
    attributions: list[AttributionMark] = field(default_factory=list[AttributionMark])
    mentions: list[MentionMark] = field(default_factory=list[MentionMark])
    predicates: list[PredicateMark] = field(default_factory=list[PredicateMark])
    events: list[EventMark] = field(default_factory=list[EventMark])
    loaded: list[LoadedMark] = field(default_factory=list[LoadedMark])
    vectors: list[dict[str, Numbers]] = field(default_factory=list[dict[str, Numbers]])


class Encoder:
    """The encoder with its decoders; ``encode`` may be called any number of times."""

    def __init__(self, weights: RunsWindows) -> None:
        self._weights = weights
        self._one_thread = _keep_to_one_thread()

    @classmethod
    def load(cls, folder: str | Path | None = None, *, threads: int = 1) -> Encoder:
        """Load the shipped weights, or those of a folder.

        Raises:
            BadWeights: the files are missing, damaged or of another version.
        """
        return cls(load_weights(folder, threads=threads))

    @property
    def weights_id(self) -> str:
        """Which weights these are."""
        return self._weights.id

    def encode(self, reports: Sequence[Report]) -> list[Marks]:
        """Read the reports' texts; one ``Marks`` a report, in the same order."""
        return self.read([lay_out(report.text, report.paragraphs) for report in reports])

    def read(self, layouts: Sequence[Layout]) -> list[Marks]:
        """Read texts that are already cut into words."""
        with self._one_thread():
            reads = [self._read_windows(layout) for layout in layouts]
            attributions = decode_attributions([read.cues for read in reads])
            marks: list[Marks] = []
            for layout, read, attributed in zip(layouts, reads, attributions, strict=True):
                mentions = link_mentions(
                    read.mentions, layout.words, read.vectors, self._weights.tables["mention_features"]
                )
                marks.append(
                    Marks(
                        words=layout.spans,
                        sentences=tuple(read.sentences),
                        upos=tuple(read.upos),
                        heads=tuple(read.heads),
                        deprels=tuple(read.deprels),
                        names=tuple(read.names),
                        mentions=tuple(mentions),
                        attributions=(*read.attributions, *attributed),
                        predicates=tuple(read.predicates),
                        events=tuple(read.events),
                        loaded=tuple(read.loaded),
                    )
                )
        return marks

    def _read_windows(self, layout: Layout) -> _Read:
        coded = self._weights.pieces(list(layout.words))
        if layout.sentences is None:
            cuts = [word in _SENTENCE_ENDS for word in layout.words]
        else:
            ends = {end for _, end in layout.sentences}
            cuts = [index + 1 in ends for index in range(len(layout.words))]
        read = _Read()
        for window in lay_windows(layout.paragraphs, [len(one) for one in coded], cuts):
            starts, span = set(window.paragraph_starts), (window.first, window.last)
            laid = lay_pieces(layout.words, layout.spaced, coded, span, starts)
            self._decode(window, self._weights.run(*laid), layout.sentences, read)
            if sum(len(scores.cues) for scores in read.cues) >= MOST_CUES:
                read.attributions.extend(*decode_attributions([read.cues]))
                read.cues.clear()
        return read

    def _decode(
        self, window: Window, outputs: dict[str, Numbers], known: Sequence[Span] | None, read: _Read
    ) -> None:
        offset, tables = window.first, self._weights.tables
        if known is None:
            sentences = decode_sentences(outputs["sentence"], set(window.paragraph_starts), offset)
        else:
            sentences = [span for span in known if span[0] < window.last and span[1] > window.first]
        inside = [(max(first, offset) - offset, min(last, window.last) - offset) for first, last in sentences]
        labels = tables["relation_weight"], tables["relation_bias"]
        upos, heads, deprels = decode_syntax(
            outputs["upos"], outputs["arcs"], outputs["dependent"], outputs["governor"], inside, labels
        )
        read.sentences.extend(span for span in sentences if span[0] >= offset)
        read.upos.extend(upos)
        read.heads.extend(head + offset for head in heads)
        read.deprels.extend(deprels)
        read.names.extend(decode_names(outputs["names"], offset, [first for first, _ in inside]))
        scores = score_cues(outputs, tables, offset)
        if scores.cues:
            read.cues.append(scores)
        read.predicates.extend(decode_predicates(outputs, tables, inside, offset))
        read.events.extend(decode_events(outputs, tables, offset))
        read.loaded.extend(decode_loaded(outputs["loaded"], offset))
        mentions = decode_mentions(outputs, offset)
        if mentions:
            at = [mention.head - offset for mention in mentions]
            read.vectors.append({name: outputs[name][at] for name in LINK_OUTPUTS})
            read.mentions.extend(mentions)
