"""Every figure of a report as a Quantity: how many or how much, of what, in which role."""

from __future__ import annotations

from dataclasses import replace

from rashomon.extract.entities import Cast
from rashomon.extract.quantities.ages import as_age
from rashomon.extract.quantities.bounds import apply_bounds, join_figures
from rashomon.extract.quantities.counted import OF_PEOPLE, Counted, People, find_counted
from rashomon.extract.quantities.measures import Figure, Measurer
from rashomon.extract.quantities.numbered import Numbered
from rashomon.extract.quantities.numerals import find_numerals
from rashomon.extract.quantities.retold import Told, find_retold
from rashomon.extract.quantities.roles import Roles
from rashomon.extract.reading import Reading
from rashomon.extract.trees import Tree
from rashomon.records import Measure, Quantity, Span
from rashomon.text import content_id

COUNT, PEOPLE = "count", "people"


def find_quantities(reading: Reading, tree: Tree, cast: Cast) -> tuple[Quantity, ...]:
    """Find the figures of a report, in order of text; events and voices are told by ``attach``."""
    people, numbered, roles = People(tree, cast), Numbered(tree), Roles(tree)
    told: list[Told] = []
    parallels: list[tuple[Figure, ...]] = []
    for figure, again in join_figures(reading, _read_figures(reading, tree, people, numbered)):
        counted = find_counted(tree, figure)
        role = roles.find(figure, counted)
        if not _is_doubtful(reading, figure, counted, role):
            told.append((figure, counted, role))
            parallels.append(again)
    for at, before in find_retold(tree, told).items():
        figure, counted, _ = told[at]
        told[at] = figure, replace(counted, words=before.words), before.role
    return tuple(_make(reading, one, again, people) for one, again in zip(told, parallels, strict=True))


def _read_figures(reading: Reading, tree: Tree, people: People, numbered: Numbered) -> list[Figure]:
    measurer = Measurer(reading)
    figures: list[Figure] = []
    numbers, sentences = reading.lexicon.numbers, reading.marks.sentences
    for numeral in find_numerals(reading.lower, sentences, numbers, measurer.signs):
        measured = measurer.measure(numeral)
        if measured is None:
            continue
        figure = apply_bounds(reading, measured)
        figure = as_age(tree, people, figure, figures[-1] if figures else None) or figure
        if not numbered.has(figure):
            figures.append(figure)
    return figures


def _is_doubtful(reading: Reading, figure: Figure, counted: Counted, role: str) -> bool:
    """Leave out "one" and "no" where they are words of language more than figures: "one day", "no doubt"."""
    if counted.follows and counted.noun is not None and _is_multiple(reading, counted.noun):
        return True
    if figure.kind != "none" and not (figure.kind == "words" and figure.low == figure.high == 1):
        return False
    start, end = figure.numeral
    if end - start > 1 and reading.lower[start] in ("not", "a"):
        return False  # "not one", "a single"
    return role == "other"


def _is_multiple(reading: Reading, noun: int) -> bool:
    """Tell "three times as many" from "three times a week"."""
    after = reading.lower[noun + 1 : noun + 2]
    is_compared = after in (["as"], ["more"], ["less"], ["the"]) or (after and after[0].endswith("er"))
    return reading.lower[noun] == "times" and bool(is_compared)


def _make(reading: Reading, told: Told, again: tuple[Figure, ...], people: People) -> Quantity:
    figure, counted, role = told
    words = figure.words
    if counted.follows and counted.words is not None and not again:
        words = (words[0], max(words[1], counted.words[1]))
    span = reading.chars(words)
    unit = figure.unit
    if unit is None:
        noun = counted.noun
        unit = PEOPLE if people.is_people(noun) or (noun is None and role in OF_PEOPLE) else COUNT
    return Quantity(
        id=content_id("quantity", reading.report.id, *(f"{at}" for at in span), unit),
        span=span,
        low=_rounded(figure.low),
        high=_rounded(figure.high),
        approximate=figure.approximate,
        unit=unit,
        of=_text_of(reading, counted.words),
        role=role,
        also=tuple(_measure(reading, one) for one in again),
    )


def _measure(reading: Reading, figure: Figure) -> Measure:
    return Measure(
        span=reading.chars(figure.words),
        low=_rounded(figure.low),
        high=_rounded(figure.high),
        unit=figure.unit or COUNT,
    )


def _rounded(value: float | None) -> float | None:
    """Leave no trace of binary fractions: a third is 33.3333 per cent."""
    return None if value is None else round(value, 4)


def _text_of(reading: Reading, words: Span | None) -> str | None:
    return None if words is None else " ".join(reading.text_of(words).split())
