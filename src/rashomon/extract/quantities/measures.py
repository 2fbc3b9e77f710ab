"""What a number is measured in: a unit, somebody's money, years of age, or nothing but a count."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property

from rashomon.extract.countries import find_countries
from rashomon.extract.entries import CurrencyEntry
from rashomon.extract.lemmas import find_lemma, is_plural
from rashomon.extract.quantities.numerals import Numeral
from rashomon.extract.reading import Reading
from rashomon.records import Span

LONGEST_UNIT = 4
"""Words of the longest unit of the lists ("kilometre per hour" and one to spare)."""
LONGEST_SIGN = 2
"""Words of the longest sign before a figure ("US", "$")."""
_MORE = frozenset(("more", "other", "further", "additional", "last", "past", "next", "consecutive"))
_BELOW_ZERO = ("minus", "-", "−")
MONEY = "money"
AGE = "age"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with its unit: words ``[first, last)``, least and most, and where its number stands.

    ``dimension`` is one of the lexicon's, money, age, or None for a count. ``is_joined`` tells a figure that
    stands before its noun with a hyphen: "30-day".
    """

    words: Span
    numeral: Span
    low: float | None
    high: float | None
    approximate: bool
    kind: str
    scale: float
    dimension: str | None = None
    unit: str | None = None
    is_joined: bool = False


