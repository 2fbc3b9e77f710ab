from __future__ import annotations

from collections.abc import Callable

import pytest

Statements = list[tuple[str | None, str, list[str]]]
Tell = Callable[..., Statements]


def test_who_a_message_goes_to_is_not_its_source(tell: Tell) -> None:
    upos = {"letter": "NOUN"}
    told = tell("[c1 In a letter to] [s1 the council] [x1 on Sunday it had no comfort] .", upos=upos)
    assert [one[0] for one in told] == [None]


def test_whose_view_follows_to_is_the_source(tell: Tell) -> None:
    upos = {"attributed": "VERB"}
    told = tell("[x1 The fire] was [c1 attributed to] [s1 the council] .", upos=upos)
    assert [one[0] for one in told] == ["the council"]


@pytest.mark.parametrize("verb", ["told", "asked", "urged", "warned"])
def test_who_is_told_gives_way_to_who_tells(tell: Tell, verb: str) -> None:
    deps = {"Ruiz": ("nsubj", verb), "Vega": ("obj", verb), "leave": ("xcomp", verb)}
    upos = {verb: "VERB", "leave": "VERB"}
    told = tell(f"Ruiz [c1 {verb}] [s1 Vega] [x1 to leave] .", deps=deps, upos=upos)
    assert [one[0] for one in told] == ["Ruiz"]


def test_who_is_told_that_something_is_so_belongs_to_the_cue(tell: Tell) -> None:
    deps = {"She": ("nsubj", "warned"), "council": ("obj", "warned"), "the": ("det", "council")}
    told = tell("[s1 She] [c1 warned] [x1 the council that it fell] .", deps=deps, upos={"that": "SCONJ"})
    assert told == [("She", "warned the council", ["it fell"])]


def test_who_is_urged_to_do_something_belongs_to_the_content(tell: Tell) -> None:
    deps = {"She": ("nsubj", "urged"), "council": ("obj", "urged"), "the": ("det", "council")}
    told = tell("[s1 She] [c1 urged] [x1 the council to go] .", deps=deps, upos={"to": "PART"})
    assert told == [("She", "urged", ["the council to go"])]
