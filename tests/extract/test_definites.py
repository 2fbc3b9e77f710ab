from __future__ import annotations

from collections.abc import Callable

import pytest

from rashomon.extract import build_account, load_lexicon
from rashomon.records import Marks, Report

Chains = Callable[..., set[frozenset[str]]]


@pytest.fixture
def chains(mark_up: Callable[..., tuple[Report, Marks]]) -> Chains:
    def read_chains(marked: str) -> set[frozenset[str]]:
        report, marks = mark_up(marked)
        account = build_account(report, marks, load_lexicon(), "test")
        return {
            frozenset(report.text[slice(*mention.span)] for mention in one.mentions)
            for one in account.entities
        }

    return read_chains


@pytest.mark.parametrize(
    ("marked", "name", "taken_up"),
    [
        (
            "[person The governor] left . [person Gov. [PER Ana Ruiz]] slept .",
            "Gov. Ana Ruiz",
            "The governor",
        ),
        (
            "[organization The commission] left . [organization the [ORG Rights Commission]] slept .",
            "the Rights Commission",
            "The commission",
        ),
    ],
)
def test_an_office_or_body_is_the_one_that_bears_it_in_its_name_even_if_named_later(
    chains: Chains, marked: str, name: str, taken_up: str
) -> None:
    assert frozenset({name, taken_up}) in chains(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "[person The mayor] left . [person Mayor [PER Ana Ruiz]] and [person Mayor [PER Eva Sol]] slept .",
        "[person The mayor] left . [person deputy mayor [PER Ana Ruiz]] slept .",
        "[person The old mayor] left . [person Mayor [PER Ana Ruiz]] slept .",
    ],
)
def test_of_two_bearers_a_deputy_and_another_it_is_none(chains: Chains, marked: str) -> None:
    assert not any(len(chain) > 1 for chain in chains(marked))


def test_the_town_of_a_name_is_the_place_that_has_it(chains: Chains) -> None:
    assert frozenset({"The town of Bria", "Bria"}) in chains(
        "[place The town of [place [LOC Bria]]] burned ."
    )


def test_the_mayor_of_a_town_is_not_the_town(chains: Chains) -> None:
    assert frozenset({"Bria"}) in chains("[person The mayor of [place [LOC Bria]]] left .")
