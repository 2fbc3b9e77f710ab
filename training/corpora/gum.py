"""GUM (permissive genres): syntax, entity mentions with chains, attributions read off discourse relations."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from training.corpora.treebank import Row, read_documents
from training.documents import Attribution, Document, Mention

_KINDS = {"person": "person", "organization": "organization", "place": "place", "event": "event"}
_NAMES = {"person": "PER", "organization": "ORG", "place": "LOC"}


def read(path: Path) -> Iterator[Document]:
    """Give the documents of one split."""
    for document, rows in read_documents(path, "gum"):
        document.mentions = []
        document.attributions = []
        document.names = ["O"] * len(document.words)
        for first, row in rows:
            document.mentions.extend(_mentions(row, first))
            document.attributions.extend(_attributions(document, row, first))
            _set_names(document.names, row, first)
        yield document


def _mentions(row: Row, first: int) -> Iterator[Mention]:
    for entity in row["entities"]:
        heads = entity["head"] or [entity["end"] - 1]
        head = heads[0] if entity["start"] <= heads[0] < entity["end"] else entity["end"] - 1
        upos = row["upos"][head]
        form = "pronoun" if upos in ("PRON", "DET") else "name" if entity["named"] else "description"
        yield Mention(
            first + entity["start"],
            first + entity["end"],
            first + head,
            _KINDS.get(entity["type"], "other"),
            form,
            str(entity["chain"]),
        )


def _attributions(document: Document, row: Row, first: int) -> Iterator[Attribution]:
    for found in row["attribution"]:
        spans = [(a, b) for a, b in found.get("content_doc") or ()] or [
            (first + a, first + b) for a, b in found["content"]
        ]
        content = [word for a, b in spans for word in range(a, b)]
        while content and document.words[content[0]].lower() in ("that", ",", ":"):
            content.pop(0)
        source = found["source"]
        cue = found["cue"]
        if content and cue:
            yield Attribution(
                source=[first + w for w in range(*source)] if source else [],
                cue=[first + w for w in range(*cue)],
                content=content,
            )


def _set_names(names: list[str | None], row: Row, first: int) -> None:
    """Proper names as flat spans: the run of proper nouns around each named mention's head."""
    for entity in row["entities"]:
        label = _NAMES.get(entity["type"])
        if not label or not entity["named"] or not entity["head"]:
            continue
        head = entity["head"][0]
        start = end = head
        while start > entity["start"] and row["upos"][start - 1] == "PROPN":
            start -= 1
        while end + 1 < entity["end"] and row["upos"][end + 1] == "PROPN":
            end += 1
        if names[first + start] == "O":
            for word in range(start, end + 1):
                names[first + word] = ("B-" if word == start else "I-") + label
