from __future__ import annotations

from collections.abc import Callable

Statements = list[tuple[str | None, str, list[str]]]
Tell = Callable[..., Statements]


def test_a_paragraph_behind_an_open_quotation_is_not_its_next_neighbours(tell: Tell) -> None:
    told = tell(
        "[s1 Ruiz] [c1 said] : [x1 “The bridge will close on Sunday .]\n"
        "[x2 “It means that lorries must wait .”]\n"
        "[x2 Toll has risen too] , [c2 said] [s2 Vega] ."
    )
    assert told == [
        ("Ruiz", "said", ["“The bridge will close on Sunday .", "“It means that lorries must wait .”"]),
        ("Vega", "said", ["Toll has risen too"]),
    ]


def test_a_paragraph_of_quotation_only_goes_on_with_who_spoke_before(tell: Tell) -> None:
    told = tell(
        "[x1 “The bridge is tired ,”] [s1 Ruiz] [c1 said] .\n"
        "“We have known it for years and nobody listened .”\n"
        "[s2 Vega] [c2 denied] [x2 it] ."
    )
    assert told[0][2] == ["“The bridge is tired ,”", "“We have known it for years and nobody listened .”"]


def test_who_only_wants_something_is_not_quoted_by_the_next_paragraph(tell: Tell) -> None:
    told = tell(
        "[s1 Ruiz] [c1:kind=attitude wants] [x1 a new bridge] .\n"
        "“We have known it for years and nobody listened .”\n"
        "The bridge closed ."
    )
    assert told == [("Ruiz", "wants", ["a new bridge"])]


def test_a_signature_below_a_quotation_owns_it(tell: Tell) -> None:
    told = tell(
        "[s1 Ruiz] [c1 said] [x1 it fell] .\n"
        "[x2 “That night we slept on the pier and sang .”]\n"
        "[c2 —] [s2 @harbour_cat] , 18 September 2031"
    )
    assert told == [
        ("Ruiz", "said", ["it fell"]),
        ("@harbour_cat", "—", ["“That night we slept on the pier and sang .”"]),
    ]


def test_a_quotation_whose_second_paragraph_names_the_speaker_is_his(tell: Tell) -> None:
    told = tell(
        "Nobody slept .\n[x1 “I saw men on the pier .]\n[x1 “They carried lamps ,”] [s1 Ruiz] [c1 said] ."
    )
    assert told == [("Ruiz", "said", ["“I saw men on the pier .", "“They carried lamps ,”"])]


def test_an_attribution_whose_only_content_stands_above_is_none(tell: Tell) -> None:
    assert tell("[x1 The bridge fell on Sunday]\n[s1 Ruiz] [c1 spoke] .") == []


def test_a_heading_in_quotation_marks_is_nobodys(tell: Tell) -> None:
    told = tell("[s1 Ruiz] [c1 said] [x1 it fell] .\n“Too late”\nThe bridge closed .")
    assert told == [("Ruiz", "said", ["it fell"])]
