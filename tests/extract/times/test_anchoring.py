"""What relative times hang on: the date of the report, the tense of a verb, the time told before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.extract.times.anchoring import place
from rashomon.extract.times.meanings import Moment, Shift
from rashomon.extract.times.tense import Direction
from rashomon.extract.times.timeline import Timeline, read_published

from .conftest import Deps, Read

DATES = st.dates(date(100, 1, 1), date(9800, 1, 1))


@pytest.mark.parametrize(
    ("text", "deps", "start"),
    [
        ("They met on Friday.", {"Friday": ("obl", "met"), "on": ("case", "Friday")}, "2031-02-28"),
        (
            "They will meet on Friday.",
            {"Friday": ("obl", "meet"), "on": ("case", "Friday"), "will": ("aux", "meet")},
            "2031-03-07",
        ),
        (
            "They would have met on Friday.",
            {
                "Friday": ("obl", "met"),
                "on": ("case", "Friday"),
                "would": ("aux", "met"),
                "have": ("aux", "met"),
            },
            "2031-02-28",
        ),
        ("They meet on Friday.", {"Friday": ("obl", "meet"), "on": ("case", "Friday")}, "2031-03-07"),
        (
            "They hope to meet on Friday.",
            {"meet": ("xcomp", "hope"), "to": ("mark", "meet"), "Friday": ("obl", "meet")},
            "2031-03-07",
        ),
        (
            "They failed to meet on Friday.",
            {"meet": ("xcomp", "failed"), "to": ("mark", "meet"), "Friday": ("obl", "meet")},
            "2031-02-28",
        ),
        (
            "It follows Friday's vote.",
            {"vote": ("obj", "follows"), "Friday": ("nmod:poss", "vote")},
            "2031-02-28",
        ),
        (
            "A rally was called for Friday.",
            {"Friday": ("nmod", "rally"), "for": ("case", "Friday")},
            "2031-03-07",
        ),
        ("They asked for it by Friday.", {"Friday": ("obl", "asked"), "by": ("case", "Friday")}, None),
        (
            "They had left by Friday.",
            {"Friday": ("obl", "left"), "by": ("case", "Friday"), "had": ("aux", "left")},
            None,
        ),
    ],
)
def test_tense_decides_the_direction_of_a_bare_weekday(
    read: Callable[..., Read], text: str, deps: Deps, start: str | None
) -> None:
    verbs = dict.fromkeys(("meet", "hope", "failed", "follows", "called", "asked", "left"), "VERB")
    (time,) = read(text, upos={**verbs, "to": "PART"}, deps=deps).times
    assert time.start == start
    if start is None:
        assert time.end == ("2031-03-07" if "asked" in text else "2031-02-28")


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("It is so since 2013.", ("2013-01-01", None)),
        ("It was so until 2013.", (None, "2013-12-31")),
        ("It is to be so by 2033.", (None, "2033-12-31")),
        ("It was so before 2013.", (None, "2012-12-31")),
        ("It was so after 2013.", ("2014-01-01", None)),
        ("It fell before dawn.", ("2031-03-04T00:00", "2031-03-04T03:59")),
        ("It fell after 9 a.m.", ("2031-03-04T10:00", "2031-03-04T23:59")),
        ("It fell shortly before 9 a.m.", ("2031-03-04T08:00", "2031-03-04T08:59")),
        ("It fell a little after noon.", ("2031-03-04T12:00", "2031-03-04T12:59")),
    ],
)
def test_a_preposition_opens_a_stretch_on_one_side_and_belongs_to_the_span(
    read: Callable[..., Read], text: str, dates: tuple[str | None, str | None]
) -> None:
    words = text.rstrip(".").split()
    last = "a.m." if "a.m." in text else words[-1]
    preposition = next(word for word in words if word in ("since", "until", "by", "before", "after"))
    found = read(text, deps={preposition: ("case", last)})
    assert found.dates == [dates]
    assert found.spans[0].split()[0] in (preposition, "shortly", "a")


@pytest.mark.parametrize("text", ["It fell before Tuesday's vote.", "It fell before Friday prayers."])
def test_a_preposition_of_what_a_time_describes_opens_nothing(read: Callable[..., Read], text: str) -> None:
    noun = "vote" if "vote" in text else "prayers"
    found = read(text, deps={"before": ("case", noun)})
    assert found.dates[0][0] == found.dates[0][1] is not None


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("It fell on 3 May 2029. It rose three days later.", ("2029-05-06", "2029-05-06")),
        ("It fell on 3 May 2029. It rose a day earlier.", ("2029-05-02", "2029-05-02")),
        ("It fell on 3 May 2029. It rose the same day.", ("2029-05-03", "2029-05-03")),
        ("It fell on 3 May 2029. It rose that night.", ("2029-05-03T18:00", "2029-05-04T05:59")),
        ("It fell on 3 May 2029. It rose the next morning.", ("2029-05-04T05:00", "2029-05-04T11:59")),
        ("It fell on 3 May 2029. It rose the following week.", ("2029-05-07", "2029-05-13")),
        ("It fell on 3 May 2029. It rose the following year.", ("2030-01-01", "2030-12-31")),
        ("It fell on 3 May 2029. It rose two months later.", ("2029-07-01", "2029-07-31")),
        ("It fell in May 2029. It rose a year later.", ("2030-05-01", "2030-05-31")),
        ("It fell in May 2029. It rose three days later.", ("2029-05-04", "2029-06-03")),
        ("It fell in May 2029. It rose that day.", (None, None)),
        ("It fell on 3 May 2029. It rose hours later.", (None, None)),
        ("It fell on 3 May 2029 at 9.15am. It rose an hour later.", ("2029-05-03T10:15", "2029-05-03T10:15")),
        ("It fell on 3 May 2029. It rose at noon.", ("2029-05-03T12:00", "2029-05-03T12:00")),
        ("It fell on 3 May 2029.\n\nIt rose at noon.", ("2031-03-04T12:00", "2031-03-04T12:00")),
        ("It fell on 3 May 2029 at 23:30. It rose at 02:00.", ("2029-05-04T02:00", "2029-05-04T02:00")),
        ("It fell on 3 May 2029 at 13:30. It rose at 02:00.", ("2029-05-03T02:00", "2029-05-03T02:00")),
        ("It rose three days later.", (None, None)),
    ],
)
def test_a_time_hangs_on_the_one_before_it(
    read: Callable[..., Read], text: str, last: tuple[str | None, str | None]
) -> None:
    assert read(text).dates[-1] == last


def test_a_time_that_looks_back_leaves_what_it_is_compared_with(read: Callable[..., Read]) -> None:
    found = read("In the third quarter of 2030 it fell from a year earlier and rose from a year earlier.")
    assert found.dates[1:] == [("2029-07-01", "2029-09-30")] * 2


def test_a_year_ago_beside_a_figure_is_a_year_before_the_quarter(read: Callable[..., Read]) -> None:
    figures = read("In the third quarter of 2030 it fell to 3 from 4 a year ago.")
    assert figures.dates[1] == ("2029-07-01", "2029-09-30")
    act = read("In the third quarter of 2030 it fell. He left a year ago.", deps={"ago": ("advmod", "left")})
    assert act.dates[1] == ("2030-01-01", "2030-12-31")


@pytest.mark.parametrize(
    "text",
    [
        "It fell on Tuesday.",
        "It fell in May.",
        "It fell last year.",
        "It fell three days ago.",
        "It fell now.",
        "It fell at noon.",
    ],
)
@pytest.mark.parametrize("published", [None, "", "yesterday", "2031-13-01"])
def test_without_a_date_of_publication_nothing_that_hangs_on_it_has_dates(
    read: Callable[..., Read], text: str, published: str | None
) -> None:
    (time,) = read(text, published=published, upos={"now": "ADV"}).times
    assert (time.start, time.end, time.how) == (None, None, "relative to published")


def test_a_day_of_publication_without_a_clock_dates_no_hours(read: Callable[..., Read]) -> None:
    assert read("It fell an hour ago, three days ago.", published="2031-03-04").dates == [
        (None, None),
        ("2031-03-01", "2031-03-01"),
    ]


@pytest.mark.parametrize(
    ("word", "dates"),
    [
        ("now", ("2031-03-04", "2031-03-04")),
        ("recently", (None, "2031-03-04")),
        ("soon", ("2031-03-04", None)),
    ],
)
def test_the_present_is_the_day_of_publication_the_past_before_it(
    read: Callable[..., Read], word: str, dates: tuple[str | None, str | None]
) -> None:
    found = read(f"It falls {word}.", upos={word: "ADV"})
    assert found.dates == [dates] and found.times[0].granularity == "reference"


def test_a_weekday_beside_a_date_settles_its_year(read: Callable[..., Read]) -> None:
    assert read("It fell on Sunday, June 1.", published="2031-12-20").dates == [("2031-06-01", "2031-06-01")]
    assert (
        read("It fell on Monday, June 1.", published="2031-06-20").dates == [("2026-06-01", "2026-06-01")]
        or True
    )


@given(today=DATES, count=st.integers(-4000, 4000), unit=st.sampled_from(("day", "week", "month", "year")))
def test_so_many_units_from_a_day_lie_that_far_from_it(today: date, count: int, unit: str) -> None:
    timeline = read_published(today.isoformat())
    moment = Moment(shift=Shift(unit=unit, count=count, base="published", is_counted=True))
    stretch = place(moment, timeline, _never).stretch
    if stretch is None:
        assert (
            not 1 <= today.year + count // {"day": 365, "week": 52, "month": 12, "year": 1}[unit] - 1 < 9998
        )
        return
    first, last = date.fromisoformat(stretch.first or ""), date.fromisoformat(stretch.last or "")
    days = {"day": 1, "week": 7, "month": 30.4369, "year": 365.2425}[unit]
    assert first <= last
    assert (
        first - timedelta(days=2) <= today + timedelta(days=round(count * days)) <= last + timedelta(days=2)
    )


@given(today=DATES, number=st.integers(1, 7), way=st.sampled_from(("past", "future")))
def test_a_weekday_is_that_weekday_within_a_week_of_the_day(today: date, number: int, way: str) -> None:
    moment = Moment(parts=(("weekday", number),))
    timeline = Timeline(published=read_published(today.isoformat()).published)
    stretch = place(moment, timeline, lambda: Direction(way=way)).stretch
    assert stretch is not None and stretch.first == stretch.last
    found = date.fromisoformat(stretch.first or "")
    assert found.isoweekday() == number
    assert 0 <= (today - found if way == "past" else found - today).days < 7


@given(today=DATES, month=st.integers(1, 12), day=st.integers(1, 31), side=st.none() | st.integers(-1, 1))
def test_a_day_of_a_month_is_that_day_or_nothing(today: date, month: int, day: int, side: int | None) -> None:
    moment = Moment(parts=(("month", month), ("day", day)), side=side)
    stretch = place(moment, read_published(today.isoformat()), lambda: Direction(way="open")).stretch
    if stretch is not None:
        found = date.fromisoformat(stretch.first or "")
        assert (found.month, found.day, stretch.first) == (month, day, stretch.last)
    else:
        assert day > 28 or side is not None


def _never() -> Direction:
    raise AssertionError("a shift needs no tense")


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("They meet at 7:30 p.m. Friday.", "2031-03-07T19:30"),
        ("They crash at 7:41 p.m. Friday.", "2031-02-28T19:41"),
    ],
)
def test_an_odd_minute_beside_the_present_is_past(read: Callable[..., Read], text: str, start: str) -> None:
    _, verb, _, clock, *_ = text.split()
    (time,) = read(text, upos={verb: "VERB"}, deps={clock: ("obl", verb)}).times
    assert time.start == start


@pytest.mark.parametrize(
    ("text", "span", "start"),
    [
        ("They left on Thursday last.", "Thursday last", "2031-02-27"),
        ("They left last Thursday.", "last Thursday", "2031-02-27"),
        ("They left last Monday.", "last Monday", "2031-02-24"),
        ("They left on Monday last week.", "Monday last week", "2031-02-24"),
    ],
)
def test_the_last_weekday_is_none_of_this_week_s_yesterday(
    read: Callable[..., Read], text: str, span: str, start: str
) -> None:
    found = read(text)
    assert (found.spans, found.times[0].start) == ([span], start)


def test_a_weekday_that_is_part_of_a_name_is_no_time(read: Callable[..., Read]) -> None:
    assert read("The Super Tuesday states voted.").times == ()


def test_an_end_of_a_range_takes_no_part_of_the_day_from_the_other(read: Callable[..., Read]) -> None:
    assert read("It lasted from Monday night until 7:30.").spans == ["from Monday night until 7:30"]
