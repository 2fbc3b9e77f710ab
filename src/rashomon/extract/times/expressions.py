"""Every time expression of a report, laid to the calendar in order of text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from rashomon.extract.reading import Reading
from rashomon.extract.times.anchoring import place
from rashomon.extract.times.grammar import Phrase, find_phrases
from rashomon.extract.times.meanings import RANK, Lasting, Meaning, Moment, Range, Repeated, Vague
from rashomon.extract.times.stretches import Stretch, open_up
from rashomon.extract.times.tense import find_direction
from rashomon.extract.times.timeline import Timeline, read_published
from rashomon.extract.times.values import timex_type, timex_value
from rashomon.extract.times.vocabulary import Line
from rashomon.extract.trees import Tree
from rashomon.records import Span, Time
from rashomon.text import content_id

_FIGURE_REACH = 12
"""Words in front within which a figure stands that is compared with that of "a year ago"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """A time expression: its words, what they mean, and where they lie.

    ``stretch`` is that of the bare expression, ``told`` with what a preposition in front makes of it;
    ``ends`` are the two expressions of a range, where it has two.
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
        if isinstance(meaning, Vague):
            return "reference"
        if isinstance(meaning, Repeated):
            return "set"
        if isinstance(meaning, Lasting):
            return meaning.unit if meaning.side else "duration"
        if self.stretch is not None:
            return self.stretch.unit
        finest = (meaning.last if isinstance(meaning, Range) else meaning).finest
        return "day" if finest in (None, "weekday") else finest


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
    return list(_placed_in_order(line, tree)) if line.has_times else []


def _placed_in_order(line: Line, tree: Tree) -> Iterator[Expression]:
    ends = [end for _, end in line.reading.report.paragraphs]
    timeline = read_published(line.reading.report.published)
    paragraph = 0
    for phrase in find_phrases(line):
        here = bisect_right(ends, line.reading.marks.words[phrase.start][0])
        if here != paragraph:
            paragraph, timeline.scene = here, None
        yield _place(tree, phrase, timeline)


def _place(tree: Tree, phrase: Phrase, timeline: Timeline) -> Expression:
    meaning = _compared(tree, phrase, timeline)
    placed = place(meaning, timeline, partial(find_direction, tree, phrase.words))
    stretch = told = placed.stretch
    if stretch is not None and isinstance(meaning, Moment | Range):
        if not _looks_back(meaning):
            timeline.tell(stretch)
        if phrase.bound is not None and not _is_vaguer(meaning, stretch):
            told = open_up(stretch, phrase.bound, is_close=phrase.is_close)
    ends = tuple(
        Expression(phrase=end, stretch=one, told=one, how=placed.how)
        for end, one in zip(phrase.ends, placed.ends, strict=False)
    )
    return Expression(phrase=phrase, stretch=stretch, told=told, how=placed.how, ends=ends)


def _compared(tree: Tree, phrase: Phrase, timeline: Timeline) -> Meaning:
    """Let "a year ago" beside a figure mean a year before the quarter or month that the figures are of.

    "Profit fell from 40 million a year ago" compares quarters where a quarter is told; "he resigned a year
    ago" does not.
    """
    meaning, period = phrase.meaning, timeline.period
    shift = meaning.shift if isinstance(meaning, Moment) else None
    if period is None or shift is None or shift.unit != "year" or not shift.is_counted:
        return meaning
    is_of_verb = tree.upos[tree.heads[tree.reading.head_of(phrase.words)]] in ("VERB", "AUX")
    if RANK[period.unit] <= RANK["year"] or is_of_verb or not _has_figure(tree, phrase):
        return meaning
    return replace(meaning, shift=replace(shift, base="another"))


def _has_figure(tree: Tree, phrase: Phrase) -> bool:
    """Say whether a figure or "than" stands before an expression in its sentence, not far off."""
    first = max(tree.reading.sentence_of(phrase.start)[0], phrase.start - _FIGURE_REACH)
    return any(word[0].isdigit() or word == "than" for word in tree.reading.lower[first : phrase.start])


def _looks_back(meaning: Moment | Range) -> bool:
    """Say whether an expression looks back from the time told, as "a year earlier" does, and so leaves it."""
    shift = meaning.shift if isinstance(meaning, Moment) else None
    return shift is not None and shift.base == "another" and (shift.count or 0) < 0


def _is_vaguer(meaning: Moment | Range, stretch: Stretch) -> bool:
    """Say whether a stretch is wider than what is told: a day, for an hour that may be either of two."""
    return isinstance(meaning, Moment) and meaning.is_twelve_hour and not stretch.is_clock
