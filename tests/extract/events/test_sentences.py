"""The whole coder on sentences that coders of events get wrong, with the weights that ship."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import Told

Code = Callable[[str], list[Told]]


def only(told: list[Told], type_: str) -> Told:
    found = [one for one in told if one.type == type_]
    assert len(found) == 1, [(one.type, one.anchor) for one in told]
    return found[0]


def test_a_monitor_tells_of_an_attack_by_others(code_text: Code) -> None:
    told = code_text(
        "The Levant Monitor said on Tuesday that eight people were killed in an air strike by government "
        "forces."
    )
    strike = only(told, "ASSAULT")
    assert (strike.mode, strike.actors, strike.recipients) == (
        "aerial",
        ["government forces"],
        ["eight people"],
    )
    assert strike.voice == "The Levant Monitor"
    assert {one.type for one in told} == {"ASSAULT", "OTHER"}


def test_one_side_claims_what_another_side_took(code_text: Code) -> None:
    seized = only(
        code_text("Rebel leaders claimed on Sunday that Rwandan troops had captured the city of Goma."),
        "COERCE",
    )
    assert (seized.mode, seized.actors) == ("seize", ["Rwandan troops"])
    assert [one.removeprefix("the city of ") for one in seized.recipients] == ["Goma"]
    assert (seized.voice, seized.status) == ("Rebel leaders", "happened")


def test_a_command_announces_its_own_strike(code_text: Code) -> None:
    told = only(
        code_text("The Northern Command said it had bombed two depots near Tyre overnight."), "ASSAULT"
    )
    assert told.mode == "explosives" and told.voice == "The Northern Command"


def test_a_lawyer_tells_of_a_clients_sentence(code_text: Code) -> None:
    told = only(
        code_text("The journalist was sentenced to nine years in prison, his lawyer said."), "SANCTION"
    )
    assert (told.mode, told.actors, told.recipients) == ("convict", [], ["The journalist"])
    assert told.voice == "his lawyer"


def test_an_official_says_what_two_countries_seek(code_text: Code) -> None:
    told = only(
        code_text(
            "Kenya and Uganda want to sign a treaty on the lake, the foreign minister said in Nairobi."
        ),
        "SUPPORT",
    )
    assert (told.actors, told.status) == (["Kenya", "Uganda"], "hypothetical")


def test_a_leader_will_not_help(code_text: Code) -> None:
    told = only(code_text("President Ana Ruiz said that Peru would not help the rebels."), "REJECT")
    assert (told.actors, told.recipients, told.status) == (["Peru"], ["the rebels"], "happened")
    assert told.voice == "President Ana Ruiz"


def test_a_ministry_says_that_it_was_fired_at(code_text: Code) -> None:
    told = only(
        code_text("The defence ministry said that rebels had fired a shell at its headquarters in Lima."),
        "ASSAULT",
    )
    assert (told.mode, told.actors, told.voice) == ("heavy-weapons", ["rebels"], "The defence ministry")


def test_a_report_blames_another_side(code_text: Code) -> None:
    told = code_text("The state news agency blamed Ukraine for the explosion at the depot.")
    blame = only(told, "ACCUSE")
    assert (blame.actors, blame.recipients, blame.voice) == (["The state news agency"], ["Ukraine"], "outlet")
    assert only(told, "ASSAULT").voice == "The state news agency"


@pytest.mark.parametrize(
    "text",
    [
        "The ministry said that rebels attacked a convoy near Gao.",
        "Rebels attacked a convoy near Gao, the ministry said.",
        "Rebels, the ministry said, attacked a convoy near Gao.",
        "According to the ministry, rebels attacked a convoy near Gao.",
    ],
)
def test_the_source_may_stand_before_after_and_amid(code_text: Code, text: str) -> None:
    (told,) = code_text(text)
    assert (told.type, told.status) == ("ASSAULT", "happened")
    assert [one.lower() for one in told.actors] == ["rebels"]
    assert told.recipients == ["a convoy"]
    assert told.voice is not None and told.voice.lower() == "the ministry"


def test_a_passive_tells_the_same_as_the_active(code_text: Code) -> None:
    (active,) = code_text("Police arrested twelve protesters in Accra.")
    (passive,) = code_text("Twelve protesters were arrested by police in Accra.")
    assert active.type == passive.type == "COERCE" and active.mode == passive.mode == "arrest"
    assert (active.actors, passive.actors) == (["Police"], ["police"])
    assert (active.recipients, passive.recipients) == (["twelve protesters"], ["Twelve protesters"])


def test_what_is_told_within_what_is_told_has_the_innermost_voice(code_text: Code) -> None:
    told = only(
        code_text("The minister said the mayor had told her that soldiers had burned down the school."),
        "ASSAULT",
    )
    assert (told.actors, told.recipients, told.voice) == (["soldiers"], ["the school"], "the mayor")


def test_what_a_source_denies_is_denied_in_its_voice(code_text: Code) -> None:
    (told,) = code_text("The army denied that its troops had attacked the village.")
    assert (told.type, told.actors, told.status, told.voice) == (
        "ASSAULT",
        ["its troops"],
        "denied",
        "The army",
    )


def test_what_did_not_happen_is_denied_by_the_outlet(code_text: Code) -> None:
    told = only(code_text("The rebels did not attack the village."), "ASSAULT")
    assert (told.status, told.voice) == ("denied", "outlet")


def test_what_depends_on_an_if_is_hypothetical(code_text: Code) -> None:
    told = only(code_text("If the rebels attack the village, thousands will be homeless."), "ASSAULT")
    assert told.status == "hypothetical"


def test_what_is_planned_is_planned(code_text: Code) -> None:
    told = only(code_text("Turkey plans to withdraw its troops from northern Syria next year."), "RETREAT")
    assert (told.mode, told.actors, told.recipients) == ("withdraw", ["Turkey"], ["northern Syria"])
    assert (told.status, told.voice) == ("planned", "Turkey")


def test_what_happened_long_ago_happened(code_text: Code) -> None:
    told = only(code_text("Gunmen kidnapped three teachers in Bamenda in 2019."), "ASSAULT")
    assert (told.mode, told.status, told.voice) == ("abduct", "happened", "outlet")
    assert told.event.time is not None


def test_words_that_report_make_no_event(code_text: Code) -> None:
    assert (
        code_text("The minister said that the weather was fine, and told reporters that he was well.") == []
    )


def test_what_a_protest_demands_is_no_event_of_its_own(code_text: Code) -> None:
    told = code_text("Thousands of people took to the streets to demand the resignation of the government.")
    protest = only(told, "PROTEST")
    assert protest.recipients == ["the government"]
    assert "REQUEST" not in {one.type for one in told}


def test_a_shot_that_is_taken_at_somebody_in_words_is_no_shooting(code_text: Code) -> None:
    told = code_text("The singer used her speech to take a shot at President Paz.")
    assert [one.type for one in told] == ["ACCUSE"]


def test_who_goes_in_search_of_something_seizes_nothing(code_text: Code) -> None:
    assert code_text("The brothers walked into the forest in search of mushrooms.") == []
    assert only(code_text("Police ended a search of the office."), "COERCE").mode == "seize"


@pytest.mark.parametrize(
    "text",
    [
        "The trawler industry has been hit by new landing fees.",
        "Falling prices hit farmers hard this spring.",
        "Tragedy struck at the fair on Monday.",
        "Drivers felt unable to defend themselves against the rumours.",
        "A television crew left her office on Monday.",
        "The patient was taken to hospital.",
        "His van was towed away on Monday.",
        "She went hunting with two friends.",
        "Cheap shoes are flooding into the country.",
        "She called the plumber while on her way home.",
        "The duchess declined to be interviewed.",
    ],
)
def test_what_sounds_like_an_act_against_somebody_and_is_none_makes_no_event(
    code_text: Code, text: str
) -> None:
    assert [(one.type, one.anchor) for one in code_text(text)] == []


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("The governor killed a bill that would have raised tolls.", "REJECT"),
        ("The ministry fired back that the bridge was safe.", "ACCUSE"),
        ("Soldiers fired back at the rebels.", "ASSAULT"),
        ("Ministers came under fire from charities for the delay.", "ACCUSE"),
        ("The convoy came under fire from rebels near the river.", "ASSAULT"),
        ("The mayor suspended her campaign on Monday.", "RETREAT"),
        ("The village was hit by an earthquake on Monday.", "OTHER"),
        ("Police called on residents to stay indoors.", "REQUEST"),
    ],
)
def test_who_does_it_and_to_what_tells_what_it_is(code_text: Code, text: str, type_: str) -> None:
    assert {one.type for one in code_text(text)} == {type_}


def test_what_is_held_hostage_in_words_is_no_abduction(code_text: Code) -> None:
    assert all(
        one.type != "ASSAULT" for one in code_text("Critics accused the party of holding the state hostage.")
    )


def test_diplomats_who_are_expelled_are_not_deported(code_text: Code) -> None:
    told = only(code_text("Costa Rica expelled two Nicaraguan diplomats on Monday."), "SANCTION")
    assert told.mode == "expel"
