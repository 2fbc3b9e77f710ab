"""The words of time expressions by sort, from ``data/times.toml``, and a text seen as a line of sorts.

Every word of a text becomes one character, its sort; a blank is a word that no time expression holds. So
the grammar's patterns are regular expressions over words (``patterns``), and a text without times is known by
one search.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import cast

from rashomon.extract.lemmas import is_plural
from rashomon.extract.reading import Reading

BLANK = " "
_PIECES = re.compile(r"'s|[^\s']+")
_FIRST_CODE = 0xE000
_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("year", re.compile(r"1\d{3}|2[01]\d{2}")),
    ("digits", re.compile(r"\d{1,2}")),
    ("ordinal", re.compile(r"\d{1,2}(?:st|nd|rd|th)")),
    ("decade", re.compile(r"(?:1\d|20)?\d0s")),
    ("clock", re.compile(r"(?:[01]?\d|2[0-4]):[0-5]\d|(?:0?\d|1[0-2])(?:[:.][0-5]\d)?[ap]m")),
    ("dotted", re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")),
    ("numeric", re.compile(r"\d{1,2}([/.])\d{1,2}\1(?:\d{2}|[12]\d{3})|[12]\d{3}([/.])\d{1,2}\2\d{1,2}")),
    ("figure", re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")),
)
"""What words of digits may be; the first that fits is taken."""
_FURTHER = ("more_words", "figure", "digits", "clock", "dotted", "numeric", "year")
_CORE = (
    "month weekday weekdays season part parts unit units decade today tonight often vague feast clock "
    "numeric year noon oclock am pm ordinal bc ad"
).split()
"""Sorts of which a time expression has at least one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Each word's sort as one character, and what it says; ``phrases`` by their first word, longest first."""

    codes: Mapping[str, str]
    values: Mapping[str, str]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    doubtful: Mapping[str, str]
    """Words that are times only where they pass a test, and which."""
    verbs: Mapping[str, frozenset[str]]
    """Verbs and auxiliaries that tell tense, by what they tell."""
    sorts: Mapping[str, str]
    """The code of every sort by its name."""
    names: Mapping[str, str]
    """The name of every sort by its code."""


@cache
def load_vocabulary() -> Vocabulary:
    """Read the word lists that ship with the package."""
    text = (files("rashomon.extract") / "data" / "times.toml").read_text(encoding="utf-8")
    tables = cast("dict[str, dict[str, list[str]]]", tomllib.loads(text))
    doubtful, forms, verbs = (tables.pop(name) for name in ("doubtful", "forms", "verbs"))
    names = dict.fromkeys([*tables, *forms, *_FURTHER])
    sorts = {name: chr(_FIRST_CODE + at) for at, name in enumerate(names)}
    codes = {word: sorts[name] for name, words in forms.items() for word in words}
    values: dict[str, str] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, value, key in _entries(tables):
        values[key] = value
        words = tuple(_PIECES.findall(key))
        if len(words) > 1:
            phrases.setdefault(words[0], []).append((words, sorts[name]))
        else:
            codes[key] = sorts[name]
    return Vocabulary(
        codes=codes,
        values=values,
        phrases={first: tuple(sorted(own, key=lambda one: -len(one[0]))) for first, own in phrases.items()},
        doubtful={word: test for test, words in doubtful.items() for word in words},
        verbs={name: frozenset(words) for name, words in verbs.items()},
        sorts=sorts,
        names={code: name for name, code in sorts.items()},
    )


def _entries(tables: Mapping[str, Mapping[str, list[str]]]) -> Iterator[tuple[str, str, str]]:
    """Give each table's name, each value in it, and each word or words for that value."""
    for name, entries in tables.items():
        for value, keys in entries.items():
            for key in keys:
                yield name, value, key


