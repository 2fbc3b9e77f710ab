"""Lays what expressions mean to the calendar: by the date of the report, or by the time told before.

Nothing is guessed: without a date of publication whatever counts from it has no dates.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from rashomon.extract.times.meanings import RANK, Lasting, Moment, Range, Shift, Vague
from rashomon.extract.times.stretches import (
    DAY,
    Stretch,
    add_units,
    cut_edge,
    narrow,
    narrow_to_part,
    unit_around,
)
from rashomon.extract.times.tense import FUTURE, OPEN, PAST, PRESENT, Direction
from rashomon.extract.times.vocabulary import load_vocabulary

WRITTEN, BY_PUBLISHED, BY_ANOTHER = "written", "relative to published", "relative to another"
_CYCLES = {
    **dict.fromkeys(("month", "quarter", "season", "half"), "year"),
    **dict.fromkeys(("weekday", "weekend"), "week"),
    "day": "month",
}
"""Units that come again, and how long that takes."""
_KEPT = {
    "century": "year",
    "decade": "year",
    "year": "month",
    "half": "month",
    "quarter": "month",
    "week": "day",
}
"""The narrowest unit that a shift by the key leaves as narrow as it was: a year after May 2031 is May 2032."""
_NIGHT_ENDS = 6
_ONE_DAY = timedelta(days=1)
Ask = Callable[[], Direction]
"""Finds which way an expression points; asked only where its words leave that open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where an expression lies, None where that cannot be known, and what it was counted from."""

    stretch: Stretch | None
    how: str


@dataclass(slots=True)
class Timeline:
    """When a report was published, and the times told so far.

    ``last`` is the time told last, ``period`` the last that is wider than a week: what "a year earlier" is
    compared with, ``scene`` the last day told in the paragraph that is being read.
    """

    published: datetime | None
    has_clock: bool
    zone: str | None
    last: Stretch | None = None
    period: Stretch | None = None
    scene: Stretch | None = None

    def tell(self, stretch: Stretch) -> None:
        """Note a time that what follows may hang on."""
        self.last = stretch
        if RANK[stretch.unit] < RANK["week"]:
            self.period = stretch
        elif RANK[stretch.unit] >= DAY:
            self.scene = unit_around("day", stretch.at)

    @property
    def today(self) -> Stretch | None:
        """The day of publication."""
        return None if self.published is None else unit_around("day", self.published)


def read_published(published: str | None) -> Timeline:
    """Read the date of a report: ISO 8601, with or without a time; anything else is not known.

    >>> read_published("2031-03-04T17:40:00+01:00").zone, read_published("last week").published
    ('+01:00', None)
    """
    try:
        at = datetime.fromisoformat(published or "")
    except ValueError:
        return Timeline(None, False, None)
    zone = at.isoformat()[19:] or None
    return Timeline(at.replace(tzinfo=None), ":" in (published or ""), zone)


def place(meaning: Moment | Range, timeline: Timeline, direction: Ask) -> Placed:
    """Lay a moment or a range to the calendar."""
    try:
        if isinstance(meaning, Range):
            return _place_range(meaning, timeline, direction)
        return _place_moment(meaning, timeline, direction)
    except (OverflowError, ValueError):
        return Placed(stretch=None, how=WRITTEN)


def _place_moment(moment: Moment, timeline: Timeline, direction: Ask) -> Placed:
    if not moment.has_date:
        return Placed(stretch=None, how=WRITTEN)
    head, how = _head(moment, timeline, direction)
    stretch = head if head is None else _narrowed(head, moment)
    if stretch is not None and moment.edge:
        stretch = _cut(stretch, moment.edge, timeline)
    return Placed(stretch=stretch, how=how)


def _head(moment: Moment, timeline: Timeline, direction: Ask) -> tuple[Stretch | None, str]:
    """Find the widest stretch that the moment lies in, before it is narrowed."""
    for unit in ("year", "decade", "century"):
        number = moment.get(unit)
        if number is not None:
            year = (number - 1) * 100 + 1 if unit == "century" else number
            return unit_around(unit, datetime(year, 1, 1)), WRITTEN
    if moment.shift is not None:
        how = BY_PUBLISHED if moment.shift.base == "published" else BY_ANOTHER
        shift = replace(moment.shift, is_counted=moment.shift.is_counted and not moment.parts)
        return _shifted(shift, timeline, is_rolling=moment.is_rolling), how
    if moment.widest in _CYCLES:
        return _recurring(moment, timeline, direction), BY_PUBLISHED
    return _day_of(moment, timeline, direction)


def _day_of(moment: Moment, timeline: Timeline, direction: Ask) -> tuple[Stretch | None, str]:
    """Give the day for a bare time of the day: the last one told in the paragraph, else the report's.

    What is told as past but was still to come when the report was published is of the day before.
    """
    if timeline.scene is not None:
        return timeline.scene, BY_ANOTHER
    today = timeline.today
    if today is None or timeline.published is None or not timeline.has_clock:
        return today, BY_PUBLISHED
    found = _narrowed(today, moment)
    if found is not None and found.start and found.start > timeline.published and direction().way == PAST:
        today = unit_around("day", today.at - _ONE_DAY)
    return today, BY_PUBLISHED


def _shifted(shift: Shift, timeline: Timeline, *, is_rolling: bool) -> Stretch | None:
    if shift.count is None:
        return None
    if shift.base == "another":
        compares = shift.unit == "year" and shift.is_counted and (shift.count or 0) < 0
        base = (timeline.period if compares else None) or timeline.last
        return None if base is None else _hung(base, shift)
    today = timeline.today
    if today is None or timeline.published is None:
        return None
    if RANK[shift.unit] > DAY:
        if not timeline.has_clock:
            return None
        at = add_units(timeline.published, shift.unit, shift.count)
        return replace(unit_around("minute", at), zone=timeline.zone)
    at = add_units(today.at, shift.unit, shift.count)
    found = unit_around(shift.unit, at)
    return replace(found, start=at, stop=today.at + _ONE_DAY) if is_rolling else found


def _hung(base: Stretch, shift: Shift) -> Stretch | None:
    """Shift from another time: "the next week" is a week of the calendar, "a week later" as wide as the base.

    "That day" of a month is not known.
    """
    count = shift.count or 0
    if shift.is_counted:
        return _moved(base, shift.unit, count)
    if RANK[base.unit] < RANK[shift.unit]:
        return None
    return unit_around(shift.unit, add_units(base.at, shift.unit, count))


def _moved(base: Stretch, unit: str, count: float) -> Stretch:
    """Move a stretch; what is told in wide units keeps its width, what is told narrowly takes the unit's."""
    at = add_units(base.at, unit, count)
    if RANK[base.unit] > RANK[_KEPT.get(unit, unit)]:
        return unit_around(unit, at)
    start, stop = (None if one is None else add_units(one, unit, count) for one in (base.start, base.stop))
    return replace(base, start=start, stop=stop, at=at)


