"""The words that a rule of the grammar has matched, asked by their sort."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.extract.times.vocabulary import Line

_NUMBERS = frozenset(("digits", "year", "figure", "spelled"))


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
        """Give all the words in lower case, written as a key of the word lists."""
        return " ".join(self.line.lower[self.start : self.end]).replace(" 's", "'s")

    def number(self) -> int | None:
        """Give the first number or ordinal, if it is whole: ``5``, ``five``, ``5th``, ``fifth``."""
        for at in self.at(*_NUMBERS, "ordinal"):
            return number_of(self.line.value_at(at))
        return None

    def amount(self) -> float | None:
        """Give the amount in front of a unit: 1 for "a", None for "several", with halves."""
        numbers = [self.line.value_at(at) for at in self.at(*_NUMBERS)]
        is_half = self.has("half")
        if numbers:
            return add_up(numbers) + 0.5 * is_half
        if self.has("some"):
            some = int(self.value("some"))
            return some or None
        if is_half:
            return 1.5 if self.has("and") else 0.5
        return 1


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
    (24, 200, 320, 1500)
    """
    total, current = 0.0, 0.0
    for value in values:
        number = float(value.replace(",", ""))
        if number >= 100 and current and len(values) > 1:
            current *= number
        else:
            current += number
        if number >= 1000:
            total, current = total + current, 0.0
    amount = total + current
    return int(amount) if amount == int(amount) else amount
