"""What a host's robots.txt lets us fetch (RFC 9309), read once a day."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.read.addresses import Target
from rashomon.read.pace import Clock
from rashomon.read.reasons import DAMAGED, ROBOTS, TOO_LARGE, NoReport

if TYPE_CHECKING:
    from protego import Protego

_KEPT_SECONDS = 86_400.0
_FAILURE_KEPT_SECONDS = 600.0
_HOSTS_LIMIT = 1_000
SIZE_BYTES = 512_000
"""Robots files over this are not read; the standard asks for 500 KiB at least."""
_TOO_MANY_REQUESTS = 429


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    """What is kept of one host: rules, or why there are none and nothing may be fetched."""

    until: float
    parsed: Protego | None = None
    problem: NoReport | None = None


class Robots:
    """Asks each host for its robots.txt and keeps the answer.

    ``get`` fetches an address and gives status and body, or raises NoReport.
    """

    def __init__(self, agent: str, get: Callable[[Target], tuple[int, bytes]], clock: Clock) -> None:
        self._agent = agent
        self._get = get
        self._clock = clock
        self._kept: OrderedDict[str, _Rules] = OrderedDict()

    def check(self, target: Target) -> float | None:
        """Give the pause a host asks for, if any; raises NoReport if the address is not to be fetched."""
        rules = self._kept.get(target.origin)
        if rules is None or rules.until < self._clock.elapsed():
            rules = self._read(target)
            self._kept[target.origin] = rules
            while len(self._kept) > _HOSTS_LIMIT:
                self._kept.popitem(last=False)
        if rules.problem is not None:
            raise NoReport(rules.problem.reason, rules.problem.detail)
        if rules.parsed is None:
            return None
        if not rules.parsed.can_fetch(target.url, self._agent):
            raise NoReport(ROBOTS)
        return rules.parsed.crawl_delay(self._agent)

    def _read(self, target: Target) -> _Rules:
        from protego import Protego

        place = Target(scheme=target.scheme, host=target.host, port=target.port, path="/robots.txt")
        now = self._clock.elapsed()
        try:
            status, body = self._get(place)
        except NoReport as problem:
            if problem.reason in (TOO_LARGE, DAMAGED):
                problem = NoReport(ROBOTS, f"its robots.txt is {problem.reason}")
            return _Rules(until=now + _FAILURE_KEPT_SECONDS, problem=problem)
        if status == _TOO_MANY_REQUESTS or status >= 500:
            problem = NoReport(ROBOTS, f"its robots.txt answers with status {status}")
            return _Rules(until=now + _FAILURE_KEPT_SECONDS, problem=problem)
        parsed = Protego.parse(body.decode("utf-8-sig", "replace")) if status == 200 else None
        return _Rules(until=now + _KEPT_SECONDS, parsed=parsed)
