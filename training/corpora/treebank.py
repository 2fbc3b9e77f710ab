"""What the joint UD-EWT and GUM files share: sentences of tokens with syntax, gathered to documents."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from training.documents import Document

Row = dict[str, Any]


def read_rows(path: Path) -> Iterator[Row]:
    """Give each line of a gzip'd JSON lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def read_documents(path: Path, domain: str) -> Iterator[tuple[Document, list[tuple[int, Row]]]]:
    """Give each document with its syntax filled in, and its rows with the index of their first word."""
    for name, rows in groupby(read_rows(path), key=lambda row: row["doc"]):
        document = Document(
            name=name,
            domain=domain,
            words=[],
            space_before=[],
            paragraph_starts=[],
            sentence_starts=[],
            upos=[],
            heads=[],
            deprels=[],
        )
        placed: list[tuple[int, Row]] = []
        for row in rows:
            placed.append((len(document.words), row))
            _add_sentence(document, row)
        document.sentences_for_cutting = list(document.sentence_starts or ())
        yield document, placed


def _add_sentence(document: Document, row: Row) -> None:
    first = len(document.words)
    assert document.sentence_starts is not None and document.upos is not None
    assert document.heads is not None and document.deprels is not None
    document.sentence_starts.append(first)
    if row["par"] or first == 0:
        document.paragraph_starts.append(first)
    space = True
    for word, after in zip(row["tokens"], row["space_after"], strict=True):
        document.words.append(word)
        document.space_before.append(space)
        space = after
    document.upos.extend(tag if tag != "_" else None for tag in row["upos"])
    document.heads.extend(first + head - 1 if head else first + i for i, head in enumerate(row["head"]))
    document.deprels.extend(row["deprel"])
