"""Reports that share a text are one origin, and no others are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import permutations

import pytest

from rashomon.compare.origins import find_origins
from rashomon.records import Account, Origin, Report

Tell = Callable[..., Account]

WIRE = """Harbour crane falls on ferry
GRAVIK (Northern Wire) — A crane fell on a ferry in the harbour of Gravik on Monday and trapped nine people.
Divers cut through the hull for six hours before the last of them was brought ashore.
“I heard the chain go and then there was no light,” said a cook who had been in the galley.
The harbour master had warned in January that the crane leaned towards the quay.
The company that owns it declined to answer questions about the warning.
"""
REPRINT = WIRE.replace("Harbour crane falls on ferry", "Nine trapped as crane crushes ferry")
REWRITE = """Rust and ruin at the quay
A crane toppled on a ferry in the harbour of Gravik on Monday and locked in nine people.
Divers cut through the hull for six hours before the last of them was pulled ashore.
The opposition demanded that the harbour be closed.
The mayor went to see the families in the evening.
"""
OWN = """What the welders saw
The steel gave way a little after four, three welders told this newspaper.
They had refused to work under that boom since the autumn, and two had been dismissed for it.
“I heard the chain go and then there was no light,” said a cook who had been in the galley.
Their union will go to court in spring.
"""
QUOTES = "“I heard the chain go and then there was no light, and I knew that we would have to swim for it.”\n"


def families(origins: tuple[Origin, ...]) -> set[frozenset[str]]:
    return {frozenset(origin.reports) for origin in origins}


def test_a_reprint_under_another_headline_is_one_origin_with_its_wire(tell: Tell) -> None:
    (origin,) = find_origins([tell(WIRE, "a"), tell(REPRINT, "b")])
    assert origin.kind == "reprints"
    assert [change.what for change in origin.changes].count("kept") == 5


def test_a_wire_cut_to_two_sentences_is_still_a_reprint(tell: Tell) -> None:
    cut = "\n".join(REPRINT.split("\n")[:3])
    (origin,) = find_origins([tell(WIRE, "a"), tell(cut, "b")])
    assert origin.kind == "reprints"
    assert [change.what for change in origin.changes].count("dropped") == 3


def test_a_rewrite_that_changes_words_and_adds_its_own_is_one_origin(tell: Tell) -> None:
    (origin,) = find_origins([tell(WIRE, "a"), tell(REWRITE, "b")])
    assert origin.kind == "rewrites"


def test_a_report_in_words_of_its_own_is_an_origin_of_its_own(tell: Tell) -> None:
    origins = find_origins([tell(WIRE, "a"), tell(OWN, "b")])
    assert [(origin.kind, origin.first, origin.how) for origin in origins] == [
        ("single", "a", None),
        ("single", "b", None),
    ]


def test_the_same_quotations_do_not_make_reports_one(tell: Tell) -> None:
    assert len(find_origins([tell(WIRE + QUOTES * 3, "a"), tell(OWN + QUOTES * 3, "b")])) == 2


def test_a_report_that_takes_from_two_others_does_not_make_them_one(tell: Tell) -> None:
    mixed = WIRE + "\n".join(OWN.split("\n")[1:3])
    origins = find_origins(
        [
            tell(WIRE, "a", published="2031-03-04T10:00Z"),
            tell(OWN, "b", published="2031-03-04T11:00Z"),
            tell(mixed, "c", published="2031-03-04T12:00Z"),
        ]
    )
    assert families(origins) == {frozenset("ac"), frozenset("b")}


def test_what_many_texts_of_a_story_say_in_the_same_words_is_nobodys(tell: Tell) -> None:
    stock = "Police charged him with leaving the scene of a fatal accident."
    beginnings = (
        "Nobody on Mill Lane slept that night, and in the morning flowers lay along the fence of the school. "
        "A teacher took them in before rain came; she had taught him to read, she told neighbours, twice. "
        "Her class drew boats all morning.",
        "Snow had begun to fall when a lorry took the bend too fast; its driver got out, looked, and ran. "
        "Dogs lost his trail near some allotments where pensioners keep bees and bicycles under tarpaulin. "
        "One hive had been knocked over.",
        "For years parents asked councillors to put up a light there. They were promised one every spring. "
        "Minutes of seven meetings record long talk about cables, budgets, owls, and whose lamp might stand "
        "nearest which gate.",
        "He was found asleep behind a bakery, forty streets away, with glass still in one sleeve. Bakers "
        "gave him coffee, thinking him drunk; then someone noticed blood, and somebody else rang an uncle "
        "who serves as sergeant.",
    )
    told = [tell(f"{beginning}\n{stock}", str(at)) for at, beginning in enumerate(beginnings)]
    assert len(find_origins(told[:2])) == 1  # of two reports nobody can tell
    assert len(find_origins(told)) == 4


def test_the_order_of_the_accounts_makes_no_difference(tell: Tell) -> None:
    told = [tell(WIRE, "a"), tell(REPRINT, "b"), tell(REWRITE, "c"), tell(OWN, "d")]
    assert len({find_origins(order) for order in permutations(told)}) == 1


def test_every_report_is_in_one_origin(tell: Tell) -> None:
    origins = find_origins([tell(text, str(at)) for at, text in enumerate((WIRE, OWN, "", "Rain."))])
    assert sorted(report for origin in origins for report in origin.reports) == ["0", "1", "2", "3"]


def test_no_accounts_have_no_origins() -> None:
    assert find_origins([]) == ()


def test_two_accounts_of_one_report_are_refused(tell: Tell) -> None:
    with pytest.raises(ValueError, match="same report"):
        find_origins([tell(WIRE, "a"), tell(WIRE, "a")])


def copy_of(account: Account, name: str, *, published: str | None = None, more: str = "") -> Report:
    return replace(account.report, id=name, outlet=name, published=published, text=account.report.text + more)


def test_a_copy_is_a_reprint_of_its_report_however_short() -> None:
    account = Account(report=Report(id="a", text="Rain.", paragraphs=((0, 5),), reader="x"), coder="x")
    (origin,) = find_origins([account], [("a", copy_of(account, "b"))])
    assert (origin.kind, origin.reports, origin.first) == ("reprints", ("a", "b"), "a")


def test_a_copy_that_was_there_before_is_the_first(tell: Tell) -> None:
    wire = tell(WIRE, "a", published="2031-10-14T12:00:00+00:00")
    earlier = copy_of(wire, "b", published="2031-10-14T10:00:00+00:00")
    later = copy_of(wire, "c", published="2031-10-14T18:00:00+00:00", more="More\n")
    (origin,) = find_origins(
        [wire, tell(REWRITE, "d", published="2031-10-15T12:00:00+00:00")], [("a", later), ("a", earlier)]
    )
    assert (origin.first, origin.how, origin.kind) == ("b", "time", "rewrites")
    assert origin.reports == ("a", "b", "c", "d")
    assert {change.what for change in origin.changes if change.report == "a"} == {"kept"}


def test_a_copy_of_a_rewrite_stays_with_what_that_was_made_of(tell: Tell) -> None:
    wire = tell(WIRE, "a", published="2031-10-14T12:00:00+00:00")
    rewrite = tell(REWRITE, "b", published="2031-10-14T15:00:00+00:00")
    earlier = copy_of(rewrite, "c", published="2031-10-14T13:00:00+00:00")
    (origin,) = find_origins([wire, rewrite], [("b", earlier)])
    assert (origin.first, origin.kind, origin.reports) == ("a", "rewrites", ("a", "b", "c"))


def test_copies_in_any_order_give_the_same_origins(tell: Tell) -> None:
    wire = tell(WIRE, "a", published="2031-10-14T12:00:00+00:00")
    copies = [
        ("a", copy_of(wire, name, published=f"2031-10-14T{10 + at}:00:00+00:00"))
        for at, name in enumerate("bcd")
    ]
    assert {find_origins([wire], order) for order in permutations(copies)} == {find_origins([wire], copies)}


def test_a_report_whose_title_is_not_in_its_text_is_compared_whole(tell: Tell) -> None:
    wire, rewrite = (tell(text, name) for text, name in ((WIRE, "a"), (REWRITE, "b")))
    rewrite = replace(
        rewrite, report=replace(rewrite.report, title="Another", paragraphs=((0, len(REWRITE)),))
    )
    (origin,) = find_origins([wire, rewrite])
    assert origin.kind == "rewrites"
