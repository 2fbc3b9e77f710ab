"""Every word has pieces: one at least, twelve at most, the same whenever it is asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import WordLevel

from rashomon.encode.pieces import MOST_PIECES_PER_WORD, Pieces

WORDS = st.lists(st.text(min_size=1, max_size=80), max_size=10)


def test_words_are_cut_into_the_longest_pieces_known(tokenizer: Tokenizer) -> None:
    coded = Pieces(tokenizer)(["Minister", "said", "saids"])
    assert [[tokenizer.id_to_token(piece) for piece in word] for word in coded] == [
        ["minister"],
        ["said"],
        ["said", "##s"],
    ]


@given(WORDS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_word_has_between_one_and_twelve_pieces(tokenizer: Tokenizer, words: list[str]) -> None:
    assert all(1 <= len(word) <= MOST_PIECES_PER_WORD for word in Pieces(tokenizer)(words))


@given(WORDS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_word_has_the_same_pieces_in_any_company(tokenizer: Tokenizer, words: list[str]) -> None:
    pieces = Pieces(tokenizer)
    together = pieces(words)
    assert together == pieces(words) == [Pieces(tokenizer)([word])[0] for word in words]


def test_what_the_vocabulary_lacks_is_unknown(tokenizer: Tokenizer) -> None:
    unknown = tokenizer.token_to_id("[UNK]")
    assert Pieces(tokenizer)(["—", "\u200b", "a" * 70]) == [(unknown,)] * 3


def test_a_full_memory_is_emptied_and_changes_nothing(
    tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rashomon.encode.pieces._MOST_REMEMBERED", 2)
    pieces = Pieces(tokenizer)
    first = pieces(["a", "b", "said"])
    pieces(["c"])
    assert pieces(["a", "b", "said"]) == first


def test_a_file_that_pads_and_cuts_does_neither_here(tokenizer: Tokenizer, tmp_path: Path) -> None:
    padding = {
        "strategy": {"Fixed": 8},
        "direction": "Right",
        "pad_id": 0,
        "pad_type_id": 0,
        "pad_token": "[PAD]",
    }
    truncation = {"direction": "Right", "max_length": 2, "strategy": "LongestFirst", "stride": 0}
    content = json.loads(tokenizer.to_str()) | {"padding": {"pad_to_multiple_of": None, **padding}}
    (tmp_path / "tokenizer.json").write_text(json.dumps(content | {"truncation": truncation}))
    assert [len(word) for word in Pieces.from_file(tmp_path / "tokenizer.json")(["abcde", "a"])] == [5, 1]


def test_a_vocabulary_without_the_unknown_piece_is_refused() -> None:
    with pytest.raises(ValueError, match=r"no \[UNK\]"):
        Pieces(Tokenizer(WordLevel({"a": 0}, unk_token="?")))
