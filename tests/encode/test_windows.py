"""Windows hold whole paragraphs where they can, never too many pieces, and every word once."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from rashomon.encode.windows import Window, lay_windows
from rashomon.records import Span


@dataclass
class Text:
    paragraphs: list[Span]
    sizes: list[int]
    cuts: list[bool]
    most: int

    def lay(self) -> list[Window]:
        return lay_windows(self.paragraphs, self.sizes, self.cuts, self.most)

    def size(self, window: Window) -> int:
        """Pieces with the two ends and a separator before every paragraph but the first."""
        inner = sum(start > window.first for start in window.paragraph_starts)
        return 2 + inner + sum(self.sizes[window.first : window.last])


@st.composite
def texts(draw: st.DrawFn) -> Text:
    lengths = draw(st.lists(st.integers(1, 40), max_size=8))
    random = Random(draw(st.integers(0, 10_000)))
    edges = [sum(lengths[:count]) for count in range(len(lengths) + 1)]
    most = draw(st.integers(14, 64))
    heaviest, share = draw(st.integers(1, 12)), draw(st.sampled_from((0, 0.05, 0.5)))
    sizes = [random.randint(1, heaviest) for _ in range(edges[-1])]
    return Text(list(pairwise(edges)), sizes, [random.random() < share for _ in sizes], most)


@given(texts())
def test_every_word_is_in_exactly_one_window(text: Text) -> None:
    read = [word for window in text.lay() for word in range(window.first, window.last)]
    assert read == list(range(len(text.sizes)))


@given(texts())
def test_no_window_is_over_its_size(text: Text) -> None:
    assert all(text.size(window) <= text.most for window in text.lay())


@given(texts())
def test_every_start_of_a_paragraph_is_known_to_its_window(text: Text) -> None:
    for window in text.lay():
        inside = [start for start, _ in text.paragraphs if window.first <= start < window.last]
        assert list(window.paragraph_starts) == inside


@given(texts())
def test_a_paragraph_that_fits_is_never_cut(text: Text) -> None:
    edges = {window.first for window in text.lay()}
    for start, end in text.paragraphs:
        if sum(text.sizes[start:end]) <= text.most - 2:
            assert not edges & set(range(start + 1, end))


def test_a_long_paragraph_is_cut_where_a_sentence_ends() -> None:
    windows = lay_windows([(0, 10)], [1] * 10, [word in (2, 6) for word in range(10)], most=8)
    assert [(window.first, window.last) for window in windows] == [(0, 3), (3, 7), (7, 10)]
    assert [window.paragraph_starts for window in windows] == [(0,), (), ()]


def test_no_words_give_no_windows() -> None:
    assert lay_windows([], [], []) == []
