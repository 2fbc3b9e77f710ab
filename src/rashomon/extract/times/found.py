"""The words that a rule of the grammar has matched, asked by their sort."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.extract.times.vocabulary import Line

NUMBERS = ("digits", "year", "figure", "spelled")


@dataclass(frozen=True, slots=True)
class Found:
    """Words ``[start, end)`` of a line."""

    line: Line
    start: int
    end: int

    def at(self, *sorts: str) -> list[int]:
        """Give the words of these sorts."""
        return [at for at in range(self.start, self.end) if self.line.sort_at(at) in sorts]

    def has(self, *sorts: str) -> bool:
        """Say whether there is a word of one of these sorts."""
        return bool(self.at(*sorts))

    def word(self, *sorts: str) -> str:
        """Give the first word of these sorts in lower case, or an empty text."""
        return next((self.line.lower[at] for at in self.at(*sorts)), "")

    def value(self, *sorts: str) -> str:
        """Give what the word lists say of the first word of these sorts, or an empty text."""
        return next((self.line.value_at(at) for at in self.at(*sorts)), "")

    def phrase(self) -> str:
        """Give all the words in lower case, written as in the word lists."""
        return " ".join(self.line.lower[self.start : self.end]).replace(" 's", "'s")

    @property
    def before(self) -> str:
        """The word in front, in lower case."""
        return self.line.lower[self.start - 1] if self.start else ""

    @property
    def after(self) -> str | None:
        """The sort of the word behind."""
        return self.line.sort_at(self.end)

    def numbers(self) -> list[int]:
        """Give the whole numbers and ordinals, each word by itself: ``5``, ``five``, ``5th``, ``fifth``."""
        values = (number_of(self.line.value_at(at)) for at in self.at(*NUMBERS, "ordinal"))
        return [value for value in values if value is not None]

    def amount(self) -> float | None:
        """Give the amount in front of a unit: 1 for "a", None for "several", with halves."""
        values = [self.line.value_at(at) for at in self.at(*NUMBERS)]
        half = 0.5 if self.has("half") else 0
        some = self.value("some")
        if some:
            return None if values else float(some) or None
        if values:
            return add_up(values) + half
        return 1 if not half else 1 + half if self.has("and") else half

    def unit(self) -> tuple[int, str]:
        """Give the first unit, as how many of which unit of the calendar: a fortnight is 2 weeks."""
        size, unit = self.value("unit", "units").split()
        return int(size), unit

    def length(self) -> tuple[float | None, str]:
        """Give an amount of units in units of the calendar."""
        amount, (size, unit) = self.amount(), self.unit()
        return None if amount is None else amount * size, unit


def number_of(word: str) -> int | None:
    """Give the whole number that a word of digits is, a 5th being a 5.

    >>> [number_of(word) for word in ("21st", "12", "1.5")]
    [21, 12, None]
    """
    digits = word if word[-1:].isdigit() else word[:-2]
    return int(digits) if digits.isascii() and digits.isdigit() else None


def add_up(values: Sequence[str]) -> float:
    """Add up what number words say: 20 and 4, 2 and 100.

    >>> add_up(["20", "4"]), add_up(["2", "100"]), add_up(["3", "100", "20"]), add_up(["1,500"])
    (24.0, 200.0, 320.0, 1500.0)
    """
    total, current = 0.0, 0.0
    for value in values:
        number = float(value.replace(",", ""))
        current = current * number if number >= 100 and current and len(values) > 1 else current + number
        if number >= 1000:
            total, current = total + current, 0.0
    return total + current
