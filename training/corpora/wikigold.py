"""Wikigold: Wikipedia sentences with names; what it calls MISC is unknown to us and masked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from training.corpora.treebank import read_rows
from training.documents import Document

_NO_SPACE_BEFORE = set(".,;:!?)]}%'’”") | {"'s", "n't", "'re", "'ve", "'ll", "'d", "'m"}
_MOST_WORDS = 200


def read(path: Path) -> Iterator[Document]:
    """Give runs of sentences of about 200 words; its spaces are guessed, as the corpus does not keep them."""
    document = _start(0)
    for row in read_rows(path):
        if row["tokens"] == ["-DOCSTART-"]:
            continue
        if len(document.words) + len(row["tokens"]) > _MOST_WORDS and document.words:
            yield document
            document = _start(int(row["sent_id"].rsplit("-", 1)[1]))
        first = len(document.words)
        document.sentences_for_cutting.append(first)
        misc = {word for a, b in row["misc"] for word in range(a, b)}
        assert document.names is not None
        for index, (word, label) in enumerate(zip(row["tokens"], row["ner"], strict=True)):
            document.words.append(word)
            document.space_before.append(word not in _NO_SPACE_BEFORE)
            document.names.append(None if index in misc else label)
    if document.words:
        yield document


def _start(number: int) -> Document:
    return Document(
        name=f"wikigold-{number}",
        domain="wikigold",
        words=[],
        space_before=[],
        paragraph_starts=[0],
        names=[],
    )
