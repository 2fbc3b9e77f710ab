"""Which of all the Tuesdays, Mays or springs is meant: by "last" and "next", by tense, or the nearest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType

from rashomon.extract.times.meanings import RANK, Moment
from rashomon.extract.times.narrowing import narrowed
from rashomon.extract.times.stretches import DAY, ONE_DAY, Stretch, add_units, unit_around
from rashomon.extract.times.tense import FUTURE, OPEN, PAST, PRESENT, Direction

CYCLES = {
    **dict.fromkeys(("month", "quarter", "season", "half"), "year"),
    **dict.fromkeys(("weekday", "weekend"), "week"),
    "day": "month",
}
"""Units that come again, and how long that takes."""
_TURNS = range(-4, 5)
"""Cycles before and after the present one that are looked at: a 29 February is found."""
_SCHEDULED = 5
"""Minutes that what is to come is fixed by: "meets at 7:30 p.m. Tuesday" lies ahead, "at 7:41" does not."""
Ask = Callable[[], Direction]
"""Finds which way an expression points; asked only where its words leave that open."""
Choices = Mapping[int, Stretch]
"""What may be meant, by how many cycles away it is; in order of time."""


def choose(moment: Moment, today: Stretch, ask: Ask) -> Stretch | None:
    """Choose the one that a moment without a year or week means.

    Args:
        moment: what the words say; its widest unit is one of ``CYCLES``.
        today: the day of publication.
        ask: finds which way the words point.
    """
    cycle = CYCLES[moment.widest or ""]
    choices = _choices(tuple(part for part in moment.parts if RANK[part[0]] <= DAY), cycle, today.at)
    if moment.side is not None:
        return _by_side(choices, moment.side, today, is_week=cycle == "week")
    weekday, told = moment.get("weekday"), list(choices.values())
    told = [one for one in told if weekday in (None, one.at.isoweekday())] or told
    direction = ask()
    if direction.way == PRESENT and (moment.get("minute") or 0) % _SCHEDULED:
        direction = replace(direction, way=PAST)
    if moment.get("day") is not None and not direction.is_certain:
        return _nearest(told, today)
    return _by_way(told, _way(direction, is_week=cycle == "week"), today)


@lru_cache(maxsize=1024)
def _choices(parts: tuple[tuple[str, int], ...], cycle: str, today: datetime) -> Choices:
    """Give the stretch of these parts in each cycle around today, where there is one."""
    moment, around = Moment(parts=parts), unit_around(cycle, today).at
    found = ((turn, narrowed(moment, unit_around(cycle, add_units(around, cycle, turn)))) for turn in _TURNS)
    return MappingProxyType({turn: stretch for turn, stretch in found if stretch is not None})


def _by_side(choices: Choices, side: int, today: Stretch, *, is_week: bool) -> Stretch | None:
    """Choose "this", "last" or "next".

    "Last" has ended before the present one of its kind began, and of weekdays is not yesterday, which is told
    by its bare name; "next" is still to begin, and of weekdays is that of the next week.
    """
    if side == 0:
        around = (one for one in choices.values() if one.at <= today.at and one.stop and one.stop > today.at)
        return next(around, None) or choices.get(0)
    if side < 0:
        ended = (
            one
            for one in choices.values()
            if one.stop
            and one.stop + ONE_DAY * (is_week and one.unit == "day") <= unit_around(one.unit, today.at).at
        )
        return max(ended, key=lambda one: one.at, default=None)
    return next(
        (one for turn, one in choices.items() if one.at > today.at and (turn > 0 or not is_week)), None
    )


def _way(direction: Direction, *, is_week: bool) -> str:
    """Choose a side of the present by tense.

    A weekday points back unless its verb speaks of what is or comes; a month is the nearest unless its own
    verb says otherwise. (A day of a month is the nearest in any case.)
    """
    if is_week:
        is_ahead = direction.way == FUTURE or (direction.way == PRESENT and direction.is_direct)
        return FUTURE if is_ahead else PAST
    return direction.way if direction.is_direct else OPEN


def _by_way(choices: list[Stretch], way: str, today: Stretch) -> Stretch | None:
    if way == PAST:
        return next((one for one in reversed(choices) if one.at <= today.at), None)
    if way == FUTURE:
        return next((one for one in choices if one.stop and one.stop > today.at), None)
    return _nearest(choices, today)


def _nearest(choices: list[Stretch], today: Stretch) -> Stretch | None:
    return min(choices, key=lambda one: abs(one.at - today.at), default=None)
