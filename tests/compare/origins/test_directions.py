"""Which of two reports was first, by what they say themselves and by their times."""

from __future__ import annotations

from collections.abc import Callable

from rashomon.compare.origins.directions import find_first
from rashomon.records import Account

Tell = Callable[..., Account]


def test_a_credit_line_tells_even_against_the_times(tell: Tell) -> None:
    wire = tell("Rain fell.", "b", outlet="Northern Wire", published="2031-03-04T12:00Z")
    paper = tell(
        "Rain fell.", "a", outlet="The Gazette", credit="Northern Wire", published="2031-03-04T09:00Z"
    )
    assert find_first(wire, paper) == ("credit", True)
    assert find_first(paper, wire) == ("credit", False)


def test_a_credit_may_be_the_initials_of_an_outlet(tell: Tell) -> None:
    wire = tell("Rain fell.", "b", outlet="Associated Press")
    assert find_first(tell("Rain fell.", "a", credit="AP"), wire) == ("credit", False)


def test_a_report_that_names_the_others_outlet_came_after(tell: Tell) -> None:
    wire = tell("Rain fell.", "b", outlet="The Northern Wire")
    paper = tell("Rain fell, he told Northern Wire.", "a", outlet="Gazette")
    assert find_first(wire, paper) == ("citation", True)


def test_a_dateline_shortens_its_own_outlets_name_and_a_citation_may_too(tell: Tell) -> None:
    wire = tell("ELVA (DBW) — Rain fell.", "b", outlet="Danube-Black Sea Wire")
    paper = tell("Rain fell, he told DBW.", "a", outlet="Gazette")
    assert find_first(wire, paper) == ("citation", True)


def test_an_outlet_called_by_a_common_word_must_be_known_as_a_name(tell: Tell) -> None:
    mirror = tell("Rain fell.", "b", outlet="Mirror")
    assert find_first(tell("Mirror lakes froze.", "a"), mirror)[0] == "unknown"
    assert find_first(tell("Rain, says Mirror.", "a", knows={"Mirror": "name"}), mirror) == (
        "citation",
        False,
    )


def test_reports_that_name_each_other_leave_it_to_the_times(tell: Tell) -> None:
    one = tell("So Late Post.", "b", outlet="Early Post", published="2031-03-04T12:00+02:00")
    other = tell("So Early Post.", "a", outlet="Late Post", published="2031-03-04T11:00Z")
    assert find_first(one, other) == ("time", True)


def test_times_that_may_be_either_way_round_tell_nothing(tell: Tell) -> None:
    day, moment = (
        tell("Rain.", "b", published="2031-03-04"),
        tell("Rain.", "a", published="2031-03-04T09:00Z"),
    )
    without_zone = tell("Rain.", "c", published="2031-03-04T12:00")
    assert find_first(day, moment)[0] == "unknown"
    assert find_first(without_zone, moment)[0] == "unknown"
    assert find_first(day, tell("Rain.", "d", published="2031-03-06T09:00Z")) == ("time", True)


def test_unknown_has_an_order_all_the_same(tell: Tell) -> None:
    assert find_first(tell("Rain.", "a"), tell("Rain.", "b")) == ("unknown", True)
    assert find_first(tell("Rain.", "b", published="no date"), tell("Rain.", "a")) == ("unknown", True)
