"""Countries in a text: where they are named, and to which a mention belongs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.extract.lexicon import CountryForm
from rashomon.extract.naming import REACH, find_noun
from rashomon.extract.reading import Reading
from rashomon.records import MentionMark, NameMark

PARTITIVES = frozenset(
    "dozen hundred thousand score ten million group number crowd handful pair couple majority some many most "
    "several member all each none one".split()
)
"""Nouns that are so many of those who stand behind them with "of"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Countries:
    """Where a text names countries: first words and forms, in order."""

    places: list[int]
    forms: list[CountryForm]

    def between(self, start: int, end: int) -> Sequence[tuple[int, CountryForm]]:
        """Give the forms that lie in the words ``[start, end)`` with their first words."""
        first = bisect_left(self.places, start)
        found: list[tuple[int, CountryForm]] = []
        for at in range(first, len(self.places)):
            if self.places[at] + len(self.forms[at].words) > end:
                break
            found.append((self.places[at], self.forms[at]))
        return found


def find_countries(reading: Reading) -> Countries:
    """Find every country, people and capital that the lexicon knows in a text, the longest form first.

    Not those that are part of a person's name: "Jordan Ruiz".
    """
    persons = {
        word
        for name in reading.marks.names
        if name.label == "PER" and name.words[1] - name.words[0] > 1
        for word in range(max(0, name.words[0]), min(name.words[1], len(reading.words)))
    }
    places: list[int] = []
    forms: list[CountryForm] = []
    known, words = reading.lexicon.countries, reading.words
    past = 0
    for at, word in enumerate(words):
        if at < past or word not in known or (at in persons and known[word][0].form != "people"):
            continue
        if at and words[at - 1] == "New":  # New Mexico
            continue
        for form in known[word]:
            size = len(form.words)
            if size == 1 or tuple(words[at : at + size]) == form.words:
                places.append(at)
                forms.append(form)
                past = at + size
                break
    return Countries(places=places, forms=forms)


def country_key(bare: tuple[str, ...], name: NameMark | None, countries: Countries) -> tuple[str, ...] | None:
    """Give the key of a name that is a country's: the same for "the US" and "United States"."""
    if name is None or name.label == "PER" or not bare:
        return None
    found = countries.between(*name.words)
    if len(found) == 1 and found[0][1].form == "name":
        letters = "".join(found[0][1].words).lower().replace(".", "")
        if letters.replace("the", "").replace("of", "") == "".join(bare).replace("the", "").replace("of", ""):
            return (f"={found[0][1].iso3}",)
    return None


def country_of(reading: Reading, mark: MentionMark, countries: Countries) -> tuple[str | None, set[int]]:
    """Tell the country a mention belongs to: named before its head, or close after it with "of" or "in".

    Where none is named, a body known by name tells its own: "Hamas fighters". Of so many people the country
    is theirs: "scores of Peruvian miners".
    """
    (start, end), head = mark.words, mark.head
    found = countries.between(max(start, head - REACH), min(end, head + REACH))
    words = {word for at, form in found for word in range(at, at + len(form.words))}
    before = [form.iso3 for at, form in found if at <= head]
    if before:
        return (before[-1] if len(set(before)) == 1 else None), words
    is_part = reading.lower[head + 1 : head + 2] == ["of"] and reading.lemma(head) in PARTITIVES
    after = [
        form.iso3
        for at, form in found
        if at > head
        and (is_part or form.form != "people")
        and (is_part or reading.lower[at - 1] in ("of", "in", "the", ",", "'s"))
    ]
    return (after[0] if after else _country_of_body(reading, mark)), words


def _country_of_body(reading: Reading, mark: MentionMark) -> str | None:
    start = max(mark.words[0], mark.head - REACH)
    for word in range(mark.head, start - 1, -1):
        if reading.marks.upos[word] in ("NOUN", "PROPN", "X"):
            entry = find_noun(reading, word, start, as_noun=True)[1]
            if entry is not None and entry.country is not None:
                return entry.country
    return None