@lru_cache(maxsize=4096)
def shape_of(word: str) -> str | None:
    """Give the sort of a word of digits.

    >>> [shape_of(word) for word in ("1990s", "14:30", "7.15pm", "21st", "2031", "4/3/2031", "12,000")]
    ['decade', 'clock', 'clock', 'ordinal', 'year', 'numeric', 'figure']
    """
    return next((name for name, shape in _SHAPES if shape.fullmatch(word)), None)


class Line:
    """A reading as a line of sorts, one character a word, and what the words say."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.lower: Sequence[str] = reading.lower
        self.vocabulary = load_vocabulary()
        codes, sorts = self.vocabulary.codes, self.vocabulary.sorts
        self.codes = "".join(
            [
                codes.get(word, BLANK) if word[0] > "9" else _code_of(word, codes, sorts)
                for word in reading.lower
            ]
        )
        self.has_times = _core_pattern().search(self.codes) is not None
        if self.has_times:
            self.codes = "".join(self._settle(list(self.codes)))

    def _settle(self, codes: list[str]) -> list[str]:
        """Take out persons' names and doubtful words that fail their test, and mark the words of phrases."""
        lower, doubtful, phrases = self.lower, self.vocabulary.doubtful, self.vocabulary.phrases
        more = self.vocabulary.sorts["more_words"]
        for at, word in enumerate(lower):
            if word in doubtful and not self._passes(at, doubtful[word]):
                codes[at] = BLANK
            for words, code in phrases.get(word, ()):
                if tuple(lower[at : at + len(words)]) == words:
                    codes[at : at + len(words)] = [code, *more * (len(words) - 1)]
                    break
        for name in self.reading.marks.names:
            if name.label == "PER":
                for at in range(max(0, name.words[0]), min(len(codes), name.words[1])):
                    codes[at] = BLANK
        return codes

    def _passes(self, at: int, test: str) -> bool:
        reading = self.reading
        if not reading.words[at][0].isupper() or reading.marks.upos[at] in ("AUX", "VERB"):
            return False
        return test != "number" or any(one[:1].isdigit() for one in self.lower[max(0, at - 1) : at + 3])

    def is_core(self, start: int, end: int) -> bool:
        """Say whether words ``[start, end)`` hold one that a time expression needs."""
        return _core_pattern().search(self.codes, start, end) is not None

    def is_unbroken(self, one: int, other: int) -> bool:
        """Say whether no line ends between two words."""
        spans = self.reading.marks.words
        return "\n" not in self.reading.report.text[spans[one][1] : spans[other][0]]

    def is_plural(self, word: int) -> bool:
        """Say whether a word is a noun in the plural, which a number may count."""
        reading = self.reading
        if word >= len(reading.lower) or reading.marks.upos[word] != "NOUN":
            return False
        return is_plural(reading.lower[word], reading.lexicon.plurals)

    def code(self, sort: str) -> str:
        """Give the character that stands for a sort."""
        return self.vocabulary.sorts[sort]

    def sort_at(self, at: int) -> str | None:
        """Give the sort of a word by its name; None outside the text and for words of no sort."""
        return self.vocabulary.names.get(self.codes[at]) if 0 <= at < len(self.codes) else None

    def value_at(self, at: int) -> str:
        """Give what the word lists say of a word, or the word itself."""
        return self.vocabulary.values.get(self.lower[at], self.lower[at])


def _code_of(word: str, codes: Mapping[str, str], sorts: Mapping[str, str]) -> str:
    if word[0] < "0":
        return codes.get(word, BLANK)
    shape = shape_of(word)
    return BLANK if shape is None else sorts[shape]


@cache
def _core_pattern() -> re.Pattern[str]:
    sorts = load_vocabulary().sorts
    number, half, hyphen, past, to = (sorts[name] for name in ("spelled", "half", "hyphen", "side", "to"))
    pairs = f"{number}{hyphen}?{number}|[{number}{half}][{past}{to}]{number}"
    return re.compile("[" + "".join(sorts[name] for name in _CORE) + f"]|{pairs}")