def _narrowed(head: Stretch, moment: Moment) -> Stretch | None:
    """Go from the widest stretch down to the narrowest that is told."""
    stretch: Stretch | None = head
    for unit, number in moment.parts:
        if stretch is None:
            return None
        if RANK[unit] <= RANK[stretch.unit] or (unit == "weekday" and stretch.unit != "week"):
            continue
        if unit == "weekday" and moment.get("day") is not None:
            continue
        if unit == "part":
            stretch = narrow_to_part(stretch, load_vocabulary().values[moment.day_part or ""])
        elif unit == "hour" and moment.is_twelve_hour:
            hour = _of_twelve(number, stretch.part)
            if hour is None:
                return stretch
            stretch = narrow(stretch, unit, hour)
        else:
            stretch = narrow(stretch, unit, number)
    return stretch if stretch is None or moment.zone is None else replace(stretch, zone=moment.zone)


def _of_twelve(hour: int, part: str | None) -> int | None:
    """Tell which of its two an hour like "four o'clock" is; over 24 on the next day, None where nothing tells.

    >>> _of_twelve(4, "MO"), _of_twelve(4, "AF"), _of_twelve(2, "NI"), _of_twelve(11, "NI"), _of_twelve(4, None)
    (4, 16, 26, 23, None)
    """
    if part is None:
        return None
    half = hour % 12
    if part == "NI" and half < _NIGHT_ENDS:
        return half + 24
    return half if part == "MO" else half + 12


