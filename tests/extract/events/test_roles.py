"""Who acts and who suffers, read off trees."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import Told

Code = Callable[..., list[Told]]


def parties(told: Told) -> tuple[list[str], list[str]]:
    return told.actors, told.recipients


@pytest.mark.parametrize(
    ("tree", "mentions"),
    [
        ("Troops/NOUN/nsubj/2 shelled/VERB/root/0 Lima/PROPN/obj/2", ("group 1", "place 3")),
        (
            "Lima/PROPN/nsubj:pass/3 was/AUX/aux:pass/3 shelled/VERB/root/0 by/ADP/case/5 Troops/NOUN/obl/3",
            ("place 1", "group 5"),
        ),
        (
            "Lima/PROPN/root/0 ,/PUNCT/punct/3 shelled/VERB/acl/1 by/ADP/case/5 Troops/NOUN/obl/3",
            ("place 1", "group 5"),
        ),
        (
            "Troops/NOUN/root/0 who/PRON/nsubj/3 shelled/VERB/acl:relcl/1 Lima/PROPN/obj/3",
            ("group 1", "place 4"),
        ),
        (
            "Lima/PROPN/root/0 which/PRON/obj/4 Troops/NOUN/nsubj/4 shelled/VERB/acl:relcl/1",
            ("place 1", "group 3"),
        ),
        (
            "Troops/NOUN/nsubj/2 began/VERB/root/0 to/PART/mark/4 shell/VERB/xcomp/2 Lima/PROPN/obj/4",
            ("group 1", "place 5"),
        ),
        (
            "Troops/NOUN/nsubj/2 came/VERB/root/0 and/CCONJ/cc/4 shelled/VERB/conj/2 Lima/PROPN/obj/4",
            ("group 1", "place 5"),
        ),
        (
            "Troops/NOUN/nsubj/2 fled/VERB/root/0 shelling/VERB/advcl/2 Lima/PROPN/obj/3",
            ("group 1", "place 4"),
        ),
        (
            "Lima/PROPN/root/0 which/PRON/nsubj:pass/4 Troops/NOUN/nsubj:pass/4 shelled/VERB/acl:relcl/1",
            ("place 1", "group 3"),
        ),
        (
            "Troops/NOUN/nsubj/2 announced/VERB/root/0 the/DET/det/4 shelling/NOUN/obj/2 of/ADP/case/6 "
            "Lima/PROPN/nmod/4",
            ("group 1", "place 6"),
        ),
        (
            "the/DET/det/2 shelling/NOUN/root/0 of/ADP/case/4 Lima/PROPN/nmod/2 by/ADP/case/6 "
            "Troops/NOUN/nmod/2",
            ("place 4", "group 6"),
        ),
        (
            "Troops/NOUN/nmod:poss/3 's/PART/case/1 shelling/NOUN/root/0 of/ADP/case/5 Lima/PROPN/nmod/3",
            ("group 1", "place 5"),
        ),
        (
            "Troops/NOUN/nsubj/2 resumed/VERB/root/0 the/DET/det/4 shelling/NOUN/obj/2 of/ADP/case/6 "
            "Lima/PROPN/nmod/4",
            ("group 1", "place 6"),
        ),
    ],
)
def test_one_deed_has_the_same_roles_in_every_form(
    code_tree: Code, tree: str, mentions: tuple[str, ...]
) -> None:
    told = next(one for one in code_tree(tree, *mentions) if one.type == "ASSAULT")
    assert parties(told) == (["Troops"], ["Lima"])


def test_coordinated_actors_and_recipients_are_each_named(code_tree: Code) -> None:
    tree = (
        "Troops/NOUN/nsubj/4 and/CCONJ/cc/3 police/NOUN/conj/1 beat/VERB/root/0 up/ADP/compound:prt/4 "
        "students/NOUN/obj/4 and/CCONJ/cc/8 monks/NOUN/conj/6"
    )
    (told,) = code_tree(tree, "group 1", "organization 3", "group 6", "group 8")
    assert parties(told) == (["Troops", "police"], ["students", "monks"])


def test_who_is_alongside_acts_too(code_tree: Code) -> None:
    tree = (
        "Troops/NOUN/nsubj/2 shelled/VERB/root/0 Lima/PROPN/obj/2 together/ADV/advmod/6 with/ADP/case/6 "
        "rebels/NOUN/obl/2"
    )
    (told,) = code_tree(tree, "group 1", "place 3", "group 6")
    assert parties(told) == (["Troops", "rebels"], ["Lima"])


@pytest.mark.parametrize(
    ("tree", "mentions", "anchor"),
    [
        (
            "A/DET/det/2 clerk/NOUN/nsubj/3 accused/VERB/root/0 of/ADP/case/5 theft/NOUN/obl/3",
            ("person 1-2",),
            "accused",
        ),
        (
            "A/DET/det/2 clerk/NOUN/nsubj/3 accused/VERB/nsubj:pass/7 of/ADP/case/5 theft/NOUN/obl/3 "
            "was/AUX/aux:pass/7 released/VERB/root/0",
            ("person 1-2",),
            "released",
        ),
        (
            "A/DET/det/2 clerk/NOUN/nsubj/3 shot/VERB/root/0 dead/ADJ/obj/3",
            ("person 1-2",),
            "shot dead",
        ),
        (
            "A/DET/det/2 clerk/NOUN/nsubj/3 taken/VERB/root/0 into/ADP/case/5 custody/NOUN/obl/3",
            ("person 1-2",),
            "taken into custody",
        ),
        (
            "A/DET/det/2 clerk/NOUN/nsubj:pass/4 was/AUX/aux:pass/4 promised/VERB/root/0 cash/NOUN/iobj/4",
            ("person 1-2", "group 5"),
            "promised",
        ),
    ],
)
def test_a_participle_without_an_auxiliary_is_passive_and_a_receiver_may_be_its_subject(
    code_tree: Code, tree: str, mentions: tuple[str, ...], anchor: str
) -> None:
    told = next(one for one in code_tree(tree, *mentions) if one.anchor == anchor)
    assert parties(told) == ([], ["A clerk"])


@pytest.mark.parametrize(
    "tree",
    [
        "Peru/PROPN/nsubj/2 demanded/VERB/root/0 that/SCONJ/mark/5 Chile/PROPN/nsubj/5 agree/VERB/xcomp/2",
        "Peru/PROPN/nsubj/2 demanded/VERB/root/0 that/SCONJ/mark/5 Chile/PROPN/nsubj/5 agree/VERB/ccomp/2",
    ],
)
def test_whom_a_demand_is_put_to_is_the_subject_of_what_is_demanded(code_tree: Code, tree: str) -> None:
    told = next(one for one in code_tree(tree, "place 1", "place 4") if one.type == "REQUEST")
    assert parties(told) == (["Peru"], ["Chile"])


def test_what_stands_with_another_word_of_the_pattern_is_read_too(code_tree: Code) -> None:
    tree = (
        "suspension/NOUN/root/0 of/ADP/case/4 air/NOUN/compound/4 links/NOUN/nmod/1 with/ADP/case/6 "
        "Chile/PROPN/nmod/4"
    )
    (told,) = code_tree(tree, "place 6")
    assert (told.type, *parties(told)) == ("SANCTION", [], ["Chile"])


def test_what_goes_on_behind_its_source_is_not_the_sources_deed(code_tree: Code) -> None:
    tree = (
        "Troops/NOUN/nsubj/2 fled/VERB/ccomp/5 ,/PUNCT/punct/5 he/PRON/nsubj/5 said/VERB/root/0 "
        ",/PUNCT/punct/8 but/CCONJ/cc/8 shelled/VERB/conj/5 Lima/PROPN/obj/8"
    )
    told = next(one for one in code_tree(tree, "group 1", "person 4", "place 9") if one.type == "ASSAULT")
    assert parties(told) == (["Troops"], ["Lima"])


@pytest.mark.parametrize(("preposition", "recipients"), [("on", ["Lima"]), ("at", []), ("to", [])])
def test_a_place_suffers_what_is_done_on_it_not_what_is_done_at_it(
    code_tree: Code, preposition: str, recipients: list[str]
) -> None:
    tree = f"the/DET/det/2 attack/NOUN/root/0 {preposition}/ADP/case/4 Lima/PROPN/nmod/2"
    (told,) = code_tree(tree, "facility 4")
    assert told.recipients == recipients


def test_of_what_is_mutual_everybody_is_an_actor(code_tree: Code) -> None:
    tree = "Troops/NOUN/nsubj/2 clashed/VERB/root/0 with/ADP/case/4 rebels/NOUN/obl/2"
    (told,) = code_tree(tree, "group 1", "group 4")
    assert parties(told) == (["Troops", "rebels"], [])


def test_who_undergoes_something_is_its_recipient(code_tree: Code) -> None:
    (told,) = code_tree("Ten/NUM/nummod/2 miners/NOUN/nsubj/3 died/VERB/root/0", "group 1-2")
    assert parties(told) == ([], ["Ten miners"])


def test_what_is_the_actors_own_is_no_recipient(code_tree: Code) -> None:
    tree = (
        "Peru/PROPN/nsubj/2 withdrew/VERB/root/0 its/PRON/nmod:poss/4 troops/NOUN/obj/2 from/ADP/case/6 "
        "Chile/PROPN/obl/2"
    )
    (told,) = code_tree(tree, "place 1", "group 3-4", "place 6")
    assert parties(told) == (["Peru"], ["Chile"])


def test_who_is_urged_does_what_is_urged(code_tree: Code) -> None:
    tree = (
        "Peru/PROPN/nsubj/2 urged/VERB/root/0 Chile/PROPN/obj/2 to/PART/mark/5 release/VERB/xcomp/2 "
        "hostages/NOUN/obj/5"
    )
    urged, released = code_tree(tree, "place 1", "place 3", "group 6")
    assert (urged.type, *parties(urged)) == ("REQUEST", ["Peru"], ["Chile"])
    assert (released.type, *parties(released)) == ("RETREAT", ["Chile"], ["hostages"])
    assert (urged.mode, released.status) == ("yield", "hypothetical")


def test_whom_an_attack_harms_is_its_recipient(code_tree: Code) -> None:
    tree = (
        "An/DET/det/3 air/NOUN/compound/3 strike/NOUN/nsubj/4 wounded/VERB/root/0 two/NUM/nummod/6 "
        "nurses/NOUN/obj/4"
    )
    strike, wounded = code_tree(tree, "group 5-6")
    assert (strike.type, strike.mode, *parties(strike)) == ("ASSAULT", "aerial", [], ["two nurses"])
    assert (wounded.type, *parties(wounded)) == ("OTHER", [], ["two nurses"])


def test_killing_is_assault_only_where_somebody_kills(code_tree: Code) -> None:
    by_somebody = "Gunmen/NOUN/nsubj/2 killed/VERB/root/0 a/DET/det/4 nurse/NOUN/obj/2"
    by_something = "Smoke/NOUN/nsubj/2 killed/VERB/root/0 a/DET/det/4 nurse/NOUN/obj/2"
    (murder,), (death,) = (
        code_tree(by_somebody, "group 1", "person 3-4"),
        code_tree(by_something, "person 3-4"),
    )
    assert (murder.type, murder.actors) == ("ASSAULT", ["Gunmen"])
    assert (death.type, death.mode, *parties(death)) == ("OTHER", "death", [], ["a nurse"])


@pytest.mark.parametrize("above", [7, 9])
def test_who_claims_a_death_is_not_among_the_dead(code_tree: Code, above: int) -> None:
    tree = (
        f"the/DET/det/2 claim/NOUN/nsubj/9 by/ADP/case/4 Troops/NOUN/nmod/2 that/SCONJ/mark/{above} "
        "miners/NOUN/nsubj/7 died/VERB/acl/2 is/AUX/cop/9 false/ADJ/root/0"
    )
    told = next(one for one in code_tree(tree, "group 4", "group 6") if one.anchor == "died")
    assert parties(told) == ([], ["miners"])


@pytest.mark.parametrize(
    ("tree", "anchor"),
    [
        (
            "Peru/PROPN/nsubj/2 evacuated/VERB/root/0 all/DET/det/4 settlements/NOUN/obj/2 in/ADP/case/6 "
            "Chile/PROPN/nmod/4",
            "evacuated all settlements",
        ),
        (
            "Peru/PROPN/nsubj/2 threatened/VERB/root/0 to/PART/mark/4 ban/VERB/xcomp/2 voting/NOUN/obj/4 "
            "in/ADP/case/7 Chile/PROPN/nmod/5",
            "threatened to",
        ),
        (
            "Miners/NOUN/nsubj/2 rioted/VERB/root/0 in/ADP/case/4 Chile/PROPN/obl/2",
            "rioted",
        ),
    ],
)
def test_the_country_of_what_is_touched_suffers_where_nobody_else_does(
    code_tree: Code, tree: str, anchor: str
) -> None:
    last = 1 + tree.split().index(next(word for word in tree.split() if word.startswith("Chile")))
    told = next(one for one in code_tree(tree, "group 1", f"place {last}") if one.anchor == anchor)
    assert told.recipients == ["Chile"]


def test_where_a_meeting_is_held_is_no_recipient(code_tree: Code) -> None:
    tree = "envoys/NOUN/nsubj/2 held/VERB/root/0 talks/NOUN/obj/2 in/ADP/case/5 Chile/PROPN/nmod/3"
    (told,) = code_tree(tree, "group 1", "place 5")
    assert parties(told) == (["envoys"], [])


def test_a_threat_is_meant_for_who_is_to_fulfil_its_condition(code_tree: Code) -> None:
    tree = (
        "Peru/PROPN/nsubj/2 threatened/VERB/root/0 to/PART/mark/4 stop/VERB/xcomp/2 exports/NOUN/obj/4 "
        "unless/SCONJ/mark/8 Chile/PROPN/nsubj/8 apologises/VERB/advcl/4"
    )
    told = next(one for one in code_tree(tree, "place 1", "place 7") if one.type == "THREATEN")
    assert parties(told) == (["Peru"], ["Chile"])


def test_who_stands_with_what_an_act_is_for_is_meant(code_tree: Code) -> None:
    tree = (
        "Peru/PROPN/nsubj/2 mobilised/VERB/root/0 reservists/NOUN/obj/2 for/ADP/case/6 a/DET/det/6 "
        "war/NOUN/obl/2 against/ADP/case/8 Chile/PROPN/nmod/6"
    )
    (told,) = code_tree(tree, "place 1", "group 3", "place 8")
    assert parties(told) == (["Peru"], ["Chile"])


def test_the_relative_clause_of_an_object_tells_of_the_object_whatever_it_hangs_on(code_tree: Code) -> None:
    tree = (
        "Peru/PROPN/nsubj/2 thanked/VERB/root/0 Ana/PROPN/obj/2 Ruiz/PROPN/flat/3 ,/PUNCT/punct/8 "
        "who/PRON/nsubj/8 had/AUX/aux/8 praised/VERB/advcl:relcl/2 Chile/PROPN/obj/8"
    )
    told = next(one for one in code_tree(tree, "place 1", "person 3-4", "place 9") if one.anchor == "praised")
    assert parties(told) == (["Ana Ruiz"], ["Chile"])


def test_a_clause_beside_a_demand_is_not_what_is_demanded(code_tree: Code) -> None:
    tree = (
        "Peru/PROPN/nsubj/2 demanded/VERB/root/0 calm/NOUN/obj/2 while/SCONJ/mark/6 envoys/NOUN/nsubj/6 "
        "met/VERB/advcl/2 Chile/PROPN/obj/6"
    )
    told = next(one for one in code_tree(tree, "place 1", "group 5", "place 7") if one.type == "REQUEST")
    assert parties(told) == (["Peru"], [])


def test_who_is_suspected_of_an_act_does_it(code_tree: Code) -> None:
    tree = (
        "police/NOUN/nsubj/2 held/VERB/root/0 monks/NOUN/obj/2 on/ADP/case/5 suspicion/NOUN/obl/2 "
        "of/SCONJ/mark/7 killing/VERB/acl/5 Ana/PROPN/obj/7"
    )
    told = next(
        one for one in code_tree(tree, "organization 1", "group 3", "person 8") if one.anchor == "killing"
    )
    assert parties(told) == (["monks"], ["Ana"])


def test_who_denies_having_done_something_is_said_to_have_done_it(code_tree: Code) -> None:
    tree = "Ana/PROPN/nsubj/2 denied/VERB/root/0 having/AUX/aux/4 shot/VERB/ccomp/2 monks/NOUN/obj/4"
    told = next(one for one in code_tree(tree, "person 1", "group 5") if one.anchor == "shot")
    assert parties(told) == (["Ana"], ["monks"])


def test_those_fired_on_may_be_told_by_what_they_do(code_tree: Code) -> None:
    tree = (
        "Troops/NOUN/nsubj/2 opened/VERB/root/0 fire/NOUN/obj/2 on/ADP/mark/6 monks/NOUN/nsubj/6 "
        "leaving/VERB/advcl/2"
    )
    told = next(one for one in code_tree(tree, "group 1", "group 5") if one.type == "ASSAULT")
    assert parties(told) == (["Troops"], ["monks"])


def test_who_plans_a_march_marches(code_tree: Code) -> None:
    tree = "monks/NOUN/nsubj/2 planned/VERB/root/0 a/DET/det/4 march/NOUN/obj/2"
    told = next(one for one in code_tree(tree, "group 1") if one.type == "PROTEST")
    assert parties(told) == (["monks"], [])


@pytest.mark.parametrize(
    "tree",
    [
        "monks/NOUN/root/0 on/ADP/case/3 strike/NOUN/nmod/1",
        "monks/NOUN/nsubj/4 are/AUX/cop/4 on/ADP/case/4 strike/NOUN/root/0",
        "monks/NOUN/nsubj/2 went/VERB/root/0 on/ADP/case/4 strike/NOUN/obl/2",
    ],
)
def test_who_is_on_strike_strikes(code_tree: Code, tree: str) -> None:
    (told,) = [one for one in code_tree(tree, "group 1") if one.type == "PROTEST"]
    assert parties(told) == (["monks"], [])


def test_a_guest_who_is_received_visits_the_host(code_tree: Code) -> None:
    (told,) = code_tree("Peru/PROPN/nsubj/2 received/VERB/root/0 Ana/PROPN/obj/2", "place 1", "person 3")
    assert parties(told) == (["Ana"], ["Peru"])


def test_the_road_on_which_something_is_taken_is_the_scene(code_tree: Code) -> None:
    tree = (
        "Troops/NOUN/nsubj/2 seized/VERB/root/0 grain/NOUN/obj/2 on/ADP/case/6 the/DET/det/6 road/NOUN/obl/2"
    )
    told = next(one for one in code_tree(tree, "group 1", "facility 5-6") if one.type == "COERCE")
    assert parties(told) == (["Troops"], [])


def test_what_kills_is_not_among_the_dead(code_tree: Code) -> None:
    tree = (
        "the/DET/det/2 raid/NOUN/nsubj/5 by/ADP/case/4 Troops/NOUN/nmod/2 killed/VERB/root/0 "
        "nine/NUM/nummod/7 farmers/NOUN/obj/5"
    )
    told = next(one for one in code_tree(tree, "group 4", "group 6-7") if one.anchor == "killed")
    assert told.recipients == ["nine farmers"]


def test_a_town_acts_as_the_subject_of_a_verb_not_before_a_noun(code_tree: Code) -> None:
    tree = "Puno/PROPN/nsubj/2 imposed/VERB/root/0 a/DET/det/4 curfew/NOUN/obj/2"
    (told,) = code_tree(tree, "place 1")
    assert told.actors == ["Puno"]
    (told,) = code_tree("Puno/PROPN/compound/2 curfew/NOUN/nsubj/3 ends/VERB/root/0", "place 1")
    assert told.actors == []
