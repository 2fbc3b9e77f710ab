"""An event with all that its ids lead to."""

from __future__ import annotations

from dataclasses import replace

from rashomon.records import Account
from rashomon.telling import ToldEvent, tell_events


def told(account: Account, anchor: str) -> ToldEvent:
    return next(one for one in tell_events(account) if one.anchor == anchor)


def test_events_are_numbered_by_where_their_anchors_stand(kostenets: Account) -> None:
    backwards = replace(kostenets, events=kostenets.events[::-1])
    several = list(tell_events(backwards))
    assert [one.number for one in several] == list(range(1, 15))
    assert [one.anchor for one in several][:5] == ["dies", "storm", "died", "injured", "searched"]


def test_parties_have_the_entitys_name_and_the_words_of_the_text(kostenets: Account) -> None:
    (actor,) = told(kostenets, "beaten").actors
    assert (actor.words, actor.name, actor.country, actor.sector) == (
        "his men",
        "Bulgarian police",
        "BGR",
        "COP",
    )


def test_a_party_that_is_joined_to_no_entity_is_called_by_its_words(kostenets: Account) -> None:
    events = tuple(
        replace(event, actors=tuple(replace(one, entity=None) for one in event.actors))
        for event in kostenets.events
    )
    (actor,) = told(replace(kostenets, events=events), "beaten").actors
    assert (actor.name, actor.country) == ("his men", None)


def test_place_time_figures_and_sentence_are_at_hand(kostenets: Account) -> None:
    event = told(kostenets, "entered")
    assert event.place is not None and event.place.name == "Kostenets"
    assert event.time_words == "shortly after 5 a.m."
    assert [figure.words for figure in event.figures] == ["Some 400 officers"]
    assert event.sentence.startswith("Some 400 officers entered")
    assert event.sentence.endswith("Prosecutor's Office said.")


def test_voices_come_from_the_inside_out(kostenets: Account) -> None:
    suspects, prosecutors = told(kostenets, "cyber intrusions").voices
    assert (suspects.name, suspects.cue) == (None, "suspected")
    assert (prosecutors.name, prosecutors.cue) == ("Sofia City Prosecutor's Office", "said")
    assert told(kostenets, "searched").voices == ()


def test_statements_that_stand_in_one_another_end(kostenets: Account) -> None:
    first, second, *others = kostenets.statements
    ring = (replace(first, within=second.id), replace(second, within=first.id), *others)
    events = tuple(replace(event, voice=first.id) for event in kostenets.events)
    account = replace(kostenets, statements=ring, events=events)
    assert all(len(one.voices) == 2 for one in tell_events(account))


def test_without_sentences_it_is_the_paragraph_and_without_those_the_anchor(kostenets: Account) -> None:
    report = replace(kostenets.report, sentences=())
    assert told(replace(kostenets, report=report), "beaten").sentence.startswith("Interior Minister")
    report = replace(report, paragraphs=())
    assert told(replace(kostenets, report=report), "beaten").sentence == "beaten"
