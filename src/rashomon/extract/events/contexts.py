"""PLOVER's contexts: what a happening has to do with, by the words of its sentence and of the headline."""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rashomon.extract.reading import Reading
from rashomon.records import Context, Span

LONGEST = 4
"""Words of an entry at most."""
MOST_WORDS = 5
"""Words told for one context at most."""
_WORDS = frozenset(("NOUN", "PROPN", "ADJ", "VERB"))


@cache
def load_contexts() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Read ``data/contexts.toml``: by first word, also in the plural, entries and their contexts."""
    text = (files("rashomon.extract") / "data" / "contexts.toml").read_text(encoding="utf-8")
    entries: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, words in tomllib.loads(text).items():
        for word in words.split():
            parts = tuple(word.split("_"))
            for form in {parts[0], *([] if parts[1:] else plurals(parts[0]))}:
                entries.setdefault(form, []).append((parts, name))
    return {first: tuple(found) for first, found in entries.items()}


@dataclass(frozen=True, slots=True)
class _Found:
    word: int
    name: str
    span: Span


class Contexts:
    """The context words of one report, asked for those that hold for an event."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._found = _find(reading)
        self._words = [one.word for one in self._found]
        self._title = self._title_end()
        self._told: dict[Span, tuple[Context, ...]] = {}

    def of(self, word: int) -> tuple[Context, ...]:
        """Give the contexts of the event that a word says, by name."""
        sentence = self._reading.sentence_of(word)
        if sentence not in self._told:
            self._told[sentence] = self._between(
                (0, self._title), (max(sentence[0], self._title), sentence[1])
            )
        return self._told[sentence]

    def _between(self, *stretches: Span) -> tuple[Context, ...]:
        spans: dict[str, list[Span]] = {}
        for first, last in stretches:
            for at in range(bisect_left(self._words, first), bisect_left(self._words, last)):
                spans.setdefault(self._found[at].name, []).append(self._found[at].span)
        return tuple(Context(name=name, spans=tuple(spans[name][:MOST_WORDS])) for name in sorted(spans))

    def _title_end(self) -> int:
        """Give the first word behind the headline, 0 if the report has none."""
        report = self._reading.report
        if report.title is None or not report.paragraphs:
            return 0
        starts = [start for start, _ in self._reading.marks.words]
        return bisect_left(starts, report.paragraphs[0][1])


def _find(reading: Reading) -> list[_Found]:
    entries, lower, upos = load_contexts(), reading.lower, reading.marks.upos
    found: list[_Found] = []
    for word, form in enumerate(lower):
        if upos[word] not in _WORDS:
            continue
        for parts, name in entries.get(form, ()):
            if len(parts) == 1 or _follows(reading, word, parts):
                found.append(_Found(word, name, reading.chars((word, word + len(parts)))))
    return found


def plurals(noun: str) -> list[str]:
    """Give the ways in which a noun may be written in the plural.

    >>> plurals("army"), plurals("coup")
    (['armys', 'armyes', 'armies'], ['coups', 'coupes'])
    """
    ways = [noun + "s", noun + "es"]
    return [*ways, noun[:-1] + "ies"] if noun.endswith("y") else ways


def _follows(reading: Reading, word: int, parts: tuple[str, ...]) -> bool:
    """Say whether the words of an entry stand here, the last perhaps in the plural."""
    here = reading.lower[word + 1 : word + len(parts)]
    return len(here) == len(parts) - 1 and all(
        form == part or form.rstrip("s") == part for form, part in zip(here, parts[1:], strict=True)
    )
