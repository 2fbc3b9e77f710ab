"""Every time expression of a report, laid to the calendar in order of text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from rashomon.extract.reading import Reading
from rashomon.extract.times.anchoring import (
    Placed,
    Timeline,
    open_up,
    place,
    place_lasting,
    place_vague,
    read_published,
)
from rashomon.extract.times.grammar import Phrase, find_phrases
from rashomon.extract.times.meanings import RANK, Lasting, Meaning, Moment, Range, Repeated, Vague
from rashomon.extract.times.stretches import Stretch
from rashomon.extract.times.tense import find_direction
from rashomon.extract.times.values import timex_type, timex_value
from rashomon.extract.times.vocabulary import Line
from rashomon.extract.trees import Tree
from rashomon.records import Span, Time
from rashomon.text import content_id

_FIGURE_REACH = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """A time expression: its words, what they mean, and where they lie.

    ``stretch`` is that of the bare expression, ``told`` with what a preposition in front makes of it.
    """

    phrase: Phrase
    stretch: Stretch | None
    told: Stretch | None
    how: str
    ends: tuple[Expression, ...] = ()

    @property
    def words(self) -> Span:
        """The words, with a preposition that opens the stretch."""
        return self.phrase.start, self.phrase.words[1]

    @property
    def type(self) -> str:
        """TimeML's type: DATE, TIME, DURATION or SET."""
        return timex_type(self.phrase.meaning)

    @property
    def value(self) -> str:
        """TimeML's value."""
        return timex_value(self.phrase.meaning, self.stretch)

    @property
    def granularity(self) -> str:
        """The unit that the words speak in, or "duration", "set" or "reference"."""
        meaning = self.phrase.meaning
        if isinstance(meaning, Lasting) and not meaning.side:
            return "duration"
        if isinstance(meaning, Repeated):
            return "set"
        if isinstance(meaning, Vague):
            return "reference"
        if self.stretch is not None:
            return self.stretch.unit
        if isinstance(meaning, Lasting):
            return meaning.unit
        moment = meaning.last if isinstance(meaning, Range) else meaning
        finest = moment.finest or "day"
        return "day" if finest == "weekday" else finest


def find_times(reading: Reading, tree: Tree) -> tuple[Time, ...]:
    """Find every time a report tells, in order of text, each with its words and where they lie."""
    return tuple(to_time(reading, one) for one in find_expressions(reading, tree))


def to_time(reading: Reading, expression: Expression) -> Time:
    """Make the record of an expression."""
    start, end = reading.chars(expression.words)
    told = expression.told
    return Time(
        id=content_id("time", reading.report.id, f"{start}-{end}"),
        span=(start, end),
        start=None if told is None else told.first,
        end=None if told is None else told.last,
        granularity=expression.granularity,
        how=expression.how,
    )


def find_expressions(reading: Reading, tree: Tree) -> list[Expression]:
    """Find every time expression, with TimeML's type and value as well."""
    line = Line(reading)
    if not line.has_times:
        return []
    timeline = read_published(reading.report.published)
    found: list[Expression] = []
    paragraphs, paragraph = reading.report.paragraphs, 0
    for phrase in find_phrases(line):
        at = reading.marks.words[phrase.start][0]
        while paragraph < len(paragraphs) and paragraphs[paragraph][1] <= at:
            paragraph += 1
            timeline.scene = None
        found.append(_place(tree, phrase, timeline))
    return found


def _place(tree: Tree, phrase: Phrase, timeline: Timeline) -> Expression:
    ends = tuple(_place(tree, end, timeline) for end in phrase.ends)
    placed = _placed(tree, phrase, timeline)
    stretch = told = placed.stretch
    if stretch is not None and isinstance(phrase.meaning, Moment | Range):
        if not _compares(phrase.meaning):
            timeline.tell(stretch)
        if phrase.bound is not None:
            told = open_up(stretch, phrase.bound, is_close=phrase.is_close)
    return Expression(phrase=phrase, stretch=stretch, told=told, how=placed.how, ends=ends)


def _compared(tree: Tree, phrase: Phrase, timeline: Timeline) -> Meaning:
    """Let "a year ago" beside a figure mean a year before the quarter or month that the figures are of.

    "Profit fell from 40 million a year ago" compares quarters where a quarter is told; "resigned a year ago"
    does not.
    """
    meaning, period = phrase.meaning, timeline.period
    shift = meaning.shift if isinstance(meaning, Moment) else None
    if period is None or shift is None or shift.unit != "year" or not shift.is_counted:
        return meaning
    head = tree.heads[tree.reading.head_of(phrase.words)]
    if (
        RANK[period.unit] <= RANK["year"]
        or tree.upos[head] in ("VERB", "AUX")
        or not _has_figure(tree, phrase)
    ):
        return meaning
    return replace(meaning, shift=replace(shift, base="another"))


def _has_figure(tree: Tree, phrase: Phrase) -> bool:
    """Say whether a figure or "than" stands before an expression in its sentence, not far off."""
    first = max(tree.reading.sentence_of(phrase.start)[0], phrase.start - _FIGURE_REACH)
    return any(word[0].isdigit() or word == "than" for word in tree.reading.lower[first : phrase.start])


def _compares(meaning: Moment | Range) -> bool:
    """Say whether an expression looks back from the time told, as "a year earlier" does, and so leaves it."""
    shift = meaning.shift if isinstance(meaning, Moment) else None
    return shift is not None and shift.base == "another" and (shift.count or 0) < 0


def _placed(tree: Tree, phrase: Phrase, timeline: Timeline) -> Placed:
    meaning = _compared(tree, phrase, timeline)
    if isinstance(meaning, Lasting):
        return place_lasting(meaning, timeline)
    if isinstance(meaning, Vague):
        return place_vague(meaning, timeline)
    if isinstance(meaning, Repeated):
        return Placed(stretch=None, how="written")
    return place(meaning, timeline, partial(find_direction, tree, phrase.words))
