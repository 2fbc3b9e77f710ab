"""Reading goes window by window, and what comes out fits the text whatever its length."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.encode import Encoder
from rashomon.encode.encoder import Layout, lay_out
from rashomon.encode.pieces import CLS, SEP
from rashomon.encode.windows import MOST_PIECES
from rashomon.records import Marks, Report, Span

STORY = (
    "Levee held\n\nThe minister said on Monday that the levee had held. She denied that it leaked.\n\nIt did."
)
PARAGRAPHS = st.lists(st.text("Ab c.,’1 \u00a0é—\n", max_size=120), max_size=6)


def layout_of(*paragraphs: str) -> Layout:
    text = "\n\n".join(paragraphs)
    starts = [sum(len(one) + 2 for one in paragraphs[:count]) for count in range(len(paragraphs))]
    spans = [(start, start + len(one)) for start, one in zip(starts, paragraphs, strict=True)]
    return lay_out(text, spans)


def assert_fit(layout: Layout, marks: Marks) -> None:
    """Every layer speaks of the words of the text, every span lies inside it."""
    size = len(layout.words)
    assert marks.words == layout.spans
    assert len(marks.upos) == len(marks.heads) == len(marks.deprels) == size
    assert [word for first, last in marks.sentences for word in range(first, last)] == list(range(size))
    for first, last in marks.sentences:
        assert all(first <= head < last for head in marks.heads[first:last])
    assert {first for first, _ in layout.paragraphs} <= {first for first, _ in marks.sentences}
    assert all(0 <= first < last <= size for first, last in spans_of(marks))
    for index, mention in enumerate(marks.mentions):
        assert mention.words[0] <= mention.head < mention.words[1]
        assert all(earlier < index for earlier, _ in mention.links)


def spans_of(marks: Marks) -> Iterator[Span]:
    for attribution in marks.attributions:
        yield attribution.cue
        yield from attribution.content
        if attribution.source:
            yield attribution.source
    yield from (name.words for name in marks.names)
    yield from (mention.words for mention in marks.mentions)


def test_cues_found_a_few_at_a_time_are_those_found_together(
    encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    layout = layout_of(*[STORY] * 9)
    (together,) = encoder.read([layout])
    assert len(together.attributions) > 3
    monkeypatch.setattr("rashomon.encode.encoder.MOST_CUES", 2)
    assert encoder.read([layout]) == [together]


def test_a_report_is_read_by_its_text_and_paragraphs(encoder: Encoder) -> None:
    edges = [(0, 10), (12, 86), (88, 95)]
    report = Report(id="r", text=STORY, paragraphs=tuple(edges), reader="test")
    (marks,) = encoder.encode([report])
    assert marks == encoder.read([lay_out(STORY, edges)])[0]
    assert [STORY[a:b] for a, b in marks.words][:4] == ["Levee", "held", "The", "minister"]
    assert_fit(lay_out(STORY, edges), marks)


def test_reading_twice_gives_the_same(encoder: Encoder) -> None:
    layout = layout_of(*STORY.split("\n\n"))
    assert encoder.read([layout]) == encoder.read([layout])


@given(PARAGRAPHS, PARAGRAPHS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_texts_read_together_are_read_as_if_alone(encoder: Encoder, one: list[str], other: list[str]) -> None:
    first, second = layout_of(*one), layout_of(*other)
    assert encoder.read([first, second]) == [*encoder.read([first]), *encoder.read([second])]


@given(PARAGRAPHS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_marks_fit_any_text(encoder: Encoder, paragraphs: list[str]) -> None:
    layout = layout_of(*paragraphs)
    assert_fit(layout, encoder.read([layout])[0])


def test_nothing_to_read_gives_nothing(encoder: Encoder) -> None:
    assert encoder.read([]) == []


@pytest.mark.parametrize("text", ["", " \n "])
def test_an_empty_text_has_no_marks(encoder: Encoder, text: str) -> None:
    nothing = Marks(words=(), sentences=(), upos=(), heads=(), deprels=())
    assert encoder.read([layout_of(text)]) == encoder.read([lay_out("", [])]) == [nothing]


def test_one_word_is_a_sentence_and_its_root(encoder: Encoder) -> None:
    (marks,) = encoder.read([layout_of("No")])
    assert (marks.words, marks.sentences, marks.heads, marks.deprels) == (
        ((0, 2),),
        ((0, 1),),
        (0,),
        ("root",),
    )


def test_a_paragraph_of_five_thousand_words_without_a_full_stop_is_read(encoder: Encoder) -> None:
    layout = layout_of("said " * 5_000)
    (marks,) = encoder.read([layout])
    assert len(marks.words) == 5_000
    assert_fit(layout, marks)


def test_no_window_is_longer_than_it_may_be(encoder: Encoder, windows: list[list[int]]) -> None:
    encoder.read([layout_of("minister said " * 300, "x" * 50, *["It did."] * 40)])
    assert all(len(window) <= MOST_PIECES for window in windows)
    assert all((window[0], window[-1]) == (CLS, SEP) for window in windows)


def test_paragraphs_in_one_window_are_parted(encoder: Encoder, windows: list[list[int]]) -> None:
    encoder.read([layout_of("minister said", "said")])
    assert windows == [[CLS, 3, 2, SEP, 2, SEP]]


def test_sentences_that_are_given_are_kept(encoder: Encoder) -> None:
    laid = layout_of("one two three", "four five")
    known = Layout(laid.spans, laid.words, laid.spaced, laid.paragraphs, sentences=((0, 1), (1, 3), (3, 5)))
    (marks,) = encoder.read([known])
    assert marks.sentences == ((0, 1), (1, 3), (3, 5))
    assert_fit(known, marks)


def test_a_given_sentence_longer_than_a_window_is_kept_whole(
    encoder: Encoder, windows: list[list[int]]
) -> None:
    laid = layout_of("said " * 600)
    known = Layout(laid.spans, laid.words, laid.spaced, laid.paragraphs, sentences=((0, 550), (550, 600)))
    (marks,) = encoder.read([known])
    assert len(windows) > 3
    assert marks.sentences == ((0, 550), (550, 600))
    assert len(marks.heads) == 600
    assert all(first <= head < last for first, last in marks.sentences for head in marks.heads[first:last])


def test_words_know_whether_a_space_stands_before_them() -> None:
    laid = lay_out("Ruiz's aide\n\n(left)", [(0, 11), (13, 19)])
    assert list(laid.words) == ["Ruiz", "'s", "aide", "(", "left", ")"]
    assert list(laid.spaced) == [True, False, True, True, False, False]
    assert list(laid.paragraphs) == [(0, 3), (3, 6)]
    assert all(before[1] <= after[0] for before, after in pairwise(laid.spans))
