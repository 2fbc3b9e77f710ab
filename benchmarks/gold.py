"""Treebank documents laid out as text, so that the encoder can be given their words or their raw text."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from rashomon.encode.encoder import Layout
from rashomon.records import Report, Span
from training.corpora.treebank import Row, read_documents
from training.documents import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldText:
    """A document with its text: where words and paragraphs are, in characters, and each row's first word."""

    document: Document
    rows: list[tuple[int, Row]]
    text: str
    words: tuple[Span, ...]
    paragraphs: tuple[Span, ...]

    @property
    def sentences(self) -> list[Span]:
        """Sentences as spans of words."""
        return word_spans([first for first, _ in self.rows], len(self.words))


def read_gold(path: Path, domain: str) -> list[GoldText]:
    """Give the documents of a joint treebank file with their texts."""
    return [lay_text(document, rows) for document, rows in read_documents(path, domain)]


def lay_text(document: Document, rows: list[tuple[int, Row]]) -> GoldText:
    """Rebuild a document's text from its tokens and their spacing; a blank line parts paragraphs."""
    words: list[Span] = []
    breaks: list[int] = []
    pieces: list[str] = []
    for first, row in rows:
        if row["par"] and first:
            breaks.append(first)
            pieces[-1] = pieces[-1].rstrip(" ") + "\n\n"
        pieces.extend(
            token + " " * has_space
            for token, has_space in zip(row["tokens"], row["space_after"], strict=True)
        )
    at = 0
    for piece, token in zip(pieces, document.words, strict=True):
        words.append((at, at + len(token)))
        at += len(piece)
    blocks = word_spans([0, *breaks], len(words))
    return GoldText(
        document=document,
        rows=rows,
        text="".join(pieces).rstrip(" "),
        words=tuple(words),
        paragraphs=tuple(to_chars(words, block) for block in blocks),
    )


def to_chars(words: tuple[Span, ...] | list[Span], span: Span) -> Span:
    """Turn a span of words into one of characters.

    >>> to_chars([(0, 2), (3, 5), (6, 9)], (1, 3))
    (3, 9)
    """
    return words[span[0]][0], words[span[1] - 1][1]


def word_spans(starts: list[int], size: int) -> list[Span]:
    """Turn the first words of stretches into spans that cover all ``size`` words.

    >>> word_spans([0, 3], 5)
    [(0, 3), (3, 5)]
    """
    return list(pairwise([*starts, size]))


def give_words(gold: GoldText, *, gives_sentences: bool = False) -> Layout:
    """Lay out a document for the encoder with its words, and on demand its sentences, given as they are."""
    document = gold.document
    return Layout(
        spans=gold.words,
        words=document.words,
        spaced=document.space_before,
        paragraphs=word_spans(document.paragraph_starts, len(document.words)),
        sentences=gold.sentences if gives_sentences else None,
    )


def as_report(gold: GoldText) -> Report:
    """Make a report of a document, for the parts that want one."""
    return Report(id=gold.document.name, text=gold.text, paragraphs=gold.paragraphs, reader="benchmarks")
