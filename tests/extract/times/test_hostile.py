"""Whatever text and marks say: spans hold, starts come before ends, the same input gives the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.extract.lexicon import load_lexicon
from rashomon.extract.reading import read_marks
from rashomon.extract.times import EventTimes, find_expressions, find_times
from rashomon.extract.times.vocabulary import load_vocabulary
from rashomon.extract.trees import Tree
from rashomon.records import Marks, Report, Span

GRANULARITIES = frozenset(
    "century decade year half quarter season month week weekend day part hour minute second duration set "
    "reference".split()
)
NUMBERS = (
    "1",
    "12",
    "30",
    "31",
    "99",
    "1066",
    "1987",
    "2031",
    "9999",
    "21st",
    "99th",
    "1990s",
    "00s",
    "10s",
    "7pm",
)
SHAPES = (
    "0:00",
    "24:59",
    "23.59",
    "31/12/2031",
    "12.12.12",
    "2031/02/30",
    "1,000,000,000",
    "0",
    "1.5",
    "12:60",
)
OTHERS = ("police", "attacked", "’s", "“", "²", "١٢", "\u0660", "İ", "1️⃣")
WORDS = (*sorted(load_vocabulary().codes), *NUMBERS, *SHAPES, *OTHERS)
UPOS = ("NOUN", "PROPN", "VERB", "ADV", "ADP", "NUM", "AUX", "PUNCT", "ADJ", "PART")
DEPRELS = (
    "nsubj",
    "obl",
    "nmod",
    "case",
    "nummod",
    "acl:relcl",
    "conj",
    "xcomp",
    "aux",
    "compound",
    "cop",
    "root",
)
PUBLISHED = st.sampled_from(
    (
        None,
        "2031-03-04",
        "2031-03-04T17:40:00+01:00",
        "0001-01-01",
        "9999-12-31T23:59:59Z",
        "2032-02-29",
        "no date",
    )
)


def lay(tokens: list[str], published: str | None, gaps: Sequence[str]) -> tuple[Report, tuple[Span, ...]]:
    text, words = "", list[Span]()
    for token, gap in zip(tokens, gaps, strict=True):
        words.append((len(text), len(text) + len(token)))
        text += token + gap
    paragraphs = tuple(_lines(text))
    return Report(id="r", text=text, paragraphs=paragraphs, published=published, reader="by hand"), tuple(
        words
    )


def _lines(text: str) -> list[Span]:
    spans, at = list[Span](), 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((at, at + len(line)))
        at += len(line) + 1
    return spans


@st.composite
def marked_reports(draw: st.DrawFn) -> tuple[Report, Marks]:
    tokens = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30))
    size = len(tokens)
    gaps = draw(st.lists(st.sampled_from((" ", " ", "", "\n")), min_size=size, max_size=size))
    report, words = lay(tokens, draw(PUBLISHED), gaps)
    cuts = sorted(draw(st.sets(st.integers(0, size - 1), max_size=3)) | {0})
    upos, deprels = (
        draw(st.lists(st.sampled_from(names), min_size=size, max_size=size)) for names in (UPOS, DEPRELS)
    )
    return report, Marks(
        words=words,
        sentences=tuple(zip(cuts, [*cuts[1:], size], strict=True)),
        upos=tuple(upos),
        heads=tuple(draw(st.lists(st.integers(0, size - 1), min_size=size, max_size=size))),
        deprels=tuple(deprels),
    )


@settings(max_examples=200, deadline=None)
@given(marked_reports())
def test_spans_lie_in_the_text_and_starts_before_ends(marked: tuple[Report, Marks]) -> None:
    report, marks = marked
    reading = read_marks(report, marks, load_lexicon())
    tree = Tree(reading)
    times = find_times(reading, tree)
    assert times == find_times(reading, tree)
    assert len({time.id for time in times}) == len(times)
    last = 0
    for time in times:
        start, end = time.span
        assert last <= start < end <= len(report.text)
        assert report.text[start:end] == report.text[start:end].strip()
        assert time.granularity in GRANULARITIES
        last = end
        if time.start and time.end:
            first, final = (datetime.fromisoformat(at) for at in (time.start, time.end))
            assert first <= final
    for expression in find_expressions(reading, tree):
        assert expression.value
    owners = EventTimes(tree, times, range(0, len(marks.words), 2))
    assert all(owners.of(word) in (None, *times) for word in range(len(marks.words)))


@pytest.mark.parametrize(
    "piece", ["Friday ", "May 3 - ", "three days later ", "one ", "early ", "from May to "]
)
def test_a_long_run_of_time_words_ends_with_spans_that_hold(piece: str) -> None:
    tokens = piece.split() * 500
    report, words = lay(tokens, "2031-03-04", [" "] * len(tokens))
    size = len(tokens)
    marks = Marks(
        words=words,
        sentences=((0, size),),
        upos=("NOUN",) * size,
        heads=tuple((word + 1) % size for word in range(size)),
        deprels=("obl",) * size,
    )
    reading = read_marks(report, marks, load_lexicon())
    times = find_times(reading, Tree(reading))
    assert all(0 <= time.span[0] < time.span[1] <= len(report.text) for time in times)