class Measurer:
    """Puts units to the numbers of one report."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        lexicon = reading.lexicon
        self._units, self._currencies, self._plurals = lexicon.units, lexicon.currencies, lexicon.plurals

    @cached_property
    def signs(self) -> frozenset[str]:
        """The signs of money, in lower case, that are letters and may be written onto digits."""
        return frozenset(
            key.lower() for key in self._currencies if key.isalpha() and len(key) <= LONGEST_SIGN
        )

    def measure(self, numeral: Numeral) -> Figure | None:
        """Give a number its unit; its words then take in the unit's. None for "4th", "1990s" and "R2"."""
        figure = Figure(
            words=numeral.words,
            numeral=numeral.words,
            low=numeral.low,
            high=numeral.high,
            approximate=numeral.approximate,
            kind=numeral.kind,
            scale=numeral.scale,
        )
        if numeral.prefix:
            return self._signed(figure, numeral.prefix)
        if numeral.suffix:
            return self._suffixed(figure, numeral.suffix)
        if numeral.kind == "none":
            return figure
        if numeral.kind == "share":
            return self._share(figure)
        at = numeral.words[1]
        if numeral.kind == "vague" and self._reading.lower[at : at + 1] == ["of"]:
            return self._with_unit(figure, at + 1) or figure  # "millions of dollars"
        return self._with_sign(figure) or self._with_unit(figure, at) or figure

    def _signed(self, figure: Figure, prefix: str) -> Figure | None:
        sign = self._reading.words[figure.words[0]][: len(prefix)]
        entry = self._currencies.get(sign)
        unit = sign if entry is None else self._code(entry, sign, None)
        if entry is not None and unit == sign and figure.scale > 1 and len(entry.by_country) == 1:
            (unit,) = entry.by_country.values()  # "R2" may be a road, "R640 million" is money
        return None if unit == sign else replace(figure, dimension=MONEY, unit=unit)

    def _suffixed(self, figure: Figure, suffix: str) -> Figure | None:
        """Read letters written onto digits: a unit, or "m" for millions of money or of things."""
        end = figure.words[1]
        if suffix == "m" and end < len(self._reading.words):
            money, money_end = self._money(end)
            is_many = money is None and is_plural(self._reading.lower[end], self._plurals)
            if money is not None or is_many:
                low, high = (figure.low or 0) * 1e6, (figure.high or 0) * 1e6
                words = (figure.words[0], end if is_many else money_end)
                dimension = None if is_many else MONEY
                return replace(
                    figure, words=words, low=low, high=high, scale=1e6, dimension=dimension, unit=money
                )
        entry = self._units.get(suffix)
        return None if entry is None else replace(figure, dimension=entry.dimension, unit=entry.name)

    def _share(self, figure: Figure) -> Figure:
        """Tell "half an hour" from "half of the crew"."""
        lower, end = self._reading.lower, figure.words[1]
        if lower[end : end + 1] in (["a"], ["an"], ["-"]):
            part = self._with_unit(figure, end + 1)
            if part is not None:
                low, high = (figure.low or 0) / 100, (figure.high or 0) / 100
                return replace(part, low=low, high=high, kind="words")
        return replace(figure, dimension="share", unit="percent")

    def _with_sign(self, figure: Figure) -> Figure | None:
        """Find the money a figure is in by what stands before it: "US$", "€", "Rs"."""
        words, start = self._reading.words, figure.words[0]
        for first in range(max(0, start - LONGEST_SIGN), start):
            entry = self._currencies.get(" ".join(words[first:start]))
            if entry is not None and (first + 1 < start or not words[first].islower()):
                unit = self._code(entry, words[first], None)
                end = figure.words[1]
                return replace(figure, words=(first, end), dimension=MONEY, unit=unit)
        return None

    def _with_unit(self, figure: Figure, at: int) -> Figure | None:
        """Find the unit behind a number, next to it or joined by a hyphen."""
        lower = self._reading.lower
        is_joined = lower[at - 1 : at] == ["-"] or lower[at : at + 1] == ["-"]
        at += lower[at : at + 1] == ["-"]
        money, money_end = self._money(at)
        name, dimension, end = self._unit(at)
        if (
            name is None
            and at < len(lower)
            and self._reading.marks.upos[at] == "ADJ"
            and lower[at] not in _MORE
        ):
            name, dimension, end = self._unit(at + 1)  # "3 million unused acres"
        if money is not None and not (dimension and (is_joined or lower[end : end + 1] == ["of"])):
            return replace(
                figure,
                words=(figure.words[0], money_end),
                dimension=MONEY,
                unit=money,
                is_joined=is_joined,
            )
        if name is None:
            return None
        figure = replace(
            figure, words=(figure.words[0], end), dimension=dimension, unit=name, is_joined=is_joined
        )
        start = figure.words[0]
        if dimension == "temperature" and start and lower[start - 1] in _BELOW_ZERO:
            return replace(figure, words=(start - 1, end), low=-(figure.low or 0), high=-(figure.high or 0))
        return figure

    def _unit(self, at: int) -> tuple[str | None, str | None, int]:
        """Give name and dimension of the unit whose words begin here, and where they end."""
        lower = self._reading.lower
        for end in range(min(at + LONGEST_UNIT, len(lower)), at, -1):
            words = lower[at:end]
            entry = self._units.get(" ".join(words)) or self._units.get(
                " ".join([*words[:-1], self._singular(end - 1)])
            )
            if entry is None and len(words) > 1:
                entry = self._units.get(" ".join([self._singular(at), *words[1:]]))
            if entry is not None:
                return entry.name, entry.dimension, end
        return None, None, at

    def _money(self, at: int) -> tuple[str | None, int]:
        """Give the code of the money whose name begins here, and where its words end."""
        words, upos = self._reading.words, self._reading.marks.upos
        if at >= len(words):
            return None, at
        country, after = self._country(at)
        starts = ((country, after), (None, at)) if country else ((None, at),)
        for owner, start in starts:
            for end in range(min(start + 2, len(words)), start, -1):
                if upos[end - 1] in ("VERB", "AUX", "ADP"):
                    continue
                entry = self._currency(start, end)
                if entry is not None:
                    return self._code(entry, self._singular(end - 1), owner), end
        return None, at

    def _currency(self, start: int, end: int) -> CurrencyEntry | None:
        words = self._reading.words[start:end]
        return self._currencies.get(" ".join(words)) or self._currencies.get(
            " ".join([*words[:-1], self._singular(end - 1)])
        )

    def _country(self, at: int) -> tuple[str | None, int]:
        """Give the country that is named here, and where its words end: "Kenyan | shillings"."""
        words = self._reading.words
        for form in self._reading.lexicon.countries.get(words[at], ()):
            end = at + len(form.words)
            if tuple(words[at:end]) == form.words:
                return form.iso3, end
        return None, at

    def _code(self, entry: CurrencyEntry, word: str, owner: str | None) -> str:
        """Tell whose money a shared word means: the country's beside it, the report's, the usual one's.

        Where none of these tells, the word itself stands for it.
        """
        if owner is not None and owner in entry.by_country:
            return entry.by_country[owner]
        if entry.by_country:
            for country in self._countries:
                if country in entry.by_country:
                    return entry.by_country[country]
                if entry.code is not None:
                    break  # another country's than the report's own would have been told
        return entry.code or word

    @cached_property
    def _countries(self) -> list[str]:
        """The countries that the report names, the most named first."""
        found = Counter(form.iso3 for form in find_countries(self._reading).forms)
        return [country for country, _ in found.most_common()]

    def _singular(self, at: int) -> str:
        return find_lemma(self._reading.lower[at], "NOUN", self._plurals)
