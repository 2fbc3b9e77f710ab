"""MPQA opinions on MASC documents: cue and source; what is said is not marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from rashomon.encode.words import find_words
from training.corpora.placing import words_under
from training.corpora.treebank import read_rows
from training.documents import Attribution, Document


def read(path: Path) -> Iterator[Document]:
    """Give the corpus's documents."""
    for row in read_rows(path):
        text: str = row["text"]
        words = find_words(text)
        breaks = {match.end() for match in re.finditer(r"\n\s*\n\s*", text)}
        starts = [
            i
            for i, (a, _) in enumerate(words)
            if i == 0 or any(b in breaks for b in range(words[i - 1][1], a + 1))
        ]
        attributions: list[Attribution] = []
        for event in row["events"]:
            cue = words_under(words, *event["cue"])
            source = words_under(words, *event["source"]) if event["source"] else []
            if cue and not set(cue) & set(source):
                attributions.append(Attribution(source=source, cue=cue, content=None))
        yield Document(
            name=row["doc"],
            domain="mpqa",
            words=[text[a:b] for a, b in words],
            space_before=[a == 0 or text[a - 1].isspace() for a, _ in words],
            paragraph_starts=starts,
            sentences_for_cutting=[w[0] for a, b in row["sentences"] if (w := words_under(words, a, b))],
            attributions=attributions,
        )
