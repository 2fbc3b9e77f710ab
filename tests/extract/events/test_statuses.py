"""Whether an event happened, read off trees."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rashomon.records import EventMark

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
        (
            "Monks/NOUN/nsubj/4 had/AUX/aux/4 been/AUX/aux/4 marching/VERB/root/0",
            "happened",
        ),
        ("The/DET/det/2 strike/NOUN/nsubj/3 continues/VERB/root/0", "ongoing"),
        ("Nurses/NOUN/root/0 on/ADP/case/3 strike/NOUN/nmod/1", "ongoing"),
        (
            "The/DET/det/2 strike/NOUN/nsubj/5 is/AUX/cop/5 under/ADP/case/5 way/NOUN/root/0",
            "ongoing",
        ),
        (
            "Monks/NOUN/nsubj/3 have/AUX/aux/3 blocked/VERB/root/0 the/DET/det/5 road/NOUN/obj/3 "
            "since/ADP/case/7 May/PROPN/obl/3",
            "ongoing",
        ),
        (
            "Monks/NOUN/nsubj/3 have/AUX/aux/3 marched/VERB/root/0 twice/ADV/advmod/3 since/ADP/case/6 "
            "May/PROPN/obl/3",
            "happened",
        ),
        (
            "Monks/NOUN/nsubj/3 will/AUX/aux/3 march/VERB/root/0 unless/SCONJ/mark/6 he/PRON/nsubj/6 "
            "goes/VERB/advcl/3",
            "threatened",
        ),
        (
            "A/DET/det/2 threat/NOUN/nsubj/5 to/PART/mark/4 march/VERB/xcomp/2 failed/VERB/root/0",
            "threatened",
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


def test_a_deed_that_goes_on_is_told_by_words_that_a_head_does_not_overrule(code_tree: Code) -> None:
    tree = "Monks/NOUN/nsubj:pass/4 were/AUX/aux:pass/4 being/AUX/aux:pass/4 beaten/VERB/root/0"
    seen = (EventMark(words=(3, 4), types={"ASSAULT": 0.9}, score=0.9, statuses={"happened": 0.9}),)
    (told,) = code_tree(tree, "group 1", seen=seen)
    assert told.status == "ongoing"


def test_what_follows_a_deed_does_not_go_on(code_tree: Code) -> None:
    tree = "Monks/NOUN/nsubj/2 fled/VERB/root/0 after/SCONJ/mark/5 being/AUX/aux:pass/5 beaten/VERB/advcl/2"
    told = next(one for one in code_tree(tree, "group 1") if one.type == "ASSAULT")
    assert told.status == "happened"


def test_what_would_be_done_is_a_threat_where_its_source_warns(
    code_text: Callable[[str], list[Told]],
) -> None:
    told = code_text("The minister warned on Monday that police would arrest anyone who joined the march.")
    assert [one.status for one in told if one.type == "COERCE"] == ["threatened"]
