"""Whose deed or thing something is, read off trees."""

from __future__ import annotations

from collections.abc import Callable

from .conftest import Told

Code = Callable[..., list[Told]]


def parties(told: Told) -> tuple[list[str], list[str]]:
    return told.actors, told.recipients


def test_a_thing_stands_for_whose_it_is(code_tree: Code) -> None:
    tree = (
        "Peru/PROPN/nsubj/2 rejected/VERB/root/0 the/DET/det/4 proposal/NOUN/obj/2 by/ADP/case/6 "
        "Chile/PROPN/nmod/4"
    )
    (told,) = code_tree(tree, "place 1", "place 6")
    assert parties(told) == (["Peru"], ["Chile"])


def test_who_did_a_thing_is_blamed_for_it_not_whom_it_was_done_to(code_tree: Code) -> None:
    tree = (
        "Chile/PROPN/nsubj/2 condemned/VERB/root/0 Peru/PROPN/nmod:poss/5 's/PART/case/3 "
        "treatment/NOUN/obj/2 of/ADP/case/7 miners/NOUN/nmod/5"
    )
    (told,) = code_tree(tree, "place 1", "place 3", "group 7")
    assert parties(told) == (["Chile"], ["Peru"])


def test_whose_deed_a_thing_is_may_stand_in_a_participle(code_tree: Code) -> None:
    tree = (
        "Chile/PROPN/nsubj/2 condemned/VERB/root/0 crimes/NOUN/obj/2 committed/VERB/acl/3 by/ADP/case/6 "
        "rebels/NOUN/obl:agent/4"
    )
    told = next(one for one in code_tree(tree, "place 1", "group 6") if one.type == "ACCUSE")
    assert parties(told) == (["Chile"], ["rebels"])


def test_a_noun_that_is_tagged_as_a_verb_has_its_owner_before_it(code_tree: Code) -> None:
    tree = "Chile/PROPN/nsubj/2 rejected/VERB/root/0 a/DET/det/5 Peruvian/ADJ/nsubj/5 appeal/VERB/obj/2"
    told = next(one for one in code_tree(tree, "place 1") if one.anchor == "rejected")
    assert parties(told) == (["Chile"], ["Peruvian"])


def test_who_offered_what_is_refused_is_refused(code_tree: Code) -> None:
    tree = (
        "Chile/PROPN/nsubj/2 rejected/VERB/root/0 a/DET/det/4 loan/NOUN/obj/2 that/PRON/obj/7 "
        "Peru/PROPN/nsubj/7 offered/VERB/acl:relcl/4"
    )
    told = next(one for one in code_tree(tree, "place 1", "place 6") if one.anchor == "rejected")
    assert parties(told) == (["Chile"], ["Peru"])


def test_whose_raid_it_is_is_told_by_the_possessive_before_it(code_tree: Code) -> None:
    tree = (
        "Peru/PROPN/nmod:poss/6 's/PART/case/1 raid/NOUN/nsubj/7 on/ADP/case/6 the/DET/det/6 "
        "camp/NOUN/nmod/3 failed/VERB/root/0"
    )
    told = next(one for one in code_tree(tree, "place 1", "facility 5-6") if one.anchor.startswith("raid"))
    assert parties(told) == (["Peru"], ["the camp"])


def test_who_owns_a_building_suffers_what_is_done_to_it(code_tree: Code) -> None:
    tree = "Troops/NOUN/nsubj/2 shelled/VERB/root/0 Peru/PROPN/nmod:poss/5 's/PART/case/3 barracks/NOUN/obj/2"
    (told,) = code_tree(tree, "group 1", "place 3", "facility 5")
    assert parties(told) == (["Troops"], ["barracks", "Peru"])
