"""From a wide stretch of the calendar down to the narrowest that a moment tells."""

from __future__ import annotations

from dataclasses import replace

from rashomon.extract.times.meanings import RANK, Moment
from rashomon.extract.times.stretches import Stretch, narrow, narrow_to_part
from rashomon.extract.times.vocabulary import load_vocabulary

_NIGHT_ENDS = 6


def narrowed(moment: Moment, head: Stretch) -> Stretch | None:
    """Go from the widest stretch down to the narrowest that is told; a weekday beside a date adds nothing."""
    stretch = head
    for unit, number in moment.parts:
        if RANK[unit] <= RANK[stretch.unit] or (unit == "weekday" and stretch.unit != "week"):
            continue
        narrower = _one_step(moment, stretch, unit, number)
        if narrower is None:
            return None
        if narrower is stretch:
            break
        stretch = narrower
    return replace(stretch, zone=moment.zone) if moment.zone else stretch


def _one_step(moment: Moment, stretch: Stretch, unit: str, number: int) -> Stretch | None:
    """Take one step; an hour of which nothing tells morning from evening leaves the day as it is."""
    if unit == "part":
        return narrow_to_part(stretch, load_vocabulary().values[moment.day_part or ""])
    if unit == "hour" and moment.is_twelve_hour:
        hour = of_twelve(number, stretch.part)
        return stretch if hour is None else narrow(stretch, unit, hour)
    return narrow(stretch, unit, number)


def of_twelve(hour: int, part: str | None) -> int | None:
    """Tell which of its two an hour like "four o'clock" is; over 24 on the next day, None if nothing tells.

    >>> of_twelve(4, "MO"), of_twelve(4, "AF"), of_twelve(2, "NI"), of_twelve(11, "NI"), of_twelve(4, None)
    (4, 16, 26, 23, None)
    """
    if part is None:
        return None
    half = hour % 12
    if part == "NI" and half < _NIGHT_ENDS:
        return half + 24
    return half if part == "MO" else half + 12
