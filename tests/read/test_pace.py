"""A host is asked no more often than it likes."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime

import pytest

from rashomon.read.pace import Clock, Pace
from rashomon.read.reasons import NoReport


@pytest.fixture
def waits() -> list[float]:
    """The waits there would have been; together they are the time."""
    return []


@pytest.fixture
def pace(waits: list[float]) -> Pace:
    noon = datetime(2031, 3, 4, 12, tzinfo=UTC)
    return Pace(2, 60, Clock(now=lambda: noon, elapsed=lambda: sum(waits), sleep=waits.append))


def test_each_host_has_its_own_pause(pace: Pace, waits: list[float]) -> None:
    for host in ("a", "b", "a", "a", "b"):
        pace.wait(host)
    assert waits == [2, 2]
    waits.append(100)
    pace.wait("a")
    assert waits == [2, 2, 100]


def test_slower_pace_is_kept_and_faster_is_not(pace: Pace, waits: list[float]) -> None:
    pace.slow_down("a", 7)
    pace.slow_down("b", 0.1)
    for host in ("a", "a", "b", "b"):
        pace.wait(host)
    assert waits == [7, 2]


@pytest.mark.parametrize(
    ("retry_after", "wait"),
    [
        ("30", 30),
        ("0", None),
        (format_datetime(datetime(2031, 3, 4, 12, 0, 50, tzinfo=UTC), usegmt=True), 50),
        (format_datetime(datetime(2031, 3, 4, 11, tzinfo=UTC), usegmt=True), None),
    ],
)
def test_held_host_is_waited_for(
    pace: Pace, waits: list[float], retry_after: str, wait: float | None
) -> None:
    pace.hold("a", retry_after)
    pace.wait("a")
    assert waits == ([] if wait is None else [wait])


@pytest.mark.parametrize("retry_after", ["61", "99999999999", "soon", "", None, "-5", "Tue, 99 Mar 2031"])
def test_wait_beyond_patience_is_refused_at_once(
    pace: Pace, waits: list[float], retry_after: str | None
) -> None:
    pace.hold("a", retry_after)
    with pytest.raises(NoReport, match="a is not to be asked for another") as problem:
        pace.wait("a")
    assert problem.value.reason == "asked to wait"
    assert not waits
    pace.wait("b")
