"""Lays what expressions mean to the calendar: by the date of the report, or by the time told before.

Nothing is guessed: without a date of publication whatever counts from it has no dates.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import MAXYEAR, MINYEAR

from rashomon.extract.times.meanings import RANK, Lasting, Meaning, Moment, Range, Repeated, Shift, Vague
from rashomon.extract.times.narrowing import narrowed
from rashomon.extract.times.recurring import CYCLES, Ask, choose
from rashomon.extract.times.stretches import (
    DAY,
    ONE_DAY,
    Stretch,
    add_units,
    cut_edge,
    first_of,
    unit_around,
)
from rashomon.extract.times.tense import FUTURE, PAST, Direction
from rashomon.extract.times.timeline import BY_ANOTHER, BY_PUBLISHED, WRITTEN, Placed, Timeline

_EVENING, _DAWN = 18, 6
_WRITTEN_UNITS = ("year", "decade", "century")
"""Units whose numbers need no other time to be understood."""
_KEPT = {**dict.fromkeys(("century", "decade"), "year"), "year": "month", "week": "day", "hour": "minute"}
"""The narrowest unit that stays as narrow as it was when moved by units of the key; else the key itself.

A year after May 2031 is May 2032; a year after 8 May 2031 is 2032.
"""


def place(meaning: Meaning, timeline: Timeline, ask: Ask) -> Placed:
    """Lay a meaning to the calendar; what lies in its first or last year, or beyond, has no dates."""
    try:
        placed = _place(meaning, timeline, ask)
    except (OverflowError, ValueError):
        return Placed(stretch=None, how=_how(meaning))
    if placed.stretch is not None and not MINYEAR < placed.stretch.at.year < MAXYEAR:
        return Placed(stretch=None, how=placed.how)
    return placed


def _place(meaning: Meaning, timeline: Timeline, ask: Ask) -> Placed:
    if isinstance(meaning, Moment):
        return _place_moment(meaning, timeline, ask)
    if isinstance(meaning, Range):
        return _place_range(meaning, timeline, ask)
    if isinstance(meaning, Lasting):
        return _place_lasting(meaning, timeline)
    if isinstance(meaning, Vague):
        return _place_vague(meaning, timeline)
    return Placed(stretch=None, how=WRITTEN)


def _how(meaning: Meaning) -> str:
    """Tell what an expression counts from, by its words alone."""
    if isinstance(meaning, Range):
        return _how(meaning.last)
    if isinstance(meaning, Moment) and meaning.shift is not None and meaning.shift.base == "another":
        return BY_ANOTHER
    if isinstance(meaning, Repeated) or (isinstance(meaning, Lasting) and not meaning.side):
        return WRITTEN
    is_written = isinstance(meaning, Moment) and not meaning.shift and meaning.widest in _WRITTEN_UNITS
    return WRITTEN if is_written else BY_PUBLISHED


def _place_moment(moment: Moment, timeline: Timeline, ask: Ask) -> Placed:
    if not moment.has_date:
        return Placed(stretch=None, how=_how(moment))
    head, how = _head(moment, timeline, ask)
    stretch = None if head is None else narrowed(moment, head)
    if stretch is not None and moment.edge:
        stretch = _cut(stretch, moment.edge, timeline.today)
    return Placed(stretch=stretch, how=how)


def _head(moment: Moment, timeline: Timeline, ask: Ask) -> tuple[Stretch | None, str]:
    """Find the widest stretch that the moment lies in, before it is narrowed."""
    for unit in _WRITTEN_UNITS:
        number = moment.get(unit)
        if number is not None:
            return unit_around(unit, first_of(number * 100 - 99 if unit == "century" else number)), WRITTEN
    if moment.shift is not None:
        return _shifted(moment, moment.shift, timeline), _how(moment)
    if moment.widest not in CYCLES:
        return _day_of(moment, timeline, ask)
    if timeline.today is None:
        return None, BY_PUBLISHED
    return choose(moment, timeline.today, ask), BY_PUBLISHED


def _day_of(moment: Moment, timeline: Timeline, ask: Ask) -> tuple[Stretch | None, str]:
    """Give the day for a bare time of the day: the last one told in the paragraph, else the report's.

    A night goes on: "at 23:30" and then "at 02:00" is the next day. What is told as past but was still to
    come when the report was published is of the day before.
    """
    today, now = timeline.today, timeline.published
    if timeline.scene is not None:
        return (
            _day_after(timeline.scene) if _passes_midnight(moment, timeline) else timeline.scene
        ), BY_ANOTHER
    if today is None or now is None or not timeline.has_clock:
        return today, BY_PUBLISHED
    found = narrowed(moment, today)
    if found is not None and found.start and found.start > now and ask().way == PAST:
        today = unit_around("day", today.at - ONE_DAY)
    return today, BY_PUBLISHED


def _passes_midnight(moment: Moment, timeline: Timeline) -> bool:
    hour, last = moment.get("hour"), timeline.last
    if hour is None or moment.is_twelve_hour or last is None or not last.is_clock:
        return False
    return last.at.hour >= _EVENING and hour < _DAWN


def _day_after(day: Stretch) -> Stretch:
    return unit_around("day", day.at + ONE_DAY)


def _shifted(moment: Moment, shift: Shift, timeline: Timeline) -> Stretch | None:
    """Count from the report's date or from the time told before."""
    today = timeline.today
    if shift.count is None:
        return None
    if shift.base == "another":
        is_comparison = shift.unit == "year" and shift.is_counted and shift.count < 0
        base = (timeline.period if is_comparison else None) or timeline.last
        is_counted = shift.is_counted and not moment.parts
        return None if base is None else _moved(base, shift.unit, shift.count, is_counted=is_counted)
    if today is None or timeline.published is None:
        return None
    if RANK[shift.unit] > DAY:
        at = add_units(timeline.published, shift.unit, shift.count)
        return replace(unit_around("minute", at), zone=timeline.zone) if timeline.has_clock else None
    at = add_units(today.at, shift.unit, shift.count)
    found = unit_around(shift.unit, at)
    return replace(found, start=at, stop=today.stop) if moment.is_rolling and shift.count < 0 else found


