"""Dates, names and credits are read as they are written, and never made up."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.read.boilerplate import is_boilerplate
from rashomon.read.bylines import agency, clean_names, find_credit, is_sign_off
from rashomon.read.dates import best_date, read_date

YEAR_1900, YEAR_2100 = datetime.fromisoformat("1900-01-01"), datetime.fromisoformat("2100-12-31")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2020-01-20T06:05:18.000Z", "2020-01-20T06:05:18+00:00"),
        ("2020-02-24T12:57:13-0500", "2020-02-24T12:57:13-05:00"),
        ("2020-01-10 09:00:04", "2020-01-10T09:00:04"),
        ("2020-01-10", "2020-01-10"),
        ("20200816", "2020-08-16"),
        ("1579478400000", "2020-01-20T00:00:00+00:00"),
        ("Mon, 20 Jan 2020 06:05:18 GMT", "2020-01-20T06:05:18+00:00"),
        ("Published: 10:00am, 20 Jan, 2020", "2020-01-20T10:00:00"),
        ("12 PM? Nov. 8, 2023", "2023-11-08"),
        ("November 8, 2023 at 12:21 a.m.", "2023-11-08T00:21:00"),
        ("Jun 18th 2018", "2018-06-18"),
        ("2020-02-30", None),
        ("02/03/2020", None),
        ("Tuesday", None),
        ("May 2020", None),
        ("", None),
    ],
)
def test_date_is_read_with_what_is_written_and_no_more(written: str, read: str | None) -> None:
    assert read_date(written) == read


@given(st.datetimes(YEAR_1900, YEAR_2100), st.none() | st.integers(-14 * 60, 14 * 60))
def test_iso_times_come_back(moment: datetime, minutes: int | None) -> None:
    zone = None if minutes is None else timezone(timedelta(minutes=minutes))
    moment = moment.replace(tzinfo=zone)
    assert read_date(str(moment)) == moment.replace(microsecond=0).isoformat()


@given(st.text(max_size=80))
def test_any_text_is_a_date_or_none(written: str) -> None:
    read = read_date(written)
    assert read is None or read_date(read) == read


def test_more_exact_date_of_the_same_day_wins() -> None:
    assert best_date(["2020-01-20", "2019-01-20T00:00Z", "2020-01-20T09:00Z"]) == "2020-01-20T09:00:00+00:00"


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("By Ann Lee and Bo Ek", ("Ann Lee", "Bo Ek")),
        ("Ann Lee, Senior Political Correspondent", ("Ann Lee",)),
        ("by Ann Lee for The Harbour Post", ("Ann Lee",)),
        ("Ann Lee in Paris", ("Ann Lee",)),
        ("ANN LEE | ann@post.example", ("ANN LEE",)),
        ("Ann O’Lee-Smith, Harbour Post", ("Ann O’Lee-Smith",)),
        ("https://social.example/ann", ()),
        ("The Harbour Post", ()),
        ("Staff and news service reports", ()),
        ("No Author", ()),
        ("", ()),
    ],
)
def test_names_are_clean(written: str, names: tuple[str, ...]) -> None:
    assert clean_names([written], "Harbour Post") == names


@pytest.mark.parametrize(
    ("name", "short"),
    [("The Associated Press", "AP"), ("(Reuters)", "Reuters"), ("news agencies", "agencies"), ("Ann", None)],
)
def test_agencies_are_known_by_their_names(name: str, short: str | None) -> None:
    assert agency(name) == short


@pytest.mark.parametrize(
    ("paragraphs", "credit"),
    [
        (["PARIS (Reuters) - Rain fell."], "Reuters"),
        (["(AP) — Rain fell."], "AP"),
        (["Mayor Bloomberg — who had been asked — denied it."], None),
        (["Rain fell.", "With agencies"], "With agencies"),
        (["Rain fell.", "The AP contributed to this report."], "The AP contributed to this report."),
        (["Rain fell.", "AP reported that it fell."], None),
        (["Rain fell.", "Staff and news service reports"], "Staff and news service reports"),
    ],
)
def test_credit_is_found_in_dateline_or_sign_off(paragraphs: list[str], credit: str | None) -> None:
    assert find_credit(paragraphs, []) == credit


@pytest.mark.parametrize(
    "line",
    [
        "— AFP",
        "AP/Reuters",
        "Source: AFP/rd",
        "dw/rs (AFP, Reuters, dpa)",
        "© 2031 AFP",
        "Copyright 2031 The Associated Press. All rights reserved.",
        "(Reporting by Ann Lee; Additional reporting by Bo Ek; Editing by Kim Oh.)",
        "Ann Lee and Bo Ek contributed reporting.",
        "Ann Lee reported from Paris, and Bo Ek from Rome.",
        "This article was provided by The Canadian Press",
        "Information from the Associated Press was used in this report.",
    ],
)
def test_lines_of_credit_are_sign_offs(line: str) -> None:
    assert is_sign_off(line)


@pytest.mark.parametrize(
    "sentence",
    [
        "Reuters could not verify the account.",
        "Editing by hand is slow work, the archivist said.",
        "Reporting by our own staff showed that the dam had leaked for years.",
        "The report was published by the ministry on Monday.",
        "Reported by Lee to the police, the theft was never solved.",
        "CNN reported from Kyiv that shells had fallen.",
    ],
)
def test_sentence_of_the_text_is_no_sign_off(sentence: str) -> None:
    assert not is_sign_off(sentence)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Advertisement",
        "Read more: Storms cut off islands",
        "RELATED STORIES",
        "Sign up for our newsletter",
        "© 2031 The Post",
        "A ferry in May. (Ola Vik/AP)",
        "Photo: Ola Vik",
        "3 min read",
        "2/5",
    ],
)
def test_what_is_the_sites_is_left_out(paragraph: str) -> None:
    assert is_boilerplate(paragraph)


@pytest.mark.parametrize(
    "paragraph",
    [
        "“Read my lips,” he said.",
        "More than 40 people were hurt, police said.",
        "Watch teams were sent to the dam, officials said.",
        "Follow the money, she told reporters in Geneva.",
        "Photographs of the scene showed burnt cars.",
        "Subscribers will pay more, the company said.",
        "Related to the king, he was never charged.",
        "Share prices fell.",
    ],
)
def test_sentences_that_begin_alike_stay(paragraph: str) -> None:
    assert not is_boilerplate(paragraph)
