"""Documents to windows to padded batches of numbers."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from rashomon.encode.pieces import Pieces, lay_pieces
from rashomon.encode.windows import MOST_PIECES
from training.documents import Attribution, Document, Mention

LENGTHS = (192, 192, 160, 128)
"""Windows in training are of several lengths, mostly longer than when reading: more is seen together."""


@dataclass(slots=True)
class Example:
    """One window of a document, its layers cut to it and counted from its first word."""

    document: Document
    first: int
    last: int
    pieces: list[int]
    shapes: list[int]
    spaces: list[int]
    firsts: list[int]
    sentence_starts: list[int] | None
    attributions: list[Attribution] | None
    mentions: list[Mention] | None


@dataclass(slots=True)
class Batch:
    """Padded windows: ``pieces``, ``shapes``, ``spaces`` [batch, pieces]; ``firsts`` [batch, words]."""

    examples: list[Example]
    pieces: Tensor
    shapes: Tensor
    spaces: Tensor
    firsts: Tensor
    domain: str


def cut(document: Document, pieces: Pieces, most: int = MOST_PIECES, shift: int = 0) -> Iterator[Example]:
    """Cut a document into windows at sentence starts; ``shift`` makes the first shorter, for variety."""
    coded = pieces(document.words)
    paragraphs = set(document.paragraph_starts)
    starts = sorted({0, *document.sentences_for_cutting, *paragraphs})
    ends = [*starts[1:], len(document.words)]
    first, size, room = 0, 1, most - shift
    for start, end in zip(starts, ends, strict=True):
        cost = sum(len(coded[w]) for w in range(start, end)) + 1
        if size + cost > room and start > first:
            yield _example(document, coded, paragraphs, first, start)
            first, size, room = start, 1, most
        size += cost
        while size > most and end - first > 1:  # a sentence longer than a window
            split = first
            taken = 1
            while taken + len(coded[split]) + 1 < most:
                taken += len(coded[split])
                split += 1
            yield _example(document, coded, paragraphs, first, split)
            first, size = split, 2 + sum(len(coded[w]) for w in range(split, end))
    if first < len(document.words):
        yield _example(document, coded, paragraphs, first, len(document.words))


def _example(
    document: Document, coded: Sequence[tuple[int, ...]], paragraphs: set[int], first: int, last: int
) -> Example:
    pieces, shapes, spaces, firsts = lay_pieces(
        document.words, document.space_before, coded, (first, last), paragraphs
    )
    return Example(
        document,
        first,
        last,
        pieces,
        shapes,
        spaces,
        firsts,
        None
        if document.sentence_starts is None
        else [s - first for s in document.sentence_starts if first <= s < last],
        None if document.attributions is None else list(_attributions(document.attributions, first, last)),
        None
        if document.mentions is None
        else [
            Mention(m.start - first, m.end - first, m.head - first, m.kind, m.form, m.chain)
            for m in document.mentions
            if first <= m.start and m.end <= last
        ],
    )


def _attributions(found: list[Attribution], first: int, last: int) -> Iterator[Attribution]:
    for one in found:
        cue = [w - first for w in one.cue if first <= w < last]
        if cue:
            yield Attribution(
                [w - first for w in one.source if first <= w < last],
                cue,
                None if one.content is None else [w - first for w in one.content if first <= w < last],
                one.kind,
                one.stance,
            )


def pad(examples: list[Example]) -> Batch:
    """Pad windows of one domain to a batch."""
    longest = max(len(e.pieces) for e in examples)
    words = max(len(e.firsts) for e in examples)
    rows = {
        name: torch.zeros(len(examples), longest, dtype=torch.long) for name in ("pieces", "shapes", "spaces")
    }
    firsts = torch.zeros(len(examples), words, dtype=torch.long)
    for row, example in enumerate(examples):
        for name, table in rows.items():
            values = getattr(example, name)
            table[row, : len(values)] = torch.tensor(values)
        firsts[row, : len(example.firsts)] = torch.tensor(example.firsts)
    return Batch(
        examples, rows["pieces"], rows["shapes"], rows["spaces"], firsts, examples[0].document.domain
    )


def shuffled_batches(
    documents: Sequence[Document], pieces: Pieces, size: int, seed: int, repeats: dict[str, int] | None = None
) -> list[list[Example]]:
    """One epoch: windows at random offsets, grouped by domain and length, about ``size`` pieces a batch."""
    rng = random.Random(seed)
    examples: list[Example] = []
    for document in documents:
        for _ in range((repeats or {}).get(document.domain, 1)):
            most = rng.choice(LENGTHS)
            examples.extend(cut(document, pieces, most, shift=rng.randrange(most // 2)))
    examples.sort(key=lambda e: (e.document.domain, len(e.pieces) + rng.randrange(24)))
    batches: list[list[Example]] = []
    for example in examples:
        current = batches[-1] if batches else []
        if (
            not current
            or current[0].document.domain != example.document.domain
            or (len(current) + 1) * len(example.pieces) > size
        ):
            batches.append([])
        batches[-1].append(example)
    rng.shuffle(batches)
    return batches
