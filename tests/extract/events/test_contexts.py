from __future__ import annotations

import pytest

from rashomon.extract import load_lexicon
from rashomon.extract.events.contexts import Contexts, load_contexts
from rashomon.extract.reading import Reading, read_marks
from rashomon.records import Marks, Report

NAMES = (
    "military intelligence executive legislative election political_institutions pro_democracy pro_autocracy "
    "economic legal reparations human_rights rights_freedoms repression human_security gender lgbt "
    "religion_ethnicity inequality diplomatic territory peacekeeping health asylum migration disasters "
    "natural_resource environment technology terrorism cbrn cyber misinformation crime corruption "
    "illegal_drugs trafficking"
)
TITLE, BODY = "Minister resigns", "Hospitals treated two armies . Prime ministers met in court"


@pytest.fixture
def reading() -> Reading:
    text = f"{TITLE}\n\n{BODY}"
    words: list[tuple[int, int]] = []
    for token in text.split():
        start = text.index(token, words[-1][1] if words else 0)
        words.append((start, start + len(token)))
    size, cut = len(words), len(TITLE)
    marks = Marks(
        words=tuple(words),
        sentences=((0, 2), (2, 7), (7, size)),
        upos=("NOUN",) * size,
        heads=tuple(range(size)),
        deprels=("root",) * size,
    )
    report = Report(
        id="r", title=TITLE, text=text, paragraphs=((0, cut), (cut + 2, len(text))), reader="by hand"
    )
    return read_marks(report, marks, load_lexicon())


def test_plovers_37_contexts_have_words() -> None:
    names = {name for entries in load_contexts().values() for _, name in entries}
    assert names == set(NAMES.split()) and len(names) == 37


def test_an_event_has_the_contexts_of_its_sentence_with_the_words_that_make_them(reading: Reading) -> None:
    found = {
        context.name: [reading.report.text[start:end] for start, end in context.spans]
        for context in Contexts(reading).of(3)
    }
    assert found == {"health": ["Hospitals"], "military": ["armies"]}


def test_words_of_several_parts_count_as_a_whole(reading: Reading) -> None:
    assert [context.name for context in Contexts(reading).of(8)] == ["executive", "legal"]
