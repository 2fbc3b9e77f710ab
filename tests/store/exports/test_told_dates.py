"""Days of events are those that are told."""

from __future__ import annotations

import pytest

from rashomon.records import Time
from rashomon.store.exports.told_dates import day_of, month_in, year_of


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2031-10-14T05:00", "2031-10-14T05:59", ("2031-10-14", "2031-10", "2031")),
        ("2031-10-14", "2031-10-14", ("2031-10-14", "2031-10", "2031")),
        ("2031-10-01", "2031-10-31", (None, "2031-10", "2031")),
        ("2031-01-01", "2031-12-31", (None, None, "2031")),
        ("2030-12-31", "2031-01-01", (None, None, None)),
        ("2031-10-14", None, (None, None, None)),
        (None, "2031-10-14", (None, None, None)),
        ("-0044-03-15", "-0044-03-15", (None, None, None)),
        ("٢٠٣١-١٠-١٤", "٢٠٣١-١٠-١٤", (None, None, None)),
    ],
)
def test_a_unit_is_told_if_the_whole_time_lies_in_one(
    start: str | None, end: str | None, expected: tuple[str | None, ...]
) -> None:
    time = Time(id="t", span=(0, 1), start=start, end=end, granularity="day", how="written")
    assert (day_of(time), month_in(time), year_of(time)) == expected


def test_no_time_has_no_day() -> None:
    assert day_of(None) is None
