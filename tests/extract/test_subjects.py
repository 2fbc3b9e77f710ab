from __future__ import annotations

from collections.abc import Callable

import pytest

Tell = Callable[..., list[tuple[str | None, str, list[str]]]]
Deps = dict[str, tuple[str, str]]

RUIZ: Deps = {"was": ("aux:pass", "CUE"), "Ruiz": ("nsubj:pass", "CUE")}
LIGA: Deps = {"Liga": ("obl:agent", "CUE"), "by": ("case", "Liga"), "the": ("det", "Liga")}


def around(cue: str, *parts: Deps) -> Deps:
    """Hang the parts on a cue."""
    return {
        word: (deprel, cue if above == "CUE" else above)
        for part in parts
        for word, (deprel, above) in part.items()
    }


@pytest.mark.parametrize(
    ("marked", "cue", "content"),
    [
        ("[s1 Ruiz] [c1 was endorsed] [x1 by the Liga] .", "endorsed", ["Ruiz"]),
        ("[s1 Ruiz] [c1 was accused by] [x1 the Liga of theft] .", "accused", ["Ruiz", "of theft"]),
        ("Ruiz [c1 was accused] [x1 by the Liga of theft] .", "accused", ["Ruiz", "of theft"]),
        ("[s1 Ruiz] [c1 was told] [x1 by the Liga whether it fell] .", "told", ["whether it fell"]),
        ("[s1 Ruiz] [c1 was urged] [x1 by the Liga to leave] .", "urged", ["Ruiz", "to leave"]),
    ],
)
def test_of_a_passive_the_agent_is_the_source(tell: Tell, marked: str, cue: str, content: list[str]) -> None:
    deps = around(cue, RUIZ, LIGA)
    ((source, _, said),) = tell(marked, deps=deps, upos={"to": "PART"})
    assert (source, said) == ("the Liga", content)


def test_an_apposition_of_the_agent_is_no_content(tell: Tell) -> None:
    deps = around("endorsed", RUIZ, LIGA, {"party": ("obl:agent", "CUE"), "young": ("amod", "party")})
    marked = "[s1 Ruiz] [c1 was endorsed] [x1 by the Liga] , [x1 young party] ."
    assert tell(marked, deps=deps, upos={"young": "ADJ"})[0][2] == ["Ruiz"]


def test_an_agent_that_the_encoder_found_stands_without_by(tell: Tell) -> None:
    deps = around("endorsed", RUIZ, LIGA)
    assert tell("[x1 Ruiz] [c1 was endorsed] [s1 by the Liga] .", deps=deps) == [
        ("the Liga", "was endorsed", ["Ruiz"])
    ]


@pytest.mark.parametrize("noun", ["radio", "votes"])
def test_means_and_measures_are_no_agents(tell: Tell, noun: str) -> None:
    deps = around("told", RUIZ, {noun: ("obl", "CUE"), "by": ("case", noun)})
    assert tell(f"[s1 Ruiz] [c1 was told] by {noun} [x1 it fell] .", deps=deps)[0][0] is None


@pytest.mark.parametrize(
    ("marked", "content"),
    [
        ("[s1 Ruiz] [c1 was told] [x1 it fell] .", ["it fell"]),
        ("[s1 Ruiz] [c1 was asked about] [x1 the fall] .", ["the fall"]),
        ("[s1 Ruiz] [c1 was urged] [x1 to leave] .", ["Ruiz", "to leave"]),
        ("[s1 Ruiz] [c1 was accused] [x1 of theft] .", ["Ruiz", "theft"]),
        ("[s1 Ruiz] [c1 was described] [x1 as calm] .", ["Ruiz", "as calm"]),
        ("[s1 Ruiz] [c1 was believed] [x1 to sleep] .", ["Ruiz", "to sleep"]),
        ("[s1 Ruiz] [c1 appears] [x1 to sleep] .", ["Ruiz", "to sleep"]),
        ("[s1 Ruiz] [c1 was likely] [x1 to sleep] .", ["Ruiz", "to sleep"]),
        ("[s1 Ruiz] [c1 accused] [x1 of theft]", ["Ruiz", "theft"]),
    ],
)
def test_who_is_spoken_of_or_to_is_no_source(tell: Tell, marked: str, content: list[str]) -> None:
    upos = {"to": "PART", "accused": "VERB", "likely": "ADJ"}
    ((source, _, said),) = tell(
        marked, deps={"Ruiz": ("nsubj", marked.split("] [x1")[0].split()[-1])}, upos=upos
    )
    assert (source, said) == (None, content)


