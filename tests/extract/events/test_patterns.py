from __future__ import annotations

import pytest

from rashomon.extract.events.patterns import NOUN, VERB, Pattern, read_pattern


def words_of(pattern: Pattern) -> list[tuple[list[str], list[str]]]:
    return [
        (sorted(part.preposition), sorted(part.choice.words if part.choice else ())) for part in pattern.parts
    ]


def test_a_verb_turns_on_its_first_word_and_takes_the_others_after_it() -> None:
    pattern = read_pattern("take to street|road", VERB)
    assert pattern.heads == ("take",)
    assert words_of(pattern) == [(["to"], ["road", "street"])]


def test_a_preposition_at_the_end_stands_alone() -> None:
    assert words_of(read_pattern("open fire on", VERB)) == [([], ["fire"]), (["on"], [])]


def test_a_class_in_front_of_a_verb_is_who_does_it() -> None:
    pattern = read_pattern("<force>|<police> storm", VERB)
    assert pattern.heads == ("storm",)
    assert pattern.actor is not None and pattern.actor.classes == ("force", "police")


def test_a_noun_turns_on_the_word_before_its_preposition() -> None:
    pattern = read_pattern("air|drone strike on", NOUN)
    assert pattern.heads == ("strike",)
    assert words_of(pattern) == [([], ["air", "drone"]), (["on"], [])]


def test_notes_stand_in_brackets_at_the_end() -> None:
    assert read_pattern("clash with (mutual, perhaps)", VERB).notes == {"mutual", "perhaps"}


def test_what_asks_for_more_weighs_more() -> None:
    weights = [
        read_pattern(text, VERB).weight
        for text in ("fire", "fire (passive)", "fire shot", "fire shot at", "<force> fire shot at <person>")
    ]
    assert weights == sorted(set(weights))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "needs a word"),
        ("<force>", "not a class alone"),
        ("attack (sometimes)", "note 'sometimes' is none of"),
        ("attack |", "cannot read"),
        ("attack <", "cannot read"),
    ],
)
def test_what_is_no_pattern_is_refused_with_a_reason(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_pattern(text, VERB)