def _recurring(moment: Moment, timeline: Timeline, direction: Ask) -> Stretch | None:
    """Choose among the months, weekdays or seasons of one name: by side, by tense, or the nearest."""
    today = timeline.today
    if today is None:
        return None
    cycle = _CYCLES[moment.widest or ""]
    parts = tuple(part for part in moment.parts if RANK[part[0]] <= DAY)
    dated = replace(moment, parts=parts, zone=None)
    choices: list[tuple[int, Stretch]] = []
    for turn in range(-4, 5):
        around = unit_around(cycle, add_units(unit_around(cycle, today.at).at, cycle, turn))
        choice = _narrowed(around, dated)
        if choice is not None:
            choices.append((turn, choice))
    if moment.side is not None:
        return _by_side(choices, moment.side, today)
    told = [choice for _, choice in choices]
    told = [choice for choice in told if _is_weekday(choice, moment)] or told
    asked = direction()
    if moment.get("day") is not None and not asked.is_certain:
        return _nearest(told, today)
    return _by_way(told, _way(asked, is_week=cycle == "week"), today)


def _is_weekday(day: Stretch, moment: Moment) -> bool:
    """Say whether a date is the weekday that is told with it: a check on the year."""
    return moment.get("weekday") in (None, day.at.isoweekday())


def _way(direction: Direction, *, is_week: bool) -> str:
    """Choose a side of the present by tense.

    A weekday points back unless its verb speaks of what is or comes; a month is the nearest unless its own
    verb says otherwise. A day of a month is the nearest.
    """
    if is_week:
        is_ahead = direction.way == FUTURE or (direction.way == PRESENT and direction.is_direct)
        return FUTURE if is_ahead else PAST
    return direction.way if direction.is_direct else OPEN


def _by_side(choices: list[tuple[int, Stretch]], side: int, today: Stretch) -> Stretch | None:
    if side == 0:
        around = [one for _, one in choices if one.at <= today.at and one.stop and one.stop > today.at]
        return next(iter(around), None) or next((one for turn, one in choices if turn == 0), None)
    if side < 0:
        before = [one for _, one in choices if one.stop and one.stop <= unit_around(one.unit, today.at).at]
        return before[-1] if before else None
    is_week = choices[0][1].unit == "day" and choices[1][1].at - choices[0][1].at == 7 * _ONE_DAY
    return next((one for turn, one in choices if one.at > today.at and (not is_week or turn > 0)), None)


def _by_way(choices: list[Stretch], way: str, today: Stretch) -> Stretch | None:
    if way == PAST:
        return next((one for one in reversed(choices) if one.at <= today.at), None)
    if way == FUTURE:
        return next((one for one in choices if one.stop and one.stop > today.at), None)
    return _nearest(choices, today)


def _nearest(choices: list[Stretch], today: Stretch) -> Stretch | None:
    return min(choices, key=lambda one: abs(one.at - today.at), default=None)


def _cut(stretch: Stretch, edge: str, timeline: Timeline) -> Stretch:
    today = timeline.today
    if edge in ("start", "mid", "end"):
        return cut_edge(stretch, edge)
    if today is None or stretch.start is None or stretch.stop is None:
        return stretch
    if not stretch.start <= today.at < stretch.stop or stretch.unit == "day":
        return stretch
    return (
        replace(stretch, stop=today.at + _ONE_DAY) if edge == "earlier" else replace(stretch, start=today.at)
    )


