from __future__ import annotations

from collections.abc import Callable

import pytest

from rashomon.extract import build_account, load_lexicon
from rashomon.records import Account, Marks, Report

MarkUp = Callable[..., tuple[Report, Marks]]
Deps = dict[str, tuple[str, str]]
Who = Callable[..., list[str | None]]


@pytest.fixture
def who(mark_up: MarkUp) -> Who:
    """Give the function that tells by which entity's name each statement is made."""

    def tell_entities(marked: str, **given: object) -> list[str | None]:
        report, marks = mark_up(marked, **given)
        account: Account = build_account(report, marks, load_lexicon(), "test")
        names = {entity.id: entity.name for entity in account.entities}
        return [names[one.source.entity or ""] if one.source else None for one in account.statements]

    return tell_entities


ANA, LUIS = "[person [PER Ana Ruiz]]", "[person [PER Luis Vega]]"


def test_she_in_a_clause_below_is_the_subject_above(who: Who) -> None:
    deps: Deps = {"Ruiz": ("nsubj", "met"), "stressed": ("advcl", "met"), "she": ("nsubj", "stressed")}
    marked = f"{ANA} met {LUIS} , though [s1 [person:1=.9 she]] [c1 stressed] [x1 it fell] ."
    assert who(marked, deps=deps, upos={"met": "VERB", "stressed": "VERB"}) == ["Ana Ruiz"]


def test_who_is_asked_in_a_clause_in_front_is_the_subject_that_follows(who: Who) -> None:
    deps: Deps = {
        "she": ("nsubj", "thought"),
        "thought": ("ccomp", "Asked"),
        "Asked": ("advcl", "said"),
        "Ruiz": ("nsubj", "said"),
    }
    marked = f"{LUIS} left . Asked what [s1 [person she]] [c1 thought] [x1 of it] , {ANA} said no ."
    assert who(marked, deps=deps, upos={"Asked": "VERB", "thought": "VERB"}) == ["Ana Ruiz"]


def test_she_who_opens_a_sentence_is_the_subject_before_whatever_the_encoder_links(who: Who) -> None:
    deps: Deps = {"Ruiz": ("nsubj", "met"), "She": ("nsubj", "denied")}
    marked = f"{LUIS} spoke . {ANA} met Vega . [s1 [person:0=.9 She]] [c1 denied] [x1 it] ."
    assert who(marked, deps=deps, upos={"met": "VERB"}) == ["Ana Ruiz"]


def test_the_only_person_told_of_before_is_meant(who: Who) -> None:
    marked = f"Among them was {ANA} . [x1 “It fell,”] [s1 [person she]] [c1 said] ."
    assert who(marked, deps={"Ruiz": ("obl", "was")}) == ["Ana Ruiz"]


def test_a_given_name_of_another_gender_is_nobodys_antecedent(who: Who) -> None:
    deps: Deps = {"Dalmeny": ("nsubj", "left"), "He": ("nsubj", "denied")}
    marked = "[person [PER Susan Dalmeny]] left . [s1 [person:0=.9 He]] [c1 denied] [x1 it] ."
    assert who(marked, deps=deps) == ["He"]


def test_who_leads_to_a_noun_that_no_mention_turns_on(who: Who) -> None:
    deps: Deps = {"those": ("obj", "fined"), "refuse": ("acl:relcl", "those"), "who": ("nsubj", "refuse")}
    marked = "Police fined those [s1 who] [c1 refuse] [x1 to stop] ."
    upos = {"those": "PRON", "refuse": "VERB", "fined": "VERB"}
    assert who(marked, deps=deps, upos=upos) == ["those"]


def test_an_author_is_nobody_whom_the_report_names(who: Who) -> None:
    marked = f"{ANA} opened the place . [s1 [person:0=.9 I]] [c1 admired] [x1 it] ."
    assert who(marked) == ["I"]


def test_a_speaker_of_whom_only_pronouns_tell_is_not_called_i(who: Who) -> None:
    marked = "[x1 “[s2 [person I]] [c2 believe] [x2 it fell],”] [s1 [person she]] [c1 said] ."
    assert who(marked, upos={"believe": "VERB"}) == ["she", "she"]


def test_they_in_a_clause_below_are_the_subject_above(who: Who) -> None:
    deps: Deps = {
        "Two": ("nummod", "loggers"),
        "loggers": ("nsubj", "claimed"),
        "heard": ("ccomp", "claimed"),
        "they": ("nsubj", "heard"),
    }
    marked = (
        "[organization Police] left . [s1 Two loggers] [c1 claimed] "
        "[x1 [s2 [group:0=.9 they]] [c2 heard] [x2 it]] ."
    )
    assert who(marked, deps=deps, upos={"claimed": "VERB", "heard": "VERB"}) == ["Two loggers"] * 2
