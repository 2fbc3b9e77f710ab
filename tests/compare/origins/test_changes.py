"""What a report made of another's sentences is what a person would say, word by word."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.compare.origins.changes import find_changes
from rashomon.compare.origins.wordings import Wording
from rashomon.records import Account, Change

Tell = Callable[..., Account]

FIRST = "Officers raided the camp of the protesters before dawn and took 41 of them to the port."
WORDS = st.lists(
    st.sampled_from("the officers raided a camp . , before dawn and took “them” to port".split()), max_size=30
)


def changes(first: Account, other: Account) -> list[Change]:
    return list(find_changes(Wording.of(first), Wording.of(other)))


def shown(
    first: Account, other: Account
) -> list[tuple[str, list[tuple[str | None, str | None, str | None]]]]:
    """Give what became of each sentence and the words of each swap."""

    def words(account: Account, span: tuple[int, int] | None) -> str | None:
        return account.report.text[slice(*span)] if span else None

    return [
        (change.what, [(words(first, s.from_), words(other, s.to), s.kind) for s in change.swaps])
        for change in changes(first, other)
    ]


def test_the_same_words_in_other_type_are_kept(tell: Tell) -> None:
    assert shown(tell("The “port’s” crane fell."), tell('THE "PORT\'S" CRANE FELL!', "two")) == [("kept", [])]


@pytest.mark.parametrize(
    ("words", "others", "here", "there", "kind"),
    [
        ("protesters", "rioters", "description", "description", "name"),
        ("raided", "searched", "event", "event", "verb"),
        ("41", "63", "figure", "figure", "figure"),
        ("the camp", "the fortified camp", None, None, None),
        ("the camp", "the rotten camp", None, "rotten", "label"),
    ],
)
def test_exchanged_words_are_told_with_what_they_are(
    tell: Tell, words: str, others: str, here: str | None, there: str | None, kind: str | None
) -> None:
    knows = {words: here} if here else {}
    known_there = {"rotten": "label"} if there == "rotten" else {others: there} if there else {}
    first, other = tell(FIRST, knows=knows), tell(FIRST.replace(words, others), "two", knows=known_there)
    ((what, swaps),) = shown(first, other)
    assert what == ("relabelled" if kind in ("name", "verb", "label") else "reworded")
    assert swaps[0][2] == kind
    assert (swaps[0][0] or "") in words
    assert (swaps[0][1] or "") in others


def test_said_for_claimed_is_relabelled_and_said_for_told_is_not(tell: Tell) -> None:
    first = tell("The port was closed, officers said on Monday.", knows={"said": "cue"})
    claimed = tell("The port was closed, officers claimed on Monday.", "two", knows={"claimed": "cue"})
    told = tell("The port was closed, officers told on Monday.", "three", knows={"told": "cue"})
    assert shown(first, claimed) == [("relabelled", [("said", "claimed", "verb")])]
    assert shown(first, told) == [("reworded", [("said", "told", None)])]


def test_a_noun_that_the_first_report_uses_too_is_no_relabelling(tell: Tell) -> None:
    more = " The group slept."
    first = tell(FIRST + more, knows={"protesters": "description", "group": "description"})
    entity = first.entities[0]
    both = (*entity.mentions, *first.entities[1].mentions)
    first = Account(
        report=first.report,
        entities=(type(entity)(id="e", name="protesters", kind="group", mentions=both, confidence=1),),
        coder="by hand",
    )
    other = tell(FIRST.replace("protesters", "group"), "two", knows={"group": "description"})
    assert shown(first, other)[0] == ("reworded", [("protesters", "group", None)])


def test_words_held_at_a_distance_by_quotation_marks_are_relabelled(tell: Tell) -> None:
    first = tell("The ministry published the evidence on Monday.")
    other = tell("The ministry published the “evidence” on Monday.", "two", knows={"evidence": "quoted"})
    assert shown(first, other) == [("relabelled", [("evidence", "evidence", "label")])]


def test_sentences_are_dropped_and_added(tell: Tell) -> None:
    first = tell(FIRST + " A dog barked at the gate all night.")
    other = tell(FIRST + " Nobody has been charged since.", "two")
    assert [what for what, _ in shown(first, other)] == ["kept", "dropped", "added"]


def test_a_dateline_is_no_part_of_a_sentence(tell: Tell) -> None:
    other = tell("Camp raided\nÖREN, May 4 (Northern Wire) — " + FIRST, "two")
    assert shown(tell(FIRST), other)[0] == ("kept", [])


def test_two_sentences_put_together_are_each_its_part(tell: Tell) -> None:
    first = tell("He told reporters that the paper never reached his desk. He ordered an internal inquiry.")
    other = tell(
        "He told reporters that the paper never reached his desk, ordering an internal inquiry.", "two"
    )
    made = changes(first, other)
    assert [other.report.text[slice(*change.to)] for change in made if change.to] == [
        "He told reporters that the paper never reached his desk",
        "ordering an internal inquiry.",
    ]
    assert [change.what for change in made] == ["kept", "reworded"]


def test_a_sentence_turned_round_is_told_in_its_two_halves(tell: Tell) -> None:
    first = tell("The harbour master told a briefing on Monday that all nine licences had been annulled.")
    other = tell("All nine licences have been annulled, the harbour master told a briefing.", "two")
    assert [
        (change.what, other.report.text[slice(*change.to)]) for change in changes(first, other) if change.to
    ] == [
        ("kept", "the harbour master told a briefing."),
        ("reworded", "All nine licences have been annulled"),
    ]


def test_the_shortest_sentences_are_paired_too(tell: Tell) -> None:
    first = tell("Rain fell. They were not. Quitumba said.", knows={"said": "cue"})
    other = tell("Rain fell. They were not. Quitumba claimed.", "two", knows={"claimed": "cue"})
    assert [what for what, _ in shown(first, other)] == ["kept", "kept", "relabelled"]


def test_sentences_that_were_cut_elsewhere_are_kept(tell: Tell) -> None:
    first = tell("The port will be sold to the miners, said the minister, Ts Narantuya.")
    other = tell("The port will be sold to the miners, said the minister, Ts. Narantuya.", "two")
    assert {what for what, _ in shown(first, other)} == {"kept"}


def test_a_sentence_moved_elsewhere_is_kept(tell: Tell) -> None:
    more = "A dog barked at the gate all night."
    assert {what for what, _ in shown(tell(f"{FIRST} {more}"), tell(f"{more} {FIRST}", "two"))} == {"kept"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(one=WORDS, other=WORDS)
def test_any_two_texts_have_changes_whose_spans_are_in_them(
    tell: Tell, one: list[str], other: list[str]
) -> None:
    first, second = tell(" ".join(one)), tell(" ".join(other), "two")
    made = changes(first, second)
    for change in made:
        for span, text in ((change.from_, first.report.text), (change.to, second.report.text)):
            assert span is None or 0 <= span[0] < span[1] <= len(text)
        assert (change.what == "kept") == (bool(change.from_ and change.to) and not change.swaps)
    assert {s.span for s in Wording.of(first).sentences} >= {c.from_ for c in made if c.what == "dropped"}
