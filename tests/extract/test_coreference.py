from __future__ import annotations

from collections.abc import Callable

import pytest

from rashomon.extract import build_account, load_lexicon
from rashomon.records import Marks, Report

Chains = Callable[..., set[frozenset[str]]]


@pytest.fixture
def chains(mark_up: Callable[..., tuple[Report, Marks]]) -> Chains:
    def read_chains(
        marked: str,
        deps: dict[str, tuple[str, str]] | None = None,
        upos: dict[str, str] | None = None,
    ) -> set[frozenset[str]]:
        report, marks = mark_up(marked, deps=deps, upos=upos)
        account = build_account(report, marks, load_lexicon(), "test")
        return {
            frozenset(report.text[slice(*mention.span)] for mention in one.mentions)
            for one in account.entities
        }

    return read_chains


@pytest.mark.parametrize("opening", ["[s2 [:0=.1 It]]", "But [s2 [:0=.1 it]]", "“No,” [s2 [:0=.1 it]]"])
def test_a_pronoun_that_opens_a_sentence_is_the_subject_that_spoke_before(
    chains: Chains, opening: str
) -> None:
    report = "[s1 [work The report]] [c1 says] [x1 [organization the council] paid] ."
    marked = f"{report} {opening} [c2 wants] [x2 more] ."
    deps = {"report": ("nsubj", "says"), "The": ("det", "report")}
    found = chains(marked, deps, {"But": "CCONJ"})
    assert any("The report" in chain and len(chain) == 2 for chain in found)


def test_who_asked_is_not_the_pronoun_that_answers(chains: Chains) -> None:
    marked = "[s1 [person A reporter]] [c1 asked] [x1 why it fell] . “Rain,” [s2 [: she]] [c2 said] ."
    assert frozenset({"A reporter", "she"}) not in chains(marked, {"reporter": ("nsubj", "asked")})


def test_a_pronoun_reaches_back_two_sentences_and_no_farther(chains: Chains) -> None:
    near = "[person [PER Ana Ruiz]] left . It rained . [:0=.9 She] slept ."
    assert frozenset({"Ana Ruiz", "She"}) in chains(near)
    far = "[person [PER Ana Ruiz]] left . It rained . Trees fell . [:0=.9 She] slept ."
    assert frozenset({"Ana Ruiz"}) in chains(far)


@pytest.mark.parametrize(("probability", "joined"), [(0.7, False), (0.95, True)])
def test_a_description_with_another_noun_needs_a_sure_link(
    chains: Chains, probability: float, joined: bool
) -> None:
    marked = f"[organization The Liga] left . [organization:0={probability} The party] slept ."
    assert (frozenset({"The Liga", "The party"}) in chains(marked)) is joined


def test_another_man_is_nobody_told_of_before(chains: Chains) -> None:
    assert frozenset({"A man"}) in chains("[person A man] left . [person:0=.99 Another man] slept .")


def test_a_source_is_nobody_whom_its_own_sentence_goes_on_to_name(chains: Chains) -> None:
    marked = (
        "[person A thief] left . [s1 [person:0=.95 The owner]] [c1 said] [x1 [person:0=.95 the man] came] ."
    )
    found = chains(marked)
    assert not any({"The owner", "the man"} <= chain for chain in found)


def test_we_is_who_is_quoted_whoever_is_spoken_of_in_the_quotation(chains: Chains) -> None:
    marked = (
        "[x1 “[s2 [work The data]] [c2 show] [x2 [: we] must leave]”] , [s1 [organization the ministry]] "
        "[c1 said] ."
    )
    assert frozenset({"the ministry", "we"}) in chains(marked)


def test_who_says_i_is_nobody_but_who_is_quoted(chains: Chains) -> None:
    marked = (
        "[person [PER Ana Ruiz]] left . "
        "[x1 “[person:0=.99 I] stayed”] , [s1 [organization [ORG Lima Council]]] [c1 said] ."
    )
    assert not any({"Ana Ruiz", "I"} <= chain for chain in chains(marked))


def test_what_another_speaker_calls_we_is_not_joined(chains: Chains) -> None:
    marked = (
        "[x1 “[: We] left”] , [s1 [person [PER Ana Ruiz]]] [c1 said] .\n\n"
        "[x2 “[:0=.9 We] stayed”] , [s2 [person [PER Luis Paz]]] [c2 said] ."
    )
    assert frozenset({"We"}) not in chains(marked)