def _moved(base: Stretch, unit: str, count: float, *, is_counted: bool) -> Stretch | None:
    """Move a stretch so many units on.

    "The next week" is a week of the calendar, and none where the base is wider. "A week later" is as wide as
    the base, but no narrower than its unit tells; "an hour later" needs a base told by the clock.
    """
    if RANK[unit] > DAY and not base.is_clock:
        return None
    at = add_units(base.at, unit, count)
    if not is_counted and RANK[base.unit] < RANK[unit]:
        return None
    if not is_counted or RANK[base.unit] > RANK[_KEPT.get(unit, unit)]:
        return unit_around(unit, at)
    start, stop = (None if one is None else add_units(one, unit, count) for one in (base.start, base.stop))
    return replace(base, start=start, stop=stop, at=at)


def _cut(stretch: Stretch, edge: str, today: Stretch | None) -> Stretch:
    """Keep an edge; "earlier" and "later" cut a stretch that today lies in at today."""
    if edge in ("start", "mid", "end"):
        return cut_edge(stretch, edge)
    if today is None or stretch.start is None or stretch.stop is None or stretch.unit == "day":
        return stretch
    if not stretch.start <= today.at < stretch.stop:
        return stretch
    return replace(stretch, stop=today.stop) if edge == "earlier" else replace(stretch, start=today.start)


def _place_range(meaning: Range, timeline: Timeline, ask: Ask) -> Placed:
    first, last = _filled(meaning.first, meaning.last), _filled(meaning.last, meaning.first)
    one, other = _place_moment(first, timeline, ask), _place_moment(last, timeline, ask)
    begin, end = one.stretch, other.stretch
    if begin is not None and end is not None and end.at < begin.at:
        end = _next_after(begin, end, last)
    if begin is None or end is None or end.at < begin.at:
        return Placed(stretch=None, how=one.how, ends=(begin, end))
    return Placed(stretch=replace(end, start=begin.start, at=begin.at), how=one.how, ends=(begin, end))


def _next_after(begin: Stretch, end: Stretch, last: Moment) -> Stretch | None:
    """Find the end of a range that would lie before its start: "Friday to Monday", "6 p.m. to 5 a.m."."""
    if end.is_clock:
        start, stop = (None if one is None else one + ONE_DAY for one in (end.start, end.stop))
        return replace(end, start=start, stop=stop, at=end.at + ONE_DAY)
    from_begin = Timeline(published=begin.at, last=begin)
    return _place_moment(last, from_begin, lambda: Direction(way=FUTURE, is_certain=True)).stretch


def _filled(moment: Moment, other: Moment) -> Moment:
    """Give one end of a range what only the other tells: year, month, day; not its part of a day."""
    widest = RANK[moment.widest or "second"]
    lacking = tuple(part for part in other.parts if RANK[part[0]] < widest and part[0] != "part")
    shift = other.shift if other.shift and RANK[other.shift.unit] < widest else None
    parts = tuple(sorted((*lacking, *moment.parts), key=lambda part: RANK[part[0]]))
    return replace(moment, parts=parts, shift=moment.shift or shift, zone=moment.zone or other.zone)


def _place_lasting(lasting: Lasting, timeline: Timeline) -> Placed:
    """Lay "the past three weeks" to the calendar; a length counted from nowhere has no dates."""
    today, now = timeline.today, timeline.published
    is_clock, is_back = RANK[lasting.unit] > DAY, lasting.side < 0
    if not lasting.side or today is None or now is None or (is_clock and not timeline.has_clock):
        return Placed(stretch=None, how=_how(lasting))
    begin, end = (now, now) if is_clock else (today.at, today.at + ONE_DAY)
    base = begin if is_back else end
    far = None if lasting.count is None else add_units(base, lasting.unit, lasting.side * lasting.count)
    stretch = Stretch(
        start=far if is_back else base,
        stop=end if is_back else far,
        unit=lasting.unit,
        at=far or base,
        zone=timeline.zone if is_clock else None,
    )
    return Placed(stretch=stretch, how=BY_PUBLISHED)


def _place_vague(vague: Vague, timeline: Timeline) -> Placed:
    """Lay "now" to the day of publication, "recently" to the days up to it, "soon" to those from it."""
    today = timeline.today
    if today is None:
        return Placed(stretch=None, how=BY_PUBLISHED)
    start = None if vague.side == "past" else today.start
    stop = None if vague.side == "future" else today.stop
    return Placed(stretch=replace(today, start=start, stop=stop), how=BY_PUBLISHED)
