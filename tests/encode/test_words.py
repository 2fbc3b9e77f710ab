"""Words are cut as Universal Dependencies English cuts them, and no character is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.encode.words import SHAPES, find_words, shape_of

TEXTS = st.one_of(
    st.text(max_size=60),
    st.text("aZé1.,-'’“”@/:& \n\u00a0\u0301\u200b#_!?n t", max_size=60),
    st.lists(
        st.sampled_from(["U.S.", "don't", "www.", "http://", "a@b.c", "Sen.", "J.", "12,000", "’s", "…", " "])
    ).map("".join),
)


@given(TEXTS)
def test_every_character_that_is_no_space_lies_in_exactly_one_word(text: str) -> None:
    covered = [place for start, end in find_words(text) for place in range(start, end)]
    assert covered == [place for place, letter in enumerate(text) if not letter.isspace()]


@given(TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_a_stretch_of_a_text_is_cut_alone(text: str, start: int, length: int) -> None:
    end = min(len(text), start + length)
    covered = [place for a, b in find_words(text, start, end) for place in range(a, b)]
    assert covered == [place for place in range(start, end) if not text[place].isspace()]


@pytest.mark.parametrize(
    "words",
    [
        "He did|n't go|, they|'d said|.",
        "She wo|n’t|; he can|not|; Ruiz|’s aide ca|n't|.",
        "We|'re told it|'s theirs|, they|'ve left and I|'ll stay|.",
        "Sen. Ana Ruiz and Mr. Lee met Dr. Oh on Jan. 5|.",
        "John F. Kerry of the U.S. spoke at 5 p.m. today|.",
        "A well|-|known ex|-|minister",
        "See https://example.org/a?b=1&c=(2|)|, or www.example.org/x|.",
        "Write to press.office@example.org|, or to @ana_ruiz|, #flood",
        "Some 12,000 of 3.5 million at 5:40 in the 1990s|, the 4th time",
        "$|5|, 20|%|, €|3.2bn",
        "“|He left|,|” she said|: ‘|why|?|’",
        "Müller and São Tomé|, Þórr|, Ελένη",
        "cafe\u0301 noir",
        "O'Brien and D’Arcy of AT&T",
        "Wait|... what|?|! No|—|never",
        "the dogs|' owner",
    ],
)
def test_words_end_where_readers_of_treebanks_expect(words: str) -> None:
    text = words.replace("|", "")
    assert [text[a:b] for a, b in find_words(text)] == words.replace("|", " ").split()


@pytest.mark.parametrize("piece", ["a-", "ab.", "a+", "a@", "www.", "A.", "n't", "1a_"])
def test_a_run_of_a_hundred_thousand_letters_without_a_space_is_no_trap(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert sum(end - start for start, end in find_words(text)) == len(text)


@given(st.text(min_size=1).filter(lambda word: not any(letter.isspace() for letter in word)))
def test_every_word_has_a_shape(word: str) -> None:
    assert 0 <= shape_of(word) < len(SHAPES)


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("é", "lower"),
        ("É", "Capital"),
        ("iPhone", "mIxed"),
        ("U.S.", "UPPER"),
        ("'s", "lower"),
        ("5th", "digit"),
    ],
)
def test_shapes_say_how_a_word_is_written(word: str, shape: str) -> None:
    assert SHAPES[shape_of(word)] == shape
