"""Three accounts of one happening, side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from rashomon.compare import compare
from rashomon.records import Account, Divergence, Judgement, RecordIn, Story, Voice

Begin = Callable[..., Any]


def find(story: Story, slot: str, name: str | None = None) -> Divergence:
    """Give the divergence of a slot; with a name that of the entity called so."""
    about = {entity.id: entity.name for entity in story.entities}
    return next(
        one
        for one in story.divergences
        if one.slot == slot and (name is None or about.get(one.about or "") == name)
    )


def show(divergence: Divergence) -> list[tuple[str | None, list[tuple[str | None, str | None]]]]:
    """Give positions as values with outlets and the words they used."""
    return [
        (one.value, [(voice.outlet, voice.words) for voice in one.voices]) for one in divergence.positions
    ]


def test_figures_of_one_thing_stand_side_by_side_with_their_words(market: Sequence[Account]) -> None:
    killed = find(compare(market), "killed")
    assert killed.relation == "conflicting"
    assert show(killed) == [
        ("27", [("Wire", "27 people")]),
        ("24 or more", [("Daily", "Dozens")]),
        ("41", [("Daily", "41")]),
        (None, [("Army", None)]),
    ]


def test_a_row_of_figures_is_called_by_words_that_colour_nothing(begin: Begin) -> None:
    text = "The list names 8,000 {} of the city."
    told = [
        begin(text.format(noun), outlet)
        .entity(noun, kind="group")
        .figure(f"8,000 {noun}", 8000, 8000, "other", of=noun)
        for noun, outlet in (("dissidents", "Wire"), ("terrorists", "Daily"))
    ]
    told[1].label("terrorists", "terrorists", "neg")
    assert find(compare([one.done() for one in told]), "dissidents").relation == "same"


def test_a_claim_keeps_its_claimant(market: Sequence[Account]) -> None:
    position = find(compare(market), "killed").positions[2]
    assert [voice.speaker for voice in position.voices] == ["Ana Brekke"]


def test_verbs_for_one_happening_differ_without_contradiction(market: Sequence[Account]) -> None:
    verb = find(compare(market), "verb")
    assert (verb.relation, [one.value for one in verb.positions]) == (
        "compatible",
        ["hit", "struck", "shelled"],
    )


def test_who_names_no_agent_is_seen_in_the_words_that_name_none(market: Sequence[Account]) -> None:
    actor = find(compare(market), "actor")
    assert (actor.relation, show(actor)) == (
        "silent",
        [("the Odda Front", [("Army", "the Odda Front")]), (None, [("Daily", "struck"), ("Wire", "hit")])],
    )


def test_a_denial_answers_those_who_accuse_the_denier(market: Sequence[Account]) -> None:
    denial = find(compare(market), "denial")
    assert denial.relation == "conflicting"
    assert show(denial) == [("said", [("Wire", "accused")]), ("denied", [("Wire", "any part in it")])]


def test_a_denial_does_not_answer_who_passes_it_on(begin: Begin) -> None:
    text = "Ana Brekke said that the front denied any part in the shelling."
    account = (
        begin(text)
        .entity("Ana Brekke")
        .entity("the front", kind="organization")
        .says("Ana Brekke", "said", "the front denied any part in the shelling")
        .says("the front", "denied", "any part in the shelling", polarity="denied", stance="denying")
        .done()
    )
    outer, inner = account.statements
    story = compare([replace(account, statements=(outer, replace(inner, within=outer.id)))])
    assert [one.value for one in find(story, "denial").positions] == ["denied"]


@pytest.mark.parametrize(("kind", "found"), [("belief", 1), ("intention", 0), ("attitude", 0)])
def test_who_did_not_want_to_denies_nothing(kind: str, found: int, begin: Begin) -> None:
    account = (
        begin("Ana Brekke never thought of leaving.")
        .entity("Ana Brekke")
        .says("Ana Brekke", "thought of", "leaving", polarity="denied")
        .done()
    )
    (said,) = account.statements
    story = compare([replace(account, statements=(replace(said, cue=replace(said.cue, kind=kind)),))])
    assert len([one for one in story.divergences if one.slot == "denial"]) == found


def test_names_and_loaded_words_are_told_by_outlet(market: Sequence[Account]) -> None:
    story = compare(market)
    assert show(find(story, "label", "the Odda Front"))[0] == ("terrorists (neg)", [("Army", "terrorists")])
    assert find(story, "name", "the Odda Front").relation == "compatible"


def test_what_two_origins_tell_is_missed_in_the_others(market: Sequence[Account]) -> None:
    story = compare(market)
    (killed,) = (one for one in story.omissions if one.slot == "killed")
    assert ([voice.outlet for voice in killed.told_by], killed.silent) == (["Wire", "Daily"], ("Army",))


def test_the_summary_is_made_of_the_records(market: Sequence[Account]) -> None:
    assert compare(market).summary == (
        "3 reports, 3 origins, 2 voices. Killed: 27 (Wire) / 24 or more (Daily) / 41 (Ana Brekke)."
    )


def test_the_order_of_the_accounts_changes_nothing(market: Sequence[Account]) -> None:
    assert compare(market[::-1]) == compare(market)


def test_what_a_person_said_is_obeyed(market: Sequence[Account]) -> None:
    hit, shelled = RecordIn(report="Wire", id="Wire/hit"), RecordIn(report="Army", id="Army/shelled")
    apart = Judgement(kind="event", left=hit, right=shelled, says="different")
    groups = [{one.event for one in happening.events} for happening in compare(market, [apart]).happenings]
    assert not any({"Wire/hit", "Army/shelled"} <= group for group in groups)
    accused = RecordIn(report="Wire", id="Wire/accused")
    joined = Judgement(kind="event", left=accused, right=shelled, says="same")
    groups = [{one.event for one in happening.events} for happening in compare(market, [joined]).happenings]
    assert any({"Wire/accused", "Army/shelled"} <= group for group in groups)


def test_every_span_holds_the_words_it_is_said_to(market: Sequence[Account]) -> None:
    story = compare(market)
    texts = {account.report.id: account.report.text for account in market}
    told = [voice for one in story.divergences for position in one.positions for voice in position.voices]
    told += [voice for one in story.omissions for voice in one.told_by]

    def words(voice: Voice) -> str | None:
        return None if voice.span is None else texts[voice.report][slice(*voice.span)]

    assert told
    assert all(voice.words == words(voice) for voice in told)


def test_no_account_is_no_story() -> None:
    with pytest.raises(ValueError, match="at least one account"):
        compare([])


def test_a_copy_is_listed_and_counted_with_its_report(market: Sequence[Account]) -> None:
    copy = replace(market[0].report, id="Late", outlet="Late Edition", published="2031-10-15")
    story = compare(market, copies=[("Wire", copy)])
    assert [one.copy_of for one in story.reports] == [None, None, None, "Wire"]
    assert ("Wire", "Late") in {tuple(sorted(one.reports, reverse=True)) for one in story.origins}
    assert story.summary.startswith("4 reports, 3 origins, 2 voices.")
    assert find(story, "killed") == find(compare(market), "killed")


def test_what_is_told_of_long_before_is_no_word_on_what_happened_now(begin: Begin) -> None:
    text = "Shells hit Odda. Shells hit it in 2029."
    old = (
        begin(text, "Daily")
        .time("2029", "2029-01-01", "2029-12-31")
        .event("hit Odda", "ASSAULT", "heavy-weapons")
        .event("hit it", "ASSAULT", "heavy-weapons", time="2029")
        .done()
    )
    wire = begin("Shells hit Odda.").event("hit Odda", "ASSAULT", "heavy-weapons").done()
    left, right = (RecordIn(report="Daily", id=f"Daily/{name}") for name in ("hit Odda", "hit it"))
    story = compare([old, wire], [Judgement(kind="event", left=left, right=right, says="same")])
    assert all(one.slot != "time" for one in story.divergences)


def test_who_has_no_name_is_called_by_what_the_others_call_them_too(begin: Begin) -> None:
    ones = [
        begin(f"The sea took {name}.", name).entity(name, kind="group").done()
        for name in ("a boat", "the boat", "two additional patrol boats")
    ]
    pairs = [(RecordIn(report=one.report.id, id=one.entities[0].id)) for one in ones]
    joined = [Judgement(kind="entity", left=pairs[0], right=other, says="same") for other in pairs[1:]]
    assert [entity.name for entity in compare(ones, joined).entities] == ["a boat"]
