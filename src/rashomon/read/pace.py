"""How often a host is asked: a pause between requests, longer where the host asks for it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from rashomon.read.reasons import ASKED_TO_WAIT, NoReport

_UNSAID_SECONDS = 300.0
"""How long a host is left alone that asks for it and does not say how long."""


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The time of day, seconds since some moment, and waiting; tests put in ones that take no time."""

    now: Callable[[], datetime] = _now
    elapsed: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


class Pace:
    """Keeps the pauses between requests to each host.

    ``patience_seconds`` is the longest that one request waits for its turn.
    """

    def __init__(self, pause_seconds: float, patience_seconds: float, clock: Clock) -> None:
        self._usual = pause_seconds
        self._patience = patience_seconds
        self._clock = clock
        self._pauses: dict[str, float] = {}
        self._next: dict[str, float] = {}

    def wait(self, host: str) -> None:
        """Wait for a host's turn; raises NoReport, at once, if that would take too long."""
        left = self._next.get(host, 0.0) - self._clock.elapsed()
        if left > self._patience:
            raise NoReport(ASKED_TO_WAIT, f"{host} is not to be asked for another {left:.0f} seconds")
        if left > 0:
            self._clock.sleep(left)
        self._next[host] = self._clock.elapsed() + self._pauses.get(host, self._usual)

    def slow_down(self, host: str, pause_seconds: float) -> None:
        """Take at least so long between requests to a host (``Crawl-delay``)."""
        self._pauses[host] = max(self._usual, pause_seconds)

    def hold(self, host: str, retry_after: str | None) -> None:
        """Leave a host alone for as long as it says in ``Retry-After``, in seconds or as a date."""
        seconds = self._read_seconds(retry_after or "")
        self._next[host] = max(self._next.get(host, 0.0), self._clock.elapsed() + seconds)

    def _read_seconds(self, written: str) -> float:
        if written.isdecimal() and len(written) < 10:
            return float(written)
        try:
            moment = parsedate_to_datetime(written)
            return max(0.0, (moment - self._clock.now()).total_seconds())
        except (TypeError, ValueError):
            return _UNSAID_SECONDS
