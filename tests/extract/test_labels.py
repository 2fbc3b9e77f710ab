from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from rashomon.extract import build_account, load_lexicon
from rashomon.records import Account, Label, LoadedMark, Marks, Report

MarkUp = Callable[..., tuple[Report, Marks]]
Read = Callable[..., Account]


def shown(account: Account) -> list[str]:
    return [account.report.text[slice(*one.span)] for one in account.labels]


def only(account: Account) -> Label:
    assert len(account.labels) == 1, shown(account)
    return account.labels[0]


def target(account: Account, label: Label) -> str | None:
    return next((one.name for one in account.entities if one.id == label.target), None)


def test_a_loaded_noun_colours_the_entity_it_names(read: Read) -> None:
    account = read("They met [group the bandits] in the hills.", upos={"bandits": "NOUN"})
    label = only(account)
    assert (shown(account), label.tone, target(account, label)) == (["bandits"], "neg", "bandits")


def test_a_loaded_adjective_colours_the_noun_it_describes(read: Read) -> None:
    account = read(
        "They met [group the heroic nurses] in Lima.",
        upos={"heroic": "ADJ", "nurses": "NOUN"},
        deps={"heroic": ("amod", "nurses")},
    )
    label = only(account)
    assert (label.tone, target(account, label)) == ("pos", "heroic nurses")


def test_what_is_said_of_somebody_colours_them(read: Read) -> None:
    account = read(
        "[person [PER Ana Ruiz]] is a traitor.",
        upos={"traitor": "NOUN"},
        deps={"Ruiz": ("nsubj", "traitor"), "is": ("cop", "traitor")},
    )
    assert target(account, only(account)) == "Ana Ruiz"


def test_a_verdict_colours_what_it_is_passed_on(read: Read) -> None:
    account = read(
        "They mocked [person [PER Ana Ruiz]] as “a weathercock with a desk”.",
        upos={"mocked": "VERB", "as": "ADP", "weathercock": "NOUN"},
        deps={
            "Ruiz": ("obj", "mocked"),
            "weathercock": ("obl", "mocked"),
            "as": ("case", "weathercock"),
        },
    )
    label = only(account)
    assert shown(account) == ["a weathercock with a desk"]
    assert (label.tone, target(account, label)) == ("neg", "Ana Ruiz")


def test_neighbours_of_one_tone_are_one_label(read: Read) -> None:
    account = read(
        "They met [group the treacherous mercenaries] there.",
        upos={"treacherous": "ADJ", "mercenaries": "NOUN"},
        deps={"treacherous": ("amod", "mercenaries")},
    )
    assert shown(account) == ["treacherous mercenaries"]


@pytest.mark.parametrize(
    "text",
    [
        "[group the gunmen] fled",
        "[organization the anti-terrorist unit] came",
        "[organization [ORG Heroes Society]] met",
        "the tax regime changed",
        "a cruel winter came",
        "[person [PER Ana Ruiz]] is no traitor",
    ],
)
def test_plain_names_and_what_is_denied_are_no_labels(read: Read, text: str) -> None:
    deps = {"no": ("det", "traitor"), "Ruiz": ("nsubj", "traitor")} if "no traitor" in text else {}
    upos = {"terrorist": "ADJ", "cruel": "ADJ", "traitor": "NOUN"}
    assert shown(read(text, upos=upos, deps=deps)) == []


def test_a_label_in_a_statement_is_the_sources(read: Read) -> None:
    account = read(
        "[s1 [person [PER Ana Ruiz]]] [c1 said] [x1 [group the bandits] fled].", upos={"bandits": "NOUN"}
    )
    (statement,) = account.statements
    assert only(account).voice == statement.id


def test_words_in_scare_quotes_are_held_at_a_distance(read: Read) -> None:
    account = read("They signed [work the “consent”] in March.", upos={"consent": "NOUN", "signed": "VERB"})
    label = only(account)
    assert (shown(account), label.quoted, label.tone, label.voice) == (["consent"], True, "neg", None)


@pytest.mark.parametrize(
    "text",
    [
        "[s1 [person [PER Ana Ruiz]]] [c1 said] [x1 it was “[work consent]”].",
        "They sang [work the song “consent”] in March.",
        "They met [person [PER “Lobo” Ruiz]] in March.",
        "They read [work the “full and freely given consent of them all”] there.",
    ],
)
def test_quotations_titles_and_names_are_no_scare_quotes(read: Read, text: str) -> None:
    assert [one for one in read(text, upos={"consent": "NOUN"}).labels if one.quoted] == []


def test_the_encoders_head_finds_what_no_list_knows(mark_up: MarkUp) -> None:
    report, marks = mark_up("They met [person a weathercock] there.", upos={"weathercock": "NOUN"})
    mark = LoadedMark(words=(3, 4), tone="neg", score=0.9)
    sure = build_account(report, replace(marks, loaded=(mark,)), load_lexicon(), "test")
    unsure = replace(mark, score=0.2)
    assert shown(sure) == ["weathercock"]
    assert build_account(report, replace(marks, loaded=(unsure,)), load_lexicon(), "test").labels == ()


def test_a_users_words_are_loaded_too(mark_up: MarkUp, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('[loaded]\n"armchair general" = "neg contempt noun"\n', "utf-8")
    report, marks = mark_up("They met [person the armchair general] there.", upos={"general": "NOUN"})
    account = build_account(report, marks, load_lexicon(file), "test")
    assert shown(account) == ["armchair general"]
