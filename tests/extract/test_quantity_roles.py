from __future__ import annotations

from collections.abc import Callable

import pytest

from rashomon.records import Account, Quantity

Read = Callable[..., Account]


def shown(account: Account) -> list[str]:
    return [account.report.text[slice(*one.span)] for one in account.quantities]


def only(account: Account) -> Quantity:
    (quantity,) = account.quantities
    return quantity


def test_people_killed_are_told_by_the_verb_they_are_object_of(read: Read) -> None:
    account = read(
        "Shells killed 27 people and wounded 60.",
        upos={"killed": "VERB", "wounded": "VERB", "people": "NOUN"},
        deps={
            "Shells": ("nsubj", "killed"),
            "27": ("nummod", "people"),
            "people": ("obj", "killed"),
            "wounded": ("conj", "killed"),
            "60": ("obj", "wounded"),
        },
    )
    killed, injured = account.quantities
    assert (killed.role, killed.unit, killed.of, killed.low) == ("killed", "people", "people", 27)
    assert (injured.role, injured.unit, injured.of) == ("injured", "people", None)
    assert shown(account) == ["27 people", "60"]


def test_two_of_one_subject_have_one_role(read: Read) -> None:
    account = read(
        "Three soldiers and two civilians were killed.",
        upos={"killed": "VERB", "soldiers": "NOUN", "civilians": "NOUN"},
        deps={
            "Three": ("nummod", "soldiers"),
            "soldiers": ("nsubj:pass", "killed"),
            "two": ("nummod", "civilians"),
            "civilians": ("conj", "soldiers"),
            "were": ("aux:pass", "killed"),
        },
    )
    assert [(one.low, one.of, one.role) for one in account.quantities] == [
        (3, "soldiers", "killed"),
        (2, "civilians", "killed"),
    ]


def test_who_kills_is_not_killed(read: Read) -> None:
    account = read(
        "Two soldiers killed a man.",
        upos={"killed": "VERB", "soldiers": "NOUN", "man": "NOUN"},
        deps={"Two": ("nummod", "soldiers"), "soldiers": ("nsubj", "killed"), "man": ("obj", "killed")},
    )
    assert only(account).role == "other"


def test_nobody_is_a_figure_where_a_role_is_told(read: Read) -> None:
    account = read(
        "Nobody was hurt.",
        upos={"Nobody": "PRON", "hurt": "VERB"},
        deps={"Nobody": ("nsubj:pass", "hurt"), "was": ("aux:pass", "hurt")},
    )
    one = only(account)
    assert (one.low, one.high, one.role, one.unit) == (0, 0, "injured", "people")


def test_a_bare_figure_in_anothers_mouth_retells_the_one_before(read: Read) -> None:
    account = read(
        "Shells killed 27 people. The army admits five.",
        upos={"killed": "VERB", "people": "NOUN", "admits": "VERB", "army": "NOUN", "five": "NUM"},
        deps={
            "27": ("nummod", "people"),
            "people": ("obj", "killed"),
            "army": ("nsubj", "admits"),
            "five": ("obj", "admits"),
        },
    )
    first, second = account.quantities
    assert (second.low, second.role, second.unit, second.of) == (5, "killed", "people", first.of)


def test_a_bare_figure_behind_a_word_for_the_dead_is_of_them(read: Read) -> None:
    account = read(
        "Counts of the dead differed. The governor spoke of 41.",
        upos={
            "dead": "NOUN",
            "differed": "VERB",
            "governor": "NOUN",
            "spoke": "VERB",
            "41": "NUM",
            "of": "ADP",
        },
        deps={"governor": ("nsubj", "spoke"), "41": ("obl", "spoke"), "of": ("case", "41")},
    )
    assert (only(account).low, only(account).role, only(account).unit) == (41, "killed", "people")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("As many as 30 of them were wounded.", "injured"),
        ("Five others had been arrested.", "arrested"),
        ("Five officers had wounded riders.", "other"),
        ("Five men whose homes were wounded.", "other"),
    ],
)
def test_a_passive_behind_a_noun_phrase_tells_the_role_whatever_the_tree(
    read: Read, text: str, role: str
) -> None:
    upos = {"wounded": "VERB", "arrested": "VERB", "were": "AUX", "had": "AUX", "been": "AUX", "of": "ADP"}
    nouns = ("officers", "others", "men", "homes", "riders")
    upos |= {"them": "PRON", "whose": "PRON"} | dict.fromkeys(nouns, "NOUN") | {"30": "NUM", "Five": "NUM"}
    kept = {word: part for word, part in upos.items() if word in text}
    assert only(read(text, upos=kept)).role == role


def test_bodies_are_dead_where_nothing_says_whose(read: Read) -> None:
    upos = {"bodies": "NOUN", "UN": "PROPN", "found": "VERB"}
    bare = read("They found 39 bodies.", upos=upos | {"39": "NUM"}, deps={"39": ("nummod", "bodies")})
    named = read(
        "They found two UN bodies.",
        upos=upos | {"two": "NUM"},
        deps={"two": ("nummod", "bodies"), "UN": ("compound", "bodies")},
    )
    assert (only(bare).role, only(named).role) == ("killed", "other")


def test_at_eleven_is_a_figure_behind_a_tally(read: Read) -> None:
    assert only(read("She put the number of those held at eleven.")).low == 11
    assert not read("They met at eleven.").quantities


def test_a_sign_that_may_be_a_road_is_money_where_it_counts_millions(read: Read) -> None:
    assert only(read("The audit says R640 million.")).unit == "ZAR"
    assert not read("They met on the R2.").quantities