def _place_range(meaning: Range, timeline: Timeline, direction: Ask) -> Placed:
    first, last = _filled(meaning.first, meaning.last), _filled(meaning.last, meaning.first)
    one = _place_moment(first, timeline, direction)
    other = _place_moment(last, timeline, direction)
    if one.stretch is None or other.stretch is None:
        return Placed(stretch=None, how=one.how)
    if RANK[other.stretch.unit] > DAY and other.stretch.at < one.stretch.at:
        other = replace(other, stretch=_moved(other.stretch, "day", 1))
    elif other.stretch.at < one.stretch.at and other.how != WRITTEN:
        later = Timeline(one.stretch.at, False, None, one.stretch)
        other = _place_moment(last, later, lambda: Direction(way=FUTURE, is_certain=True))
    if other.stretch is None or other.stretch.at < one.stretch.at:
        return Placed(stretch=None, how=one.how)
    return Placed(stretch=replace(other.stretch, start=one.stretch.start, at=one.stretch.at), how=one.how)


def _filled(moment: Moment, other: Moment) -> Moment:
    """Give one end of a range what only the other tells: the year, the month, the day."""
    widest = RANK[moment.widest or "second"]
    lacking = tuple(part for part in other.parts if RANK[part[0]] < widest)
    shift = moment.shift or (other.shift if other.shift and RANK[other.shift.unit] < widest else None)
    parts = tuple(sorted((*lacking, *moment.parts), key=lambda part: RANK[part[0]]))
    return replace(moment, parts=parts, shift=shift, zone=moment.zone or other.zone)


def place_lasting(lasting: Lasting, timeline: Timeline) -> Placed:
    """Lay "the past three weeks" to the calendar; a length counted from nowhere has no dates."""
    today = timeline.today
    if not lasting.side:
        return Placed(stretch=None, how=WRITTEN)
    if today is None or timeline.published is None:
        return Placed(stretch=None, how=BY_PUBLISHED)
    is_back, is_clock = lasting.side < 0, RANK[lasting.unit] > DAY
    if is_clock and not timeline.has_clock:
        return Placed(stretch=None, how=BY_PUBLISHED)
    now = timeline.published if is_clock else today.at if is_back else today.at + _ONE_DAY
    try:
        at = None if lasting.count is None else add_units(now, lasting.unit, lasting.side * lasting.count)
    except (OverflowError, ValueError):
        return Placed(stretch=None, how=BY_PUBLISHED)
    start, stop = (at, timeline.published if is_clock else today.stop) if is_back else (now, at)
    zone = timeline.zone if is_clock else None
    return Placed(
        stretch=Stretch(start=start, stop=stop, unit=lasting.unit, at=at or now, zone=zone), how=BY_PUBLISHED
    )


def place_vague(vague: Vague, timeline: Timeline) -> Placed:
    """Lay "now" to the day of publication, "recently" to the days up to it, "soon" to those from it."""
    today = timeline.today
    if today is None:
        return Placed(stretch=None, how=BY_PUBLISHED)
    start = None if vague.side == "past" else today.start
    stop = None if vague.side == "future" else today.stop
    return Placed(stretch=replace(today, start=start, stop=stop), how=BY_PUBLISHED)


def open_up(stretch: Stretch, bound: str, *, is_close: bool) -> Stretch:
    """Make "since", "until", "before" and "after" of a stretch: open on one side, or to the day's edge.

    "Shortly before eight" is the hour before eight.
    """
    start, stop, is_clock = stretch.start, stretch.stop, RANK[stretch.unit] > DAY
    day = unit_around("day", stretch.at)
    if is_clock and is_close and start is not None:
        hour = timedelta(hours=1)
        found = (start - hour, start) if bound == "before" else (start, start + hour)
        return replace(stretch, start=found[0], stop=found[1])
    before = day.start if is_clock else None
    after = day.stop if is_clock and stop is not None and day.stop and stop < day.stop else None
    found = {
        "since": (start, None),
        "after": (stop, after),
        "before": (before, start),
        "until": (before if is_clock else None, stop),
        "by": (before, stop),
    }[bound]
    return replace(stretch, start=found[0], stop=found[1])
