"""The rule that joins what the lexicon and the encoder's head see, with heads made up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rashomon.extract import Resources, load_ontology
from rashomon.records import EventMark, RoleMark

from .conftest import Told

ATTACK = "Rebels/NOUN/nsubj/2 attacked/VERB/root/0 the/DET/det/4 village/NOUN/obj/2"
HOLLOWED = "Rebels/NOUN/nsubj/2 hollowed/VERB/root/0 the/DET/det/4 village/NOUN/obj/2"
HEART = "He/PRON/nsubj/2 had/VERB/root/0 a/DET/det/5 heart/NOUN/compound/5 attack/NOUN/obj/2"
RULED = "Rebels/NOUN/nsubj/2 ruled/VERB/root/0 the/DET/det/4 village/NOUN/obj/2"
LIFTED = "Rebels/NOUN/nsubj/2 lifted/VERB/root/0 the/DET/det/4 blockade/NOUN/obj/2"
PORT = "Taxes/NOUN/nsubj/2 hit/VERB/root/0 ports/NOUN/obj/2 and/CCONJ/cc/5 trade/NOUN/conj/3"
WHO = ("group 1", "place 3-4")


def mark(word: int, types: dict[str, float], score: float = 0.9, **more: object) -> EventMark:
    return EventMark(words=(word, word + 1), types=types, score=score, **more)  # pyright: ignore[reportArgumentType]


@pytest.fixture
def code(code_tree: Callable[..., list[Told]]) -> Callable[..., list[Told]]:
    return code_tree


def test_the_lexicon_alone_makes_an_event(code: Callable[..., list[Told]]) -> None:
    (told,) = code(ATTACK, *WHO)
    assert told.type == "ASSAULT" and [reason.by for reason in told.event.because] == [
        "plover: ASSAULT 'attack'"
    ]


def test_both_together_make_one_surer_event_with_both_reasons(code: Callable[..., list[Told]]) -> None:
    (alone,) = code(ATTACK, *WHO)
    resources = Resources(weights="w1")
    (told,) = code(ATTACK, *WHO, seen=(mark(1, {"ASSAULT": 0.8}),), resources=resources)
    assert told.event.confidence > alone.event.confidence
    assert [reason.by for reason in told.event.because] == ["plover: ASSAULT 'attack'", "head: events w1"]


def test_the_head_alone_makes_an_event_if_it_is_sure(code: Callable[..., list[Told]]) -> None:
    (told,) = code(HOLLOWED, *WHO, seen=(mark(1, {"COERCE": 0.9}, modes={"seize": 0.8}),))
    assert (told.type, told.mode, told.actors) == ("COERCE", "seize", ["Rebels"])
    assert code(HOLLOWED, *WHO, seen=(mark(1, {"COERCE": 0.9}, score=0.2),)) == []


def test_the_pattern_says_the_type_where_both_see_an_event(code: Callable[..., list[Told]]) -> None:
    (told,) = code(ATTACK, *WHO, seen=(mark(1, {"ACCUSE": 0.95, "ASSAULT": 0.02}),))
    assert told.type == "ASSAULT" and told.event.because[0].by.startswith("plover")


def test_a_single_word_that_the_head_passes_over_is_no_event(code: Callable[..., list[Told]]) -> None:
    elsewhere = mark(0, {"OTHER": 0.1}, score=0.1)
    assert code(ATTACK, *WHO, seen=(elsewhere,)) == []


@pytest.mark.parametrize("likeliest", ["RETREAT", "CONCEDE"])
def test_of_patterns_that_weigh_the_same_the_head_chooses(
    code: Callable[..., list[Told]], likeliest: str
) -> None:
    (told,) = code(LIFTED, "group 1", seen=(mark(1, {likeliest: 0.6}),))
    assert told.type == likeliest


def test_of_patterns_that_weigh_the_same_nothing_goes_first(code: Callable[..., list[Told]]) -> None:
    assert code(PORT, seen=(mark(1, {"ASSAULT": 0.9}, score=0.6),)) == []


@pytest.mark.parametrize("score", [0.6, 0.99])
def test_what_the_lexicon_says_is_nothing_is_none_whatever_the_head_sees(
    code: Callable[..., list[Told]], score: float
) -> None:
    assert code(HEART) == []
    assert code(HEART, seen=(mark(4, {"ASSAULT": 0.9}, score=score),)) == []


def test_what_only_the_head_sees_needs_a_sure_type(code: Callable[..., list[Told]]) -> None:
    assert code(HOLLOWED, *WHO, seen=(mark(1, {"COERCE": 0.7}),)) == []
    assert len(code(HOLLOWED, *WHO, seen=(mark(1, {"COERCE": 0.85}),))) == 1


def test_a_pattern_of_two_words_that_the_head_passes_over_is_no_event(
    code: Callable[..., list[Told]],
) -> None:
    tree = "Rebels/NOUN/nsubj/2 opened/VERB/root/0 fire/NOUN/obj/2"
    assert len(code(tree, "group 1")) == 1
    assert code(tree, "group 1", seen=(mark(0, {"OTHER": 0.4}, score=0.3),)) == []


def test_a_pattern_that_counts_but_perhaps_waits_for_the_head(code: Callable[..., list[Told]]) -> None:
    assert code(RULED, *WHO) == []
    assert code(RULED, *WHO, seen=(mark(1, {"OTHER": 0.6}, score=0.65),)) == []
    (told,) = code(RULED, *WHO, seen=(mark(1, {"OTHER": 0.6}, score=0.75),))
    assert (told.type, told.mode) == ("OTHER", "verdict")


def test_a_users_pattern_is_never_overruled(
    code: Callable[..., list[Told]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("ontology") / "mine.toml"
    path.write_text('[RAID]\nverbs = ["attack"]\n', encoding="utf-8")
    resources = Resources(ontology=load_ontology(path))
    (told,) = code(ATTACK, *WHO, seen=(mark(1, {"ASSAULT": 1.0}),), resources=resources)
    assert told.type == "RAID"


def test_a_head_says_only_types_that_the_ontology_has(
    code: Callable[..., list[Told]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("ontology") / "mine.toml"
    path.write_text('[ontology]\nkeep = false\n[RAID]\nnouns = ["raid"]\n', encoding="utf-8")
    resources = Resources(ontology=load_ontology(path))
    assert code(ATTACK, *WHO, seen=(mark(1, {"ASSAULT": 1.0}),), resources=resources) == []


def test_a_head_fills_roles_that_the_grammar_leaves_empty(code: Callable[..., list[Told]]) -> None:
    tree = "The/DET/det/2 attack/NOUN/root/0 stunned/VERB/dep/2 Lima/PROPN/dep/2 rebels/NOUN/dep/2"
    roles = (RoleMark(word=4, role="by", score=0.9), RoleMark(word=3, role="to", score=0.2))
    (told,) = code(tree, "place 4", "group 5", seen=(mark(1, {"ASSAULT": 0.9}, roles=roles),))
    assert (told.actors, told.recipients) == (["rebels"], [])


def test_a_sure_head_overrules_the_status(code: Callable[..., list[Told]]) -> None:
    (told,) = code(ATTACK, *WHO, seen=(mark(1, {"ASSAULT": 0.9}, statuses={"planned": 0.9}),))
    assert told.status == "planned"


def test_a_mark_on_an_auxiliary_alone_is_left_out(code: Callable[..., list[Told]]) -> None:
    tree = "Rebels/NOUN/nsubj/3 have/AUX/aux/3 attacked/VERB/root/0"
    seen = (mark(1, {"ASSAULT": 0.9}), mark(2, {"ASSAULT": 0.9}))
    assert [told.anchor for told in code(tree, "group 1", seen=seen)] == ["attacked"]


@pytest.mark.parametrize(
    "tree",
    [
        "A/DET/det/3 cowardly/ADJ/amod/3 attack/NOUN/root/0",
        "Rebels/NOUN/nsubj/4 knife/NOUN/compound/4 -/PUNCT/punct/2 attacked/VERB/root/0",
    ],
)
def test_a_mark_on_what_describes_another_is_no_event_of_its_own(
    code: Callable[..., list[Told]], tree: str
) -> None:
    last = len(tree.split()) - 1
    seen = (mark(1, {"ASSAULT": 0.9}), mark(last, {"ASSAULT": 0.9}))
    (told,) = code(tree, seen=seen)
    assert told.anchor in ("attack", "attacked")


def test_marks_outside_the_text_are_left_out(code: Callable[..., list[Told]]) -> None:
    seen = (EventMark(words=(2, 99), types={"AID": 1.0}, score=1.0), mark(-1, {"AID": 1.0}))
    assert [told.type for told in code(ATTACK, *WHO, seen=seen)] == ["ASSAULT"]


@pytest.mark.parametrize(
    ("seen", "type_"), [(None, "PROTEST"), ("PROTEST", "PROTEST"), ("ASSAULT", "ASSAULT")]
)
def test_the_head_chooses_between_two_senses_of_a_word(
    code: Callable[..., list[Told]], seen: str | None, type_: str
) -> None:
    tree = "The/DET/det/2 strike/NOUN/nsubj/3 ended/VERB/root/0"
    marks = () if seen is None else (mark(1, {seen: 0.8}),)
    assert [told.type for told in code(tree, seen=marks)] == [type_]
