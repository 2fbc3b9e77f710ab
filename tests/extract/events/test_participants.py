"""Who a word of a clause is, read off trees."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from rashomon.extract import build_account, load_lexicon

from .conftest import Told, plant, tell

Code = Callable[..., list[Told]]


def parties(told: Told) -> tuple[list[str], list[str]]:
    return told.actors, told.recipients


def test_a_pronoun_that_means_a_country_acts_as_the_country(code_tree: Code) -> None:
    tree = (
        "Peru/PROPN/nsubj/2 said/VERB/root/0 it/PRON/nsubj/5 had/AUX/aux/5 expelled/VERB/ccomp/2 "
        "two/NUM/nummod/7 diplomats/NOUN/obj/5"
    )
    report, marks = plant(tree, ("place 1", "place 3", "group 6-7"))
    linked = replace(marks.mentions[1], links=((0, 0.9),))
    marks = replace(marks, mentions=(marks.mentions[0], linked, marks.mentions[2]))
    told = tell(build_account(report, marks, load_lexicon(), "test"))
    assert parties(next(one for one in told if one.type == "SANCTION")) == (["it"], ["two diplomats"])


def test_so_many_of_somebody_are_those_somebody(code_tree: Code) -> None:
    tree = (
        "Troops/NOUN/nsubj/2 tortured/VERB/root/0 scores/NOUN/obj/2 of/ADP/case/6 Peruvian/ADJ/amod/6 "
        "miners/NOUN/nmod/3"
    )
    (told,) = code_tree(tree, "group 1", "group 3", "group 5-6")
    assert parties(told) == (["Troops"], ["Peruvian miners"])


@pytest.mark.parametrize(("number", "recipients"), [("Seven", ["Seven"]), ("2031", [])])
def test_a_bare_number_is_so_many_people_unless_it_is_a_year(
    code_tree: Code, number: str, recipients: list[str]
) -> None:
    tree = f"{number}/NUM/nsubj:pass/3 were/AUX/aux:pass/3 killed/VERB/root/0"
    (told,) = code_tree(tree)
    assert told.recipients == recipients
