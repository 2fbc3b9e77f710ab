"""Numbers in running text, in digits and in words, each with what it is worth.

A number is read from left to right: "two hundred and fifty", "1.2 million", "half a dozen", "tens of
thousands", "two-thirds", "one in five". What it counts, and whether it counts anything, is told elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rashomon.extract.entries import NumberEntry
from rashomon.records import Span

LONGEST = 3
"""Words of the longest number word of the lists ("not a single")."""
MOST_WORDS = 24
"""Words of the longest number that is read; more is noise."""
MOST_DIGITS = 18
_DIGITS = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}|\d+)(\.\d+)?([a-z]*)")
_SIGNED = re.compile(r"([a-z]{1,2})(\d+(?:\.\d+)?)([a-z]*)")
_SUFFIXES = {"k": 1e3, "m": 1e6, "b": 1e9}
_ARTICLES = ("a", "an")
_PARTS_OF = ("of", "a", "an")
_SHARES_IN = 1000
_MOST_PARTS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A number in words ``[first, last)``.

    ``kind`` is digits, words, vague ("dozens"), share ("a third"; its worth is in per cent) or none ("no
    one"). ``scale`` is its last multiplier. ``prefix`` and ``suffix`` are what is written onto its
    digits and is no number: a sign of money, a unit.
    """

    words: Span
    low: float
    high: float | None
    approximate: bool = False
    kind: str
    scale: float = 1.0
    prefix: str = ""
    suffix: str = ""


def find_numerals(
    words: Sequence[str],
    sentences: Iterable[Span],
    numbers: Mapping[str, NumberEntry],
    signs: frozenset[str] = frozenset(),
) -> Iterator[Numeral]:
    """Give the numbers among lower-case words, in order; none overlaps another or leaves its sentence.

    ``signs`` are signs of money in lower case that may be written onto digits: "R640m".

    >>> from rashomon.extract.lexicon import load_lexicon
    >>> words = "some 1.2 million people , two hundred and fifty of them children".split()
    >>> [(one.low, one.kind) for one in find_numerals(words, [(0, 12)], load_lexicon().numbers)]
    [(1200000.0, 'digits'), (250.0, 'words')]
    """
    firsts = frozenset(key.split()[0] for key in numbers)
    for first, last in sentences:
        reader = _Reader(words[first:last], numbers, firsts, signs)
        for found in reader.read_all():
            start, end = found.words
            yield replace(found, words=(first + start, first + end))