def test_the_noun_that_a_participle_hangs_on_is_no_source(tell: Tell) -> None:
    deps = {"sales": ("obl", "fell"), "expected": ("acl", "sales")}
    ((source, _, said),) = tell(
        "It fell with [s1 sales] [c1 expected] [x1 to rise] .", deps=deps, upos={"to": "PART"}
    )
    assert (source, said) == (None, ["sales", "to rise"])


def test_who_is_asked_is_not_who_asks(tell: Tell) -> None:
    deps = {"Asked": ("advcl", "said"), "Ruiz": ("nsubj", "said")}
    told = tell("[c1 Asked] [x1 why it fell] , [s1 [s2 Ruiz]] [c2 said] [x2 no] .", deps=deps)
    assert [source for source, _, _ in told] == [None, "Ruiz"]


@pytest.mark.parametrize(
    "marked",
    [
        "[s1 Ruiz] [c1 was convinced] [x1 it fell] .",
        "[s1 Ruiz] [c1 was divided over] [x1 the law] .",
        "[s1 Ruiz] [c1 was vexed with] [x1 reporters] .",
        "[s1 Ruiz] [c1 was said to fear] [x1 nothing] .",
        "[s1 Ruiz] [c1 was quoted as saying] [x1 it fell] .",
        "[s1 Ruiz] [c1 was heard to reply] [x1 it fell] .",
        "[s1 Ruiz] [c1 seems to grasp] [x1 it] .",
        "[s1 Ruiz] [c1 has accused] [x1 the Liga of theft] .",
        "[s1 He] [c1 dismissed] [x1 as talk the rumour] .",
    ],
)
def test_who_feels_speaks_or_acts_stays_the_source(tell: Tell, marked: str) -> None:
    upos = {"to": "PART", "has": "AUX", "fear": "VERB", "saying": "VERB", "reply": "VERB", "grasp": "VERB"}
    assert tell(marked, upos=upos)[0][0] in ("Ruiz", "He")


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        ("[s1 It] [c1 remains unclear] [x1 whether it fell] .", None),
        ("[s1 It] [c1 was said] [x1 that it fell] .", None),
        ("[s1 It] [c1 calls for] [x1 reform] .", "It"),
    ],
)
def test_an_it_that_stands_for_nothing_is_no_source(tell: Tell, marked: str, source: str | None) -> None:
    assert tell(marked, upos={"unclear": "ADJ"})[0][0] == source


def test_a_subject_after_its_verb_is_the_source_and_the_clause_before_it_content(tell: Tell) -> None:
    deps = {
        "Staff": ("nsubj:pass", "cheated"),
        "are": ("aux:pass", "cheated"),
        "cheated": ("ccomp", "says"),
        "study": ("nsubj", "says"),
        "a": ("det", "study"),
    }
    told = tell("[s1 Staff] are cheated , [c1 says] [x1 a study] .", deps=deps, upos={"cheated": "VERB"})
    assert told == [("a study", "says", ["Staff are cheated"])]


@pytest.mark.parametrize(
    ("marked", "content"),
    [
        ("[s1 The guards] [c1 allegedly] [x1 sold the keys] .", ["The guards", "sold the keys"]),
        ("[x1 Keys were sold by] [s1 the guards] , [c1 reportedly] .", ["Keys were sold by the guards"]),
    ],
)
def test_of_whom_something_is_alleged_is_no_source(tell: Tell, marked: str, content: list[str]) -> None:
    upos = {"allegedly": "ADV", "reportedly": "ADV", "sold": "VERB"}
    ((source, _, said),) = tell(marked, upos=upos, deps={"guards": ("nsubj", "sold")})
    assert (source, said) == (None, content)


def test_an_it_that_stands_for_nothing_is_not_found_as_source(tell: Tell) -> None:
    deps = {"It": ("nsubj", "remains"), "uncertain": ("xcomp", "remains")}
    marked = "[s1 It] [c1 remains uncertain] [x1 whether the bridge holds] ."
    assert tell(marked, deps=deps, upos={"uncertain": "ADJ"})[0][0] is None
