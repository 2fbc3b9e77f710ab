"""Whether an event happened, read off trees."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import Told

Code = Callable[..., list[Told]]


@pytest.mark.parametrize(
    ("tree", "status"),
    [
        ("Monks/NOUN/nsubj/2 marched/VERB/root/0", "happened"),
        ("Monks/NOUN/nsubj/3 are/AUX/aux/3 marching/VERB/root/0", "ongoing"),
        ("Monks/NOUN/nsubj/3 were/AUX/aux/3 marching/VERB/root/0", "happened"),
        ("Monks/NOUN/nsubj/3 will/AUX/aux/3 march/VERB/root/0", "planned"),
        ("Monks/NOUN/nsubj/3 to/PART/mark/3 march/VERB/root/0", "planned"),
        ("Monks/NOUN/nsubj/3 may/AUX/aux/3 march/VERB/root/0", "hypothetical"),
        ("Monks/NOUN/nsubj/4 did/AUX/aux/4 not/PART/advmod/4 march/VERB/root/0", "denied"),
        ("No/DET/det/2 monks/NOUN/nsubj/3 marched/VERB/root/0", "denied"),
        ("Monks/NOUN/nsubj/2 marched/VERB/root/0 no/DET/det/4 streets/NOUN/obj/2", "denied"),
        (
            "Police/NOUN/nsubj/3 never/ADV/advmod/3 came/VERB/root/0 and/CCONJ/cc/6 monks/NOUN/nsubj/6 "
            "marched/VERB/xcomp/3",
            "happened",
        ),
        (
            "Police/NOUN/nsubj/2 rejected/VERB/root/0 claims/NOUN/obj/2 ,/PUNCT/punct/5 marching/VERB/acl/3",
            "happened",
        ),
        ("Monks/NOUN/nsubj/2 plan/VERB/root/0 to/PART/mark/4 march/VERB/xcomp/2", "planned"),
        ("Monks/NOUN/nsubj/2 threaten/VERB/root/0 to/PART/mark/4 march/VERB/xcomp/2", "threatened"),
        ("Monks/NOUN/nsubj/2 want/VERB/root/0 to/PART/mark/4 march/VERB/xcomp/2", "hypothetical"),
        ("Monks/NOUN/nsubj/2 refuse/VERB/root/0 to/PART/mark/4 march/VERB/xcomp/2", "denied"),
        ("Monks/NOUN/nsubj/2 fear/VERB/root/0 pupils/NOUN/nsubj/4 rioted/VERB/ccomp/2", "happened"),
        ("If/SCONJ/mark/3 monks/NOUN/nsubj/3 march/VERB/root/0", "hypothetical"),
        ("a/DET/det/3 planned/ADJ/amod/3 march/NOUN/root/0", "planned"),
        ("plans/NOUN/root/0 for/ADP/case/4 a/DET/det/4 march/NOUN/nmod/1", "planned"),
        ("fear/NOUN/root/0 of/ADP/case/3 riots/NOUN/nmod/1", "hypothetical"),
        ("Police/NOUN/nsubj/2 prevented/VERB/root/0 a/DET/det/4 riot/NOUN/obj/2", "denied"),
        ("A/DET/det/2 march/NOUN/nsubj:pass/4 was/AUX/aux:pass/4 planned/VERB/root/0", "planned"),
        ("Monks/NOUN/nsubj/2 held/VERB/root/0 a/DET/det/4 march/NOUN/obj/2", "happened"),
        ("Monks/NOUN/nsubj/3 will/AUX/aux/3 hold/VERB/root/0 a/DET/det/5 march/NOUN/obj/3", "planned"),
        (
            "Elders/NOUN/nsubj/2 threaten/VERB/root/0 to/PART/mark/4 stop/VERB/xcomp/2 a/DET/det/6 "
            "march/NOUN/obj/4",
            "hypothetical",
        ),
        (
            "The/DET/det/2 demand/NOUN/root/0 that/SCONJ/mark/5 monks/NOUN/nsubj/5 march/VERB/acl/2",
            "hypothetical",
        ),
        (
            "Police/NOUN/nsubj/2 rejected/VERB/root/0 claims/NOUN/obj/2 that/SCONJ/mark/6 monks/NOUN/nsubj/6 "
            "rioted/VERB/acl/3",
            "denied",
        ),
        (
            "Reports/NOUN/nsubj/6 that/SCONJ/mark/4 monks/NOUN/nsubj/4 rioted/VERB/acl/1 are/AUX/cop/6 "
            "false/ADJ/root/0",
            "denied",
        ),
    ],
)
def test_words_around_an_event_tell_its_status(code_tree: Code, tree: str, status: str) -> None:
    told = [one for one in code_tree(tree, "group 1") if one.type == "PROTEST"]
    assert [one.status for one in told] == [status]


def test_the_words_that_tell_a_status_are_told(code_tree: Code) -> None:
    (told,) = code_tree("Monks/NOUN/nsubj/2 plan/VERB/root/0 to/PART/mark/4 march/VERB/xcomp/2")
    assert [(reason.by, reason.spans) for reason in told.event.because[1:]] == [
        ("status: planned", ((6, 10),))
    ]


def test_a_not_that_is_part_of_a_refusal_leaves_it_happened(code_tree: Code) -> None:
    tree = (
        "Peru/PROPN/nsubj/4 will/AUX/aux/4 not/PART/advmod/4 accept/VERB/root/0 the/DET/det/6 "
        "offer/NOUN/obj/4"
    )
    told = next(one for one in code_tree(tree, "place 1") if one.type == "REJECT")
    assert told.status == "happened"


def test_a_demand_that_is_rejected_was_made(code_tree: Code) -> None:
    tree = (
        "Peru/PROPN/nsubj/2 rejected/VERB/root/0 a/DET/det/4 demand/NOUN/obj/2 for/ADP/case/6 "
        "talks/NOUN/nmod/4"
    )
    assert {one.type: one.status for one in code_tree(tree, "place 1")} == {
        "REJECT": "happened",
        "REQUEST": "happened",
        "CONSULT": "hypothetical",
    }