class _Reader:
    """Reads the numbers of one sentence; ``firsts`` are the words with which number words begin."""

    def __init__(
        self,
        words: Sequence[str],
        numbers: Mapping[str, NumberEntry],
        firsts: frozenset[str],
        signs: frozenset[str],
    ) -> None:
        self._words = words
        self._numbers = numbers
        self._firsts = firsts
        self._signs = signs

    def read_all(self) -> Iterator[Numeral]:
        past = 0
        for at, word in enumerate(self._words):
            if at >= past and (found := self.read(at, past, word)) is not None:
                yield found
                past = found.words[1]

    def read(self, at: int, past: int, word: str) -> Numeral | None:
        if "0" <= word[0] <= "9":
            return self._read_digits(at, word)
        if word not in self._firsts:
            return self._read_signed(at, word) if "0" <= word[1:2] <= "9" or "0" <= word[2:3] <= "9" else None
        entry, end = self._entry(at)
        if entry is None:
            return None
        if entry.kind in ("multiplier", "fraction"):
            return self._read_lone(at, end, past, entry)
        if entry.kind == "cardinal":
            if not entry.value:
                return Numeral(words=(at, end), low=0.0, high=0.0, kind="none")
            return self._read_on(at, end, entry.value, kind="words")
        value, end, scale = self._times(end, entry.value)
        return Numeral(
            words=(at, end),
            low=value,
            high=value if entry.kind == "near" else None,
            approximate=True,
            kind="vague",
            scale=scale,
        )

    def _entry(self, at: int) -> tuple[NumberEntry | None, int]:
        """Give the longest number word that starts here, and where it ends."""
        words = self._words
        for end in range(min(at + LONGEST, len(words)), at, -1):
            entry = self._numbers.get(" ".join(words[at:end]) if end - at > 1 else words[at])
            if entry is not None:
                return entry, end
        return None, at

    def _read_digits(self, at: int, word: str) -> Numeral | None:
        match = _DIGITS.fullmatch(word)
        if match is None or len(match[1]) > MOST_DIGITS:
            return None
        value = float(match[1].replace(",", "") + (match[2] or ""))
        suffix, end = match[3], at + 1
        if not suffix and len(match[1]) <= 3 and not match[2]:
            value, end = self._join_thousands(value, end)
        if suffix:
            entry = self._numbers.get(suffix)
            scale = entry.value if entry is not None and entry.kind == "multiplier" else None
            if scale is None and (suffix == "k" or self._is_money(at)):
                scale = _SUFFIXES.get(suffix)
            return Numeral(
                words=(at, end),
                low=value * (scale or 1),
                high=value * (scale or 1),
                kind="digits",
                scale=scale or 1.0,
                suffix="" if scale else suffix,
            )
        if self._words[end : end + 1] == ["m"] and self._is_money(at):
            return Numeral(words=(at, end + 1), low=value * 1e6, high=value * 1e6, kind="digits", scale=1e6)
        return self._read_on(at, end, value, kind="digits")

    def _read_signed(self, at: int, word: str) -> Numeral | None:
        """Read a number with a sign of money written onto it: "R640m", "Rs1,250"."""
        match = _SIGNED.fullmatch(word)
        if match is None or match[1] not in self._signs or len(match[2]) > MOST_DIGITS:
            return None
        value, end = float(match[2]), at + 1
        while self._words[end : end + 1] == [","] and _is_group(self._words[end + 1 : end + 2]):
            value, end = value * 1000 + int(self._words[end + 1]), end + 2
        if not match[3]:
            return replace(self._read_on(at, end, value, kind="digits"), prefix=match[1])
        entry = self._numbers.get(match[3])
        scale = _SUFFIXES.get(match[3]) or (entry.value if entry is not None else 1.0)
        value *= scale
        return Numeral(words=(at, end), low=value, high=value, kind="digits", scale=scale, prefix=match[1])

    def _join_thousands(self, value: float, end: int) -> tuple[float, int]:
        """Take in groups of three digits set apart by spaces: "12 000"."""
        while end < len(self._words) and value < 1e12:
            if not _is_group(self._words[end : end + 1]):
                break
            value, end = value * 1000 + int(self._words[end]), end + 1
        return value, end

    def _is_money(self, at: int) -> bool:
        return at > 0 and unicodedata.category(self._words[at - 1][-1]) == "Sc"

    def _read_lone(self, at: int, end: int, past: int, entry: NumberEntry) -> Numeral | None:
        """Read a multiplier or fraction that no number precedes: "a hundred", "a third", "half a million"."""
        article = at > past and self._words[at - 1] in _ARTICLES
        start = at - 1 if article else at
        if entry.kind == "multiplier":
            if not article:
                return None
            found = self._read_on(start, at, 1.0, kind="words")
            return found if found.words[1] >= end else None
        if not article and self._words[at] != "half":
            return None  # an ordinal: "the third"
        return self._read_fraction(start, end, entry.value)

    def _read_on(self, start: int, end: int, value: float, *, kind: str) -> Numeral:
        """Read what follows a first number: tens and units, multipliers, "and a half", a fraction."""
        total, current, scale = 0.0, value, 1.0
        while end < len(self._words) and end - start < MOST_WORDS:
            if self._words[end : end + 3] == ["and", "a", "half"]:
                current += 0.5 if not total else 0.0
                total += 0.5 * scale if total else 0.0
                end += 3
                continue
            entry, after = self._next(end, current if current else scale)
            if entry is None:
                break
            if entry.kind == "fraction":
                number = total + current
                is_many = self._words[after - 1].endswith("s")  # "sixty-third" is no part
                if is_many == (number == 1) or number > _MOST_PARTS:
                    break
                return self._read_fraction(start, after, entry.value * number)
            if entry.kind == "cardinal":
                if kind == "digits" or not _adds(current, total, entry.value):
                    break
                current += entry.value
            elif entry.value < 1000:
                current, scale = (current or 1.0) * entry.value, entry.value
            else:
                total, current, scale = total + (current or 1.0) * entry.value, 0.0, entry.value
            end = after
        number = total + current
        found = Numeral(words=(start, end), low=number, high=number, kind=kind, scale=scale)
        return self._read_share(found) or found

    def _next(self, end: int, current: float) -> tuple[NumberEntry | None, int]:
        """Give the number word that goes on with a number, past a hyphen or "and"."""
        words = self._words
        if words[end] == "and":
            entry, after = self._entry(end + 1) if current >= 100 else (None, end)
            is_rest = entry is not None and entry.kind == "cardinal" and 0 < entry.value < 100
            return (entry, after) if is_rest else (None, end)
        entry, after = self._entry(end + 1 if words[end] == "-" else end)
        is_part = entry is not None and (
            entry.kind == "multiplier"
            or (entry.kind == "cardinal" and entry.value > 0 and words[end] not in ("no", "a"))
            or (entry.kind == "fraction" and current < _SHARES_IN and words[after - 1] != "half")
        )
        return (entry, after) if is_part else (None, end)

    def _read_fraction(self, start: int, end: int, value: float) -> Numeral:
        """Read a fraction: of a number ("half a million"), of a unit ("half a point"), or a share."""
        _, end_of_number, scale = self._times(end, 1.0)
        if scale > 1:
            number = value * scale
            return Numeral(words=(start, end_of_number), low=number, high=number, kind="words", scale=scale)
        return Numeral(words=(start, end), low=100 * value, high=100 * value, kind="share")

    def _times(self, end: int, value: float) -> tuple[float, int, float]:
        """Multiply by what follows: "hundred", "of thousands", "of a million"; give value, end and scale."""
        after = end
        while after < len(self._words) and after < end + 2 and self._words[after] in _PARTS_OF:
            after += 1
        scale = self._multiplier(after)
        if scale is None:
            return value, end, 1.0
        further = self._multiplier(after + 1) or 1.0  # "several hundred thousand"
        return value * scale * further, after + 1 + (further > 1), scale * further

    def _multiplier(self, at: int) -> float | None:
        if at >= len(self._words):
            return None
        word = self._words[at]
        entry = self._numbers.get(word)
        if entry is not None and entry.kind == "vague" and word.endswith("s"):
            entry = self._numbers.get(word[:-1])
        return entry.value if entry is not None and entry.kind == "multiplier" else None

    def _read_share(self, part: Numeral) -> Numeral | None:
        """Read "one in five", "nine out of ten" as a share."""
        words, (start, end) = self._words, part.words
        after = end + 1 if words[end : end + 1] == ["in"] else end + 2
        if after == end + 2 and words[end:after] != ["out", "of"]:
            return None
        if after >= len(words) or part.low >= _SHARES_IN:
            return None
        whole, end = self._whole(after)
        if whole is None or not part.low < whole <= _SHARES_IN or whole not in _WHOLES:
            return None
        share = 100 * part.low / whole
        return replace(part, words=(start, end), low=share, high=share, kind="share")

    def _whole(self, at: int) -> tuple[float | None, int]:
        word = self._words[at]
        if word.isascii() and word.isdigit() and len(word) <= 4:
            return float(word), at + 1
        entry, end = self._entry(at)
        return (entry.value, end) if entry is not None and entry.kind == "cardinal" else (None, at)


_WHOLES = frozenset((3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 12.0, 20.0, 50.0, 100.0, 1000.0))
"""What parts are told of: "one in five", hardly ever "one in 17"."""


def _is_group(words: Sequence[str]) -> bool:
    """Say whether a word is three digits, as they stand behind a comma or space."""
    return bool(words) and len(words[0]) == 3 and words[0].isascii() and words[0].isdigit()


def _adds(current: float, total: float, value: float) -> bool:
    """Say whether a number word adds to what stands before it: "twenty | two", "hundred | fifty"."""
    if not current:
        return bool(total) and value < 1000
    rest = current % 100
    return (value < 10 and rest >= 20 and rest % 10 == 0) or (value < 100 and rest == 0)


def shared_scale(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Give the multiplier that the second of a pair lends the first, each as (worth, own multiplier).

    >>> shared_scale((2, 1), (3e6, 1e6)), shared_scale((900_000, 1), (1.2e6, 1e6))
    (1000000.0, 1)
    """
    lent = second[1]
    return lent if first[1] == 1 and first[0] * lent < second[0] else 1
