"""What is understood: words in; span, start, end, granularity and how out. Published on 4 March 2031."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import Deps, Read

WRITTEN, PUBLISHED, ANOTHER = "written", "relative to published", "relative to another"

DATES = [
    ("It fell on 4 March 2031.", "4 March 2031", "2031-03-04", "2031-03-04", "day", WRITTEN),
    ("It fell on March 4, 2031.", "March 4, 2031", "2031-03-04", "2031-03-04", "day", WRITTEN),
    (
        "It fell on the 4th of March, 2031.",
        "the 4th of March, 2031",
        "2031-03-04",
        "2031-03-04",
        "day",
        WRITTEN,
    ),
    ("It fell on 2031-03-04.", "2031-03-04", "2031-03-04", "2031-03-04", "day", WRITTEN),
    ("It fell on 2031/03/04.", "2031/03/04", "2031-03-04", "2031-03-04", "day", WRITTEN),
    ("It fell on 13/3/2031.", "13/3/2031", "2031-03-13", "2031-03-13", "day", WRITTEN),
    ("It fell on 3/13/31.", "3/13/31", "2031-03-13", "2031-03-13", "day", WRITTEN),
    ("It fell on 5/5/2031.", "5/5/2031", "2031-05-05", "2031-05-05", "day", WRITTEN),
    ("It fell on 3/4/2031.", "3/4/2031", None, None, "day", WRITTEN),
    ("It fell on Friday, May 9, 2031.", "Friday, May 9, 2031", "2031-05-09", "2031-05-09", "day", WRITTEN),
    ("It fell on Feb. 29.", "Feb. 29", "2032-02-29", "2032-02-29", "day", PUBLISHED),
    ("It fell in May 2030.", "May 2030", "2030-05-01", "2030-05-31", "month", WRITTEN),
    ("It fell in May of this year.", "May of this year", "2031-05-01", "2031-05-31", "month", PUBLISHED),
    ("It fell in July last year.", "July last year", "2030-07-01", "2030-07-31", "month", PUBLISHED),
    ("It fell in 1987.", "1987", "1987-01-01", "1987-12-31", "year", WRITTEN),
    ("It fell (1821).", "1821", "1821-01-01", "1821-12-31", "year", WRITTEN),
    (
        "It fell in nineteen ninety-seven.",
        "nineteen ninety-seven",
        "1997-01-01",
        "1997-12-31",
        "year",
        WRITTEN,
    ),
    (
        "It fell in the year two thousand.",
        "the year two thousand",
        "2000-01-01",
        "2000-12-31",
        "year",
        WRITTEN,
    ),
    ("It fell in 394 AD.", "394 AD", "0394-01-01", "0394-12-31", "year", WRITTEN),
    ("It fell in 43 BC.", "43 BC", None, None, "year", WRITTEN),
    ("It fell in the 7th century BC.", "the 7th century BC", None, None, "century", WRITTEN),
    ("It fell in the 1990s.", "the 1990s", "1990-01-01", "1999-12-31", "decade", WRITTEN),
    ("It fell in the nineties.", "the nineties", "1990-01-01", "1999-12-31", "decade", WRITTEN),
    ("It fell in the 19th century.", "the 19th century", "1801-01-01", "1900-12-31", "century", WRITTEN),
    (
        "It fell in the third quarter of 2030.",
        "the third quarter of 2030",
        "2030-07-01",
        "2030-09-30",
        "quarter",
        WRITTEN,
    ),
    (
        "It fell in this year's first half.",
        "this year's first half",
        "2031-01-01",
        "2031-06-30",
        "half",
        PUBLISHED,
    ),
    ("It fell in the summer of 2029.", "the summer of 2029", "2029-06-01", "2029-08-31", "season", WRITTEN),
    ("It fell in winter 2029.", "winter 2029", "2029-12-01", "2030-02-28", "season", WRITTEN),
    ("It fell on Christmas Eve.", "Christmas Eve", "2030-12-24", "2030-12-24", "day", PUBLISHED),
    ("It fell on New Year's Day 2030.", "New Year's Day 2030", "2030-01-01", "2030-01-01", "day", WRITTEN),
    ("It fell by year-end 2033.", "year-end 2033", "2033-12-31", "2033-12-31", "day", WRITTEN),
]

RELATIVE = [
    ("It fell today.", "today", "2031-03-04", "2031-03-04", "day", PUBLISHED),
    (
        "It fell the day before yesterday.",
        "the day before yesterday",
        "2031-03-02",
        "2031-03-02",
        "day",
        PUBLISHED,
    ),
    ("It fell on Tuesday.", "Tuesday", "2031-03-04", "2031-03-04", "day", PUBLISHED),
    ("It fell on Wednesday.", "Wednesday", "2031-02-26", "2031-02-26", "day", PUBLISHED),
    ("It fell last Tuesday.", "last Tuesday", "2031-02-25", "2031-02-25", "day", PUBLISHED),
    ("It falls this Friday.", "this Friday", "2031-03-07", "2031-03-07", "day", PUBLISHED),
    ("It falls next Thursday.", "next Thursday", "2031-03-13", "2031-03-13", "day", PUBLISHED),
    ("It fell on Tuesday last week.", "Tuesday last week", "2031-02-25", "2031-02-25", "day", PUBLISHED),
    ("It fell on a Monday.", "a Monday", None, None, "day", PUBLISHED),
    ("It fell last May.", "last May", "2030-05-01", "2030-05-31", "month", PUBLISHED),
    ("It falls next May.", "next May", "2031-05-01", "2031-05-31", "month", PUBLISHED),
    ("It fell last summer.", "last summer", "2030-06-01", "2030-08-31", "season", PUBLISHED),
    ("It fell last week.", "last week", "2031-02-24", "2031-03-02", "week", PUBLISHED),
    ("It fell over the weekend.", "the weekend", "2031-03-01", "2031-03-02", "weekend", PUBLISHED),
    ("It fell last weekend.", "last weekend", "2031-03-01", "2031-03-02", "weekend", PUBLISHED),
    ("It falls next month.", "next month", "2031-04-01", "2031-04-30", "month", PUBLISHED),
    ("It fell last quarter.", "last quarter", "2030-10-01", "2030-12-31", "quarter", PUBLISHED),
    ("It fell this year.", "this year", "2031-01-01", "2031-12-31", "year", PUBLISHED),
    ("It fell three days ago.", "three days ago", "2031-03-01", "2031-03-01", "day", PUBLISHED),
    ("It fell two weeks ago.", "two weeks ago", "2031-02-17", "2031-02-23", "week", PUBLISHED),
    ("It fell a fortnight ago.", "a fortnight ago", "2031-02-17", "2031-02-23", "week", PUBLISHED),
    ("It fell about five years ago.", "about five years ago", "2026-01-01", "2026-12-31", "year", PUBLISHED),
    ("It fell two decades ago.", "two decades ago", "2011-01-01", "2011-12-31", "year", PUBLISHED),
    ("It falls a month from now.", "a month from now", "2031-04-01", "2031-04-30", "month", PUBLISHED),
    ("It fell years ago.", "years ago", None, None, "year", PUBLISHED),
    ("It fell 5,000 years ago.", "5,000 years ago", None, None, "year", PUBLISHED),
    (
        "It fell in the past three weeks.",
        "the past three weeks",
        "2031-02-11",
        "2031-03-04",
        "week",
        PUBLISHED,
    ),
    ("It falls in the next 14 months.", "the next 14 months", "2031-03-05", "2032-05-04", "month", PUBLISHED),
    ("It fell in the past year.", "the past year", "2030-03-04", "2031-03-04", "year", PUBLISHED),
    ("It fell in recent months.", "recent months", None, "2031-03-04", "month", PUBLISHED),
]

PIECES = [
    ("It fell in mid-September 2030.", "mid-September 2030", "2030-09-11", "2030-09-20", "month", WRITTEN),
    ("It fell in early 2019.", "early 2019", "2019-01-01", "2019-04-30", "year", WRITTEN),
    ("It fell late last year.", "late last year", "2030-09-01", "2030-12-31", "year", PUBLISHED),
    ("It falls at the end of 2033.", "the end of 2033", "2033-09-01", "2033-12-31", "year", WRITTEN),
    ("It fell in the late 1970s.", "the late 1970s", "1976-01-01", "1979-12-31", "decade", WRITTEN),
    ("It fell earlier this year.", "earlier this year", "2031-01-01", "2031-03-04", "year", PUBLISHED),
    ("It falls later this week.", "later this week", "2031-03-04", "2031-03-09", "week", PUBLISHED),
    (
        "It falls at the end of the month.",
        "the end of the month",
        "2031-03-21",
        "2031-03-31",
        "month",
        PUBLISHED,
    ),
    ("It fell early on Monday.", "early on Monday", "2031-03-03T00:00", "2031-03-03T07:59", "day", PUBLISHED),
    (
        "It fell in the early hours of Monday.",
        "the early hours of Monday",
        "2031-03-03T00:00",
        "2031-03-03T07:59",
        "day",
        PUBLISHED,
    ),
]

CLOCKS = [
    ("It fell at 9 a.m.", "9 a.m.", "2031-03-04T09:00", "2031-03-04T09:59", "hour", PUBLISHED),
    (
        "It fell at 9 a.m. on Monday.",
        "9 a.m. on Monday",
        "2031-03-03T09:00",
        "2031-03-03T09:59",
        "hour",
        PUBLISHED,
    ),
    (
        "It fell at 14:30 GMT.",
        "14:30 GMT",
        "2031-03-04T14:30+00:00",
        "2031-03-04T14:30+00:00",
        "minute",
        PUBLISHED,
    ),
    (
        "It fell at 7.15pm on Monday.",
        "7.15pm on Monday",
        "2031-03-03T19:15",
        "2031-03-03T19:15",
        "minute",
        PUBLISHED,
    ),
    (
        "It fell at 2.47 in the morning.",
        "2.47 in the morning",
        "2031-03-04T02:47",
        "2031-03-04T02:47",
        "minute",
        PUBLISHED,
    ),
    (
        "It fell at five on Monday morning.",
        "five on Monday morning",
        "2031-03-03T05:00",
        "2031-03-03T05:59",
        "hour",
        PUBLISHED,
    ),
    (
        "It fell at half past four on Monday afternoon.",
        "half past four on Monday afternoon",
        "2031-03-03T16:30",
        "2031-03-03T16:30",
        "minute",
        PUBLISHED,
    ),
    (
        "It fell at ten to eight this morning.",
        "ten to eight this morning",
        "2031-03-04T07:50",
        "2031-03-04T07:50",
        "minute",
        PUBLISHED,
    ),
    (
        "It fell at two o'clock on Monday night.",
        "two o'clock on Monday night",
        "2031-03-04T02:00",
        "2031-03-04T02:59",
        "hour",
        PUBLISHED,
    ),
    (
        "It fell at four o'clock on Monday.",
        "four o'clock on Monday",
        "2031-03-03",
        "2031-03-03",
        "day",
        PUBLISHED,
    ),
    (
        "It fell at noon on Monday.",
        "noon on Monday",
        "2031-03-03T12:00",
        "2031-03-03T12:00",
        "minute",
        PUBLISHED,
    ),
    ("It fell on Monday night.", "Monday night", "2031-03-03T18:00", "2031-03-04T05:59", "part", PUBLISHED),
    (
        "It fell at dawn on Monday.",
        "dawn on Monday",
        "2031-03-03T04:00",
        "2031-03-03T07:59",
        "part",
        PUBLISHED,
    ),
    (
        "It fell yesterday morning.",
        "yesterday morning",
        "2031-03-03T05:00",
        "2031-03-03T11:59",
        "part",
        PUBLISHED,
    ),
    ("It fell last night.", "last night", "2031-03-03T18:00", "2031-03-04T05:59", "part", PUBLISHED),
    ("It fell overnight.", "overnight", "2031-03-03T18:00", "2031-03-04T05:59", "part", PUBLISHED),
    ("It falls tonight.", "tonight", "2031-03-04T18:00", "2031-03-05T05:59", "part", PUBLISHED),
    (
        "It fell an hour ago.",
        "an hour ago",
        "2031-03-04T16:40+01:00",
        "2031-03-04T16:40+01:00",
        "minute",
        PUBLISHED,
    ),
    (
        "It fell in the last 24 hours.",
        "the last 24 hours",
        "2031-03-03T17:40+01:00",
        "2031-03-04T17:39+01:00",
        "hour",
        PUBLISHED,
    ),
]

RANGES = [
    (
        "It fell from May 3 to June 5, 2030.",
        "from May 3 to June 5, 2030",
        "2030-05-03",
        "2030-06-05",
        "day",
        WRITTEN,
    ),
    (
        "It fell between 2 and 5 May 2030.",
        "between 2 and 5 May 2030",
        "2030-05-02",
        "2030-05-05",
        "day",
        WRITTEN,
    ),
    ("It fell on May 3-5, 2030.", "May 3-5, 2030", "2030-05-03", "2030-05-05", "day", WRITTEN),
    ("It fell on 14 and 15 May 2030.", "14 and 15 May 2030", "2030-05-14", "2030-05-15", "day", WRITTEN),
    (
        "It fell between March 2030 to May 2033.",
        "between March 2030 to May 2033",
        "2030-03-01",
        "2033-05-31",
        "month",
        WRITTEN,
    ),
    (
        "It fell between March 2030 and May 2033.",
        "between March 2030 and May 2033",
        "2030-03-01",
        "2033-05-31",
        "month",
        WRITTEN,
    ),
    ("It fell in 2010-15.", "2010-15", "2010-01-01", "2015-12-31", "year", WRITTEN),
    ("It fell from Friday to Monday.", "from Friday to Monday", "2031-02-28", "2031-03-03", "day", PUBLISHED),
    (
        "It fell from 9 to 11 a.m. on Monday.",
        "from 9 to 11 a.m. on Monday",
        "2031-03-03T09:00",
        "2031-03-03T11:59",
        "hour",
        PUBLISHED,
    ),
    (
        "It fell from 6 p.m. to 5 a.m.",
        "from 6 p.m. to 5 a.m.",
        "2031-03-04T18:00",
        "2031-03-05T05:59",
        "hour",
        PUBLISHED,
    ),
]

UNDATED = [
    ("It lasted for three days.", "three days", None, None, "duration", WRITTEN),
    ("It was a ten-year plan.", "a ten-year", None, None, "duration", WRITTEN),
    ("It lasted two and a half years.", "two and a half years", None, None, "duration", WRITTEN),
    ("It lasted for years.", "years", None, None, "duration", WRITTEN),
    ("It lasted several hundred years.", "several hundred years", None, None, "duration", WRITTEN),
    ("It fell a week after the vote.", "a week", None, None, "duration", WRITTEN),
    ("It falls every Friday.", "every Friday", None, None, "set", WRITTEN),
    ("It falls on Tuesday nights.", "Tuesday nights", None, None, "set", WRITTEN),
    ("It falls twice a week.", "twice a week", None, None, "set", WRITTEN),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [(case[0], case[1:]) for case in (*DATES, *RELATIVE, *PIECES, *CLOCKS, *RANGES, *UNDATED)],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_expression_is_found_and_laid_to_the_calendar(
    read: Callable[..., Read], text: str, expected: tuple[str | None, ...]
) -> None:
    found = read(text)
    (span,), (time,) = found.spans, found.times
    assert (span, time.start, time.end, time.granularity, time.how) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A 21-year-old man, ten years old, aged six months, at the age of four years, fell.",
        "It cost $2000, about 15 percent, or No. 1987.",
        "The sun will spring up.",
        "Two million barrels a day fell at $30 a night.",
        "It fell at the last minute, at night.",
        "Three quarters of the lake fell.",
        "It fell the week before the vote.",
        "It fell in the second half.",
    ],
)
def test_ages_prices_paces_and_the_like_are_no_times(read: Callable[..., Read], text: str) -> None:
    assert read(text, upos={"spring": "VERB"}).spans == []


@pytest.mark.parametrize(
    ("text", "upos", "deps"),
    [
        ("Some 1500 people fell.", {}, {"1500": ("nummod", "people")}),
        ("About 2010 officers fell.", {}, {"2010": ("nummod", "officers")}),
        ("On the 21st floor it fell.", {}, {"21st": ("amod", "floor")}),
        ("At 1419 Mesa Avenue it fell.", {}, {"1419": ("nummod", "Mesa")}),
        ("On the day that it fell.", {}, {"fell": ("acl:relcl", "day")}),
        ("The night shift fell.", {}, {"night": ("compound", "shift")}),
        ("May he march on.", {"May": "AUX", "march": "VERB"}, {}),
        ("It fell soon after it rose.", {"soon": "ADV"}, {}),
    ],
)
def test_the_tree_tells_what_looks_like_a_time_and_is_none(
    read: Callable[..., Read], text: str, upos: dict[str, str], deps: Deps
) -> None:
    assert read(text, upos=upos, deps=deps).spans == []


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("The first Tuesday of May 2030 fell.", ["The first Tuesday", "May 2030"]),
        ("The last Sunday of October 2032 fell.", ["The last Sunday", "October 2032"]),
        ("On Friday, police in Lima. May 6 fell.", ["Friday", "May 6"]),
        ("On Wednesday\n2:14 a.m. It fell.", ["Wednesday", "2:14 a.m."]),
        ("On Friday and Saturday it fell.", ["Friday", "Saturday"]),
    ],
)
def test_what_is_apart_stays_apart(read: Callable[..., Read], text: str, spans: list[str]) -> None:
    assert read(text).spans == spans


def test_a_number_of_things_behind_a_month_is_no_day(read: Callable[..., Read]) -> None:
    assert read("In May 30 soldiers fell.", deps={"30": ("nummod", "soldiers")}).spans == ["May"]


def test_a_weekday_in_a_persons_name_is_no_time(read: Callable[..., Read]) -> None:
    assert read("[PER Mr Sunday Okafor] fell on Sunday.").spans == ["Sunday"]


def test_what_is_moved_from_one_day_to_another_is_no_range(read: Callable[..., Read]) -> None:
    moved = read(
        "They moved it from Monday to Friday.", upos={"moved": "VERB"}, deps={"Monday": ("obl", "moved")}
    )
    assert moved.spans == ["Monday", "Friday"]


def test_a_weekday_of_which_the_month_is_told_has_no_date_of_its_own(read: Callable[..., Read]) -> None:
    assert read("The last Sunday of October 2032 fell.").dates == [(None, None), ("2032-10-01", "2032-10-31")]


@pytest.mark.parametrize(
    ("text", "type_", "value"),
    [
        ("It fell on Monday morning.", "TIME", "2031-03-03TMO"),
        ("It fell at 9 a.m. on Monday.", "TIME", "2031-03-03T09:00"),
        ("It fell last week.", "DATE", "2031-W09"),
        ("It fell over the weekend.", "DATE", "2031-W09-WE"),
        ("It fell in the third quarter of 2030.", "DATE", "2030-Q3"),
        ("It fell in the first half of 2030.", "DATE", "2030-H1"),
        ("It fell in autumn 2029.", "DATE", "2029-FA"),
        ("It fell in the 1990s.", "DATE", "199"),
        ("It fell in mid-May 2030.", "DATE", "2030-05"),
        ("It fell on a Monday.", "DATE", "XXXX"),
        ("It fell hours later.", "TIME", "PTXH"),
        ("It lasted half an hour.", "DURATION", "PT30M"),
        ("It lasted two and a half years.", "DURATION", "P30M"),
        ("It lasted for decades.", "DURATION", "PXY"),
        ("It falls every Friday.", "SET", "XXXX-WXX-5"),
        ("It falls every three months.", "SET", "P3M"),
        ("It falls every summer.", "SET", "XXXX-SU"),
        ("It falls every night.", "SET", "XXXX-XX-XXTNI"),
        ("It falls now.", "DATE", "PRESENT_REF"),
    ],
)
def test_types_and_values_are_those_of_timeml(
    read: Callable[..., Read], text: str, type_: str, value: str
) -> None:
    (expression,) = read(text, upos={"now": "ADV"}).expressions
    assert (expression.type, expression.value) == (type_, value)
