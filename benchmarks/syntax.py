"""How well sentences, tags and trees are read: UD-EWT dev. ``python -m benchmarks.syntax``.

Tags and trees: gold words and gold sentences given; all words count, punctuation too. ``las`` follows the
CoNLL 2018 shared task (Zeman et al. 2018), which compares relations without their subtypes (``nsubj`` for
``nsubj:pass``); ``las_with_subtypes`` compares them whole.

Sentences: raw text, paragraphs parted by a blank line. ``sentence_start_f1`` compares the offsets of first
words; ``sentence_f1`` the offsets of whole sentences, as CoNLL 2018 does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.gold import give_words, read_gold, to_chars
from benchmarks.results import Data, Figures, make_parser, open_measured, publish, read_options, score, share
from rashomon.encode.encoder import lay_out
from rashomon.records import Marks, Span
from training.documents import Document

if TYPE_CHECKING:
    from rashomon.encode import Encoder


def find_data(shared: Path) -> Data:
    """Name the file that is read."""
    return Data(files=(shared / "data" / "train" / "ewt-joint.dev.jsonl.gz",))


def measure(encoder: Encoder, shared: Path) -> Figures:
    """Score all documents, once with gold words and sentences and once as raw text."""
    counts: Counter[str] = Counter()
    texts = read_gold(find_data(shared).files[0], "ewt")
    told = encoder.read([give_words(text, gives_sentences=True) for text in texts])
    raw = encoder.read([lay_out(text.text, text.paragraphs) for text in texts])
    for text, marks, read in zip(texts, told, raw, strict=True):
        count_trees(text.document, marks, counts)
        count_sentences(
            [to_chars(text.words, span) for span in text.sentences],
            [to_chars(read.words, span) for span in read.sentences],
            counts,
        )
    return figures_of(counts)


def count_trees(gold: Document, marks: Marks, counts: Counter[str]) -> None:
    """Count words, and those whose tag, head, and head with relation are right."""
    assert gold.upos is not None and gold.heads is not None and gold.deprels is not None
    for word, tag in enumerate(gold.upos):
        if tag is not None:
            counts["tagged"] += 1
            counts["upos"] += marks.upos[word] == tag
        is_head_right = marks.heads[word] == gold.heads[word]
        counts["words"] += 1
        counts["uas"] += is_head_right
        counts["las"] += is_head_right and _plain(marks.deprels[word]) == _plain(gold.deprels[word])
        counts["las_with_subtypes"] += is_head_right and marks.deprels[word] == gold.deprels[word]


def _plain(relation: str) -> str:
    return relation.split(":")[0]


def count_sentences(gold: Sequence[Span], found: Sequence[Span], counts: Counter[str]) -> None:
    """Count sentences, and those whose start, and whole span, are right."""
    counts["sentences_wanted"] += len(gold)
    counts["sentences_given"] += len(found)
    counts["sentences_right"] += len(set(gold) & set(found))
    counts["starts_right"] += len({start for start, _ in gold} & {start for start, _ in found})


def figures_of(counts: Counter[str]) -> Figures:
    """Turn counts to per cent."""
    words = counts["words"]
    given, wanted = counts["sentences_given"], counts["sentences_wanted"]
    return {
        "gold words and sentences": {
            "upos": share(counts["upos"], counts["tagged"]),
            "uas": share(counts["uas"], words),
            "las": share(counts["las"], words),
            "las_with_subtypes": share(counts["las_with_subtypes"], words),
            "words": words,
        },
        "raw text": {
            "sentence_start_f1": score(counts["starts_right"], given, wanted)[2],
            "sentence_f1": score(counts["sentences_right"], given, wanted)[2],
            "sentences": wanted,
        },
    }


def main() -> None:
    """Measure and write."""
    options = read_options(make_parser(__doc__))
    encoder = open_measured(options)
    figures = measure(encoder, options.shared)
    publish("syntax", options, find_data(options.shared), encoder.weights_id, figures)


if __name__ == "__main__":
    main()
