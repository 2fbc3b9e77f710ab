"""Text is settled before anything is counted, printed safely, and named by its content."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from rashomon.text import bare, content_id, printable, settle

anything = st.text(st.characters(codec=None))
"""Any characters at all, lone surrogates too."""
clean = st.text(st.characters(exclude_categories=("Cc", "Cs")) | st.sampled_from("\n\t"))


@given(clean)
def test_text_without_controls_comes_back_as_it_is(text: str) -> None:
    assert settle(text).text == text


@given(anything)
def test_settled_text_has_no_controls_and_settles_to_itself(raw: str) -> None:
    text = settle(raw).text
    assert not [one for one in text if unicodedata.category(one) in ("Cc", "Cs") and one not in "\n\t"]
    assert settle(text).text == text


@given(st.text(st.sampled_from("ab\r\n\x00\u202e\ud800 ")))
def test_every_offset_leads_back_to_the_character_it_came_from(raw: str) -> None:
    settled = settle(raw)
    for offset, one in enumerate(settled.text):
        before = raw[settled.original(offset)]
        assert before == one or (one == "\n" and before == "\r") or one == "\ufffd"
    assert settled.original(len(settled.text)) == len(raw)


def test_only_a_carriage_return_before_a_newline_moves_an_offset() -> None:
    assert settle("a\x00b\rc\r\nd\ud800").text == "a\ufffdb\nc\nd\ufffd"


@given(anything)
def test_bare_text_is_one_visible_line(raw: str) -> None:
    text = bare(raw)
    assert text == text.strip()
    assert not [one for one in text if unicodedata.category(one) in ("Cc", "Cs")]
    assert bare(text) == text


def test_bare_takes_out_what_cannot_be_seen_but_keeps_joined_emoji() -> None:
    assert bare("mur\u200bder\u202e \ufeffof\u00a0a\u00ad king \U0001f469\u200d\U0001f692") == (
        "murder of a king \U0001f469\u200d\U0001f692"
    )


@given(anything)
def test_printable_text_keeps_every_offset_and_holds_no_control(text: str) -> None:
    safe = printable(text)
    assert len(safe) == len(text)
    assert not [one for one in safe if unicodedata.category(one) in ("Cc", "Cs") and one not in "\n\t"]
    assert not set(safe) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def test_content_id_is_the_same_on_any_machine() -> None:
    assert content_id("report", None, "text") == "4d9f7077d58c4a38"


@given(st.lists(anything | st.none(), max_size=3), st.lists(anything | st.none(), max_size=3))
def test_other_parts_give_another_id(one: list[str | None], other: list[str | None]) -> None:
    assert (content_id(*one) == content_id(*other)) == (one == other)
