from __future__ import annotations

from collections.abc import Callable

import pytest

Tell = Callable[..., list[tuple[str | None, str, list[str]]]]


@pytest.mark.parametrize(
    "marked",
    [
        "[s1 They] [c1 would] [x1 the judgment] .",
        "[s1 The owner] told it [c1 in] [x1 a man came] .",
        "[s1 Poland] [c1 also] [x1 ten cases] .",
    ],
)
def test_function_words_alone_attribute_nothing(tell: Tell, marked: str) -> None:
    assert tell(marked, upos={"also": "ADV", "would": "AUX"}) == []


@pytest.mark.parametrize(
    "marked",
    [
        "[c1 In] [s1 a survey] [x1 most said no] .",
        "[c1 To] [s1 Ruiz] , [x1 it is talk] .",
        "It [c1 reportedly] [x1 fell] .",
        "[s1 Ruiz] [c1 :] [x1 “It fell”]",
    ],
)
def test_prepositions_before_a_source_adverbs_of_hearsay_and_colons_attribute(
    tell: Tell, marked: str
) -> None:
    upos = {"In": "ADP", "To": "ADP", "reportedly": "ADV", ":": "PUNCT"}
    assert len(tell(marked, upos=upos)) == 1


def test_a_cue_cut_out_of_a_compound_must_be_known(tell: Tell) -> None:
    upos = {"thirds": "NOUN", "called": "VERB"}
    assert tell("The two[c1 -thirds] [x1 quorum] holds .", upos=upos) == []
    assert len(tell("The so[c1 -called] [x1 quorum] holds .", upos=upos)) == 1


@pytest.mark.parametrize(
    "marked", ["[c1 declined to comment for] [x1 this story]", "[c1 declined to comment] [x1 for now]"]
)
def test_a_mere_refusal_to_comment_is_no_statement(tell: Tell, marked: str) -> None:
    assert tell(f"[s1 Ruiz] {marked} .") == []
    assert len(tell("[s1 Ruiz] [c1 declined to comment on] [x1 the fall] .")) == 1


def test_what_it_takes_is_nobodys_view(tell: Tell) -> None:
    upos = {"takes": "VERB"}
    assert tell("[s1 It] [c1 takes] [x1 no genius] .", deps={"It": ("expl", "takes")}, upos=upos) == []
    assert len(tell("[s1 It] [c1 records] [x1 a call] .", deps={"It": ("expl", "records")})) == 1


def test_an_infinitive_without_a_source_is_nobodys(tell: Tell) -> None:
    assert tell("It is early to [c1 say] [x1 who fell] .") == []
    assert tell("It was wise of [s1 her] to [c1 say] [x1 who fell] .")[0][0] == "her"


@pytest.mark.parametrize(
    ("cue", "score", "kept"), [("said", 0.3, 1), ("gardened", 0.3, 0), ("gardened", 0.7, 1)]
)
def test_an_unknown_cue_must_be_sure(tell: Tell, cue: str, score: float, kept: int) -> None:
    assert len(tell(f"[s1 They] [c1 {cue}] [x1 it fell] .", score=score)) == kept


@pytest.mark.parametrize(
    "marked",
    [
        "[s1 The court] [c1 swore] [x1 in a new judge] .",
        "[s1 The storm] [c1 claimed] [x1 40 lives] .",
        "[s1 Ruiz] [c1 called] [x1 the police at nine] .",
        "[s1 Ruiz] spoke on a conference [c1 call] [x1 about it] .",
    ],
)
def test_an_idiom_of_the_lexicon_attributes_nothing(tell: Tell, marked: str) -> None:
    upos = {"swore": "VERB", "claimed": "VERB", "called": "VERB", "call": "NOUN", "40": "NUM"}
    assert tell(marked, upos=upos) == []


def test_patients_admitted_to_a_hospital_admit_nothing(tell: Tell) -> None:
    deps = {"admitted": ("acl", "patients"), "hospital": ("obl", "admitted")}
    upos = {"admitted": "VERB"}
    assert tell("The [x1 patients] [c1 admitted] [x1 to hospital] fell .", deps=deps, upos=upos) == []
    assert len(tell("[s1 Ruiz] [c1 admitted] [x1 to theft] .", upos=upos)) == 1


def test_a_preposition_makes_no_cue_of_an_unknown_verb(tell: Tell) -> None:
    upos = {"deterred": "VERB", "was": "AUX", "not": "PART", "by": "ADP"}
    assert tell("[s1 He] [c1 was not deterred by] [x1 the rain] .", upos=upos, score=0.45) == []


def test_what_somebody_is_to_say_is_not_said(tell: Tell) -> None:
    deps = {"for": ("mark", "insist"), "councils": ("nsubj", "insist"), "to": ("mark", "insist")}
    upos = {"insist": "VERB", "to": "PART"}
    marked = "It calls for [s1 councils] to [c1 insist] [x1 that it fell] ."
    assert tell(marked, deps=deps, upos=upos) == []


@pytest.mark.parametrize(("score", "kept"), [(0.25, 0), (0.5, 1)])
def test_a_noun_must_be_surer(tell: Tell, score: float, kept: int) -> None:
    upos = {"states": "NOUN"}
    assert len(tell("In [s1 13] [c1 states] [x1 it fell] .", upos=upos, score=score)) == kept


@pytest.mark.parametrize(("score", "kept"), [(0.35, 0), (0.5, 1)])
def test_an_active_cue_that_lacks_its_source_must_be_surer(tell: Tell, score: float, kept: int) -> None:
    upos = {"recommended": "VERB"}
    assert len(tell("Sweet , [c1 recommended] [x1 it] .", upos=upos, score=score)) == kept
