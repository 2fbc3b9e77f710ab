"""Plain text is kept word for word; paragraphs, title and byline are only spans in it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.read import read_report
from rashomon.read.language import detect_language
from rashomon.read.plain import find_paragraphs, lay_out
from rashomon.records import Dropped, Report

STORY = """Ferry suspended after engine fire

By Ida Brekke

SARNHOLM (AP) — The only ferry to the island was taken out of service on Tuesday.

“Nobody was hurt,” said Marit Lunde, a spokeswoman for the operator.

(Reporting by Ida Brekke; editing by Tom Adeyemi)
"""

WRAPPED = """The only ferry to the island was taken out of
service on Tuesday after a fire in its engine
room, the operator said.
Nobody was hurt, according to a spokeswoman
for the operator, who added that an inquiry
had begun.

The mayor called the outage a disgrace and
asked for a second ship.
"""


def paragraphs(text: str) -> list[str]:
    return [text[start:end] for start, end in find_paragraphs(text)]


def read(source: str | bytes, *, title: str | None = None) -> Report:
    report = read_report(source, title=title)
    assert isinstance(report, Report)
    return report


def test_text_is_kept_as_it_is() -> None:
    assert read(STORY).text == STORY


def test_title_byline_and_credit_are_found_and_only_the_title_is_a_paragraph() -> None:
    report = read(STORY)
    assert (report.title, report.byline, report.credit) == (
        "Ferry suspended after engine fire",
        ("Ida Brekke",),
        "AP",
    )
    assert [report.text[start:end][:8] for start, end in report.paragraphs] == [
        "Ferry su",
        "SARNHOLM",
        "“Nobody ",
    ]


def test_first_line_that_is_a_sentence_is_no_title() -> None:
    assert lay_out("The ferry was suspended.\n\nNobody was hurt.").title is None


def test_lines_are_paragraphs_where_they_are_not_wrapped() -> None:
    text = (
        "One line is a paragraph here, said Ann.\nSo is this much longer one, which goes on.\n  And this.  "
    )
    assert paragraphs(text) == [line.strip() for line in text.split("\n")]


def test_lines_wrapped_at_a_width_are_one_paragraph() -> None:
    assert [one.split()[0] + " … " + one.split()[-1] for one in paragraphs(WRAPPED)] == [
        "The … said.",
        "Nobody … begun.",
        "The … ship.",
    ]


def test_carriage_returns_become_newlines_and_offsets_stay_exact() -> None:
    report = read(STORY.replace("\n", "\r\n").encode())
    assert report.text == STORY


def test_given_title_goes_before_the_text_unless_it_is_there() -> None:
    body = "Nobody was hurt, a spokeswoman for the operator said on Tuesday evening."
    assert read(body, title="Ferry  suspended").text == f"Ferry suspended\n\n{body}"
    assert read(STORY, title="Ferry suspended after engine fire").text == STORY


def test_what_is_known_fills_what_is_missing() -> None:
    url = "https://post.example/1"
    report = read_report(STORY, outlet="The Post", url=url, published="4 March 2031")
    assert isinstance(report, Report)
    assert (report.outlet, report.url, report.published) == (
        "The Post",
        url,
        "2031-03-04",
    )


def test_other_languages_are_dropped_with_their_code() -> None:
    german = (
        "Die einzige Fähre zur Insel wurde am Dienstag stillgelegt, wie der Betreiber am Abend mitteilte."
    )
    assert read_report(german) == Dropped(source="text", reason="not English", detail="de")


POLICE_LOG = """Daily log, Wednesday, Aug. 16

2:14 a.m. — BREITENBACH. Caller on Mühlenberg Road reports loud music. Schneider and Vogt responded; gone.
3:40 a.m. — NEW HAGENAU. Deer struck on Highway 34. Driver Kurt Baumgartner, 51, unhurt.
7:05 a.m. — BREITENBACH. Alarm at Braun & Söhne Hardware. Key holder Otto Braun says the cleaner set it off.
9:30 a.m. — WALDSEE. Stolen bicycle on Linden Street. Theft denied by neighbor, deputy says.
"""


def test_names_and_headings_do_not_make_another_language() -> None:
    assert isinstance(read_report(POLICE_LOG), Report)


@pytest.mark.parametrize("change", [str.upper, str.title, str.lower])
def test_language_is_the_same_in_any_letters(change: Callable[[str], str]) -> None:
    german = "Die Fähre zur Insel wurde am Dienstag stillgelegt, wie der Betreiber am späten Abend mitteilte."
    english = "The ferry to the island was taken out of service on Tuesday, the operator said in the evening."
    assert (detect_language(change(german)), detect_language(change(english))) == ("de", "en")


@given(st.text(st.characters(exclude_categories=("Cc", "Cs")) | st.sampled_from("\n\n  .\t")))
def test_paragraphs_hold_every_visible_character_once_and_in_order(text: str) -> None:
    spans = list(find_paragraphs(text))
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert "".join("".join(text[slice(*span)].split()) for span in spans) == "".join(text.split())


@given(st.text(st.characters(exclude_categories=("Cc", "Cs")) | st.sampled_from("\n ")), st.integers(0, 3))
def test_any_clean_english_text_is_kept_exactly(noise: str, place: int) -> None:
    parts = ["The ferry to the island was suspended on Tuesday, the operator said, and nobody was hurt."] * 3
    parts.insert(place, noise.removeprefix("\ufeff").replace("<", ""))
    text = "\n".join(parts)
    report = read_report(text.encode())
    if isinstance(report, Report):
        assert report.text == text
    else:
        assert report.reason == "not English"
