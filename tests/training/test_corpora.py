"""Every corpus comes in as the same kind of document; what it does not mark is unknown, not absent."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

from training.corpora import ewt, gum, mpqa, wikigold
from training.corpora.placing import words_under
from training.documents import Attribution, Predicate

SENTENCE = {
    "doc": "d1",
    "par": True,
    "tokens": ["Ruiz", "did", "n't", "say", "that", "heavy", "rain", "fell", "."],
    "space_after": [True, False, True, True, True, True, True, False, True],
    "upos": ["PROPN", "AUX", "PART", "VERB", "SCONJ", "ADJ", "NOUN", "VERB", "PUNCT"],
    "head": [4, 4, 4, 0, 8, 7, 8, 4, 4],
    "deprel": ["nsubj", "aux", "advmod", "root", "mark", "amod", "nsubj", "ccomp", "punct"],
}
SAID = {
    "pred": 3,
    "pos": "v",
    "sense": "say.01",
    "args": [{"role": "ARG0", "start": 0, "end": 1}, {"role": "ARG1", "start": 4, "end": 8}],
}


def write(path: Path, rows: Sequence[object]) -> Path:
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    return path


def test_ewt_gives_syntax_names_and_reporting_verbs(tmp_path: Path) -> None:
    row = {**SENTENCE, "ner": ["B-PER", *["O"] * 8], "srl": [SAID], "factuality": {"3": -1.5}}
    (document,) = ewt.read(write(tmp_path / "ewt.gz", [row, {**row, "par": False, "ner": None, "srl": []}]))
    assert (document.domain, document.sentence_starts, document.paragraph_starts) == ("ewt", [0, 9], [0])
    assert document.heads is not None and document.names is not None
    assert document.heads[:4] == [3, 3, 3, 3]
    assert document.heads[9:13] == [12, 12, 12, 12]
    assert document.names == ["B-PER", *["O"] * 8, *[None] * 9]
    assert document.attributions == [Attribution(source=[0], cue=[1, 2, 3], content=[5, 6, 7])]
    assert document.mentions is None


def test_ewt_gives_predicates_with_roles_on_head_words(tmp_path: Path) -> None:
    be = {**SAID, "pred": 1, "sense": "be.03"}
    row = {**SENTENCE, "ner": None, "srl": [SAID, be], "factuality": {"3": -1.5}}
    (document,) = ewt.read(write(tmp_path / "ewt.gz", [row, {**row, "par": False, "srl": None}]))
    assert document.predicates == [Predicate(3, [(0, "ARG0"), (7, "ARG1")], -1.5)]
    assert document.unknown_predicates == set(range(9, 18))


def test_wikigold_masks_what_it_calls_misc(tmp_path: Path) -> None:
    rows = [
        {"tokens": ["-DOCSTART-"], "ner": ["O"], "misc": [], "sent_id": "w-0"},
        {"tokens": ["Lima", "’s", "Games"], "ner": ["B-LOC", "O", "O"], "misc": [[2, 3]], "sent_id": "w-1"},
    ]
    (document,) = wikigold.read(write(tmp_path / "wikigold.gz", rows))
    assert document.names == ["B-LOC", "O", None]
    assert document.attributions is None and document.sentence_starts is None


def test_mpqa_marks_who_and_how_but_not_what(tmp_path: Path) -> None:
    text = "Ruiz denied it.\n\nLee fears rain."
    events = [
        {"cue": [5, 11], "source": [0, 4]},
        {"cue": [21, 26], "source": None},
        {"cue": [0, 4], "source": [0, 4]},
    ]
    row = {"doc": "m", "text": text, "events": events, "sentences": [[0, 15], [17, 32]]}
    (document,) = mpqa.read(write(tmp_path / "mpqa.gz", [row]))
    assert document.attributions == [
        Attribution(source=[0], cue=[1], content=None),
        Attribution(source=[], cue=[5], content=None),
    ]
    assert document.paragraph_starts == document.sentences_for_cutting == [0, 4]


def test_gum_gives_mentions_with_chains(tmp_path: Path) -> None:
    entities = [{"start": 0, "end": 1, "head": [0], "type": "person", "named": True, "chain": 7}]
    attribution = [{"source": [0, 1], "cue": [1, 4], "content": [[4, 8]]}]
    row = {**SENTENCE, "entities": entities, "attribution": attribution}
    (document,) = gum.read(write(tmp_path / "gum.gz", [row]))
    assert document.mentions is not None
    assert [(m.start, m.end, m.kind, m.form, m.chain) for m in document.mentions] == [
        (0, 1, "person", "name", "7")
    ]
    assert document.attributions == [Attribution(source=[0], cue=[1, 2, 3], content=[5, 6, 7])]
    assert document.names is not None and document.names[0] == "B-PER"


def test_a_word_is_under_a_span_that_shares_a_letter_with_it() -> None:
    words = [(0, 4), (5, 8), (8, 10)]
    spans = ((0, 4), (3, 6), (4, 5), (5, 9))
    assert [words_under(words, *span) for span in spans] == [[0], [0, 1], [], [1, 2]]
