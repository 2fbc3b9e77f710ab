"""Numbers that count nothing: years, dates, clock times, names, addresses, telephone numbers, list marks."""

from __future__ import annotations

from collections.abc import Mapping

from rashomon.extract.lemmas import is_plural
from rashomon.extract.quantities.measures import Figure
from rashomon.extract.trees import Tree

YEARS = range(1000, 2200)
"""What four digits without a comma may be a year of; those of ``RECENT`` are one even before a noun."""
RECENT = range(1900, 2100)
LONGEST_NUMBER = 6
"""Digits of the longest number written without commas; more are a code."""
LATEST_HOUR = 24
STREET_REACH = 3
"""Words behind a number within which its street is told: "12 Old Mill Road"."""
_YEAR_BEFORE = frozenset("in since by from until till during early late mid".split())
_CLOCK_BEFORE = frozenset("at by until till before after since towards past".split())
_NOT_AFTER_CLOCK = frozenset("NOUN ADJ PROPN NUM SYM AUX VERB".split())
_AGO = frozenset("ago later earlier hence beforehand afterwards".split())
_NOT_HOW_LONG = frozenset("last past next coming previous following first recent final every each".split())
_SHARE_AFTER = frozenset("of the its his her their our my your those these all that as".split())
_NOT_SHARES = frozenset("first second third fourth other each latter in early late".split())
_COUNTING = frozenset(
    """put puts putting stand stands stood counting set sets stop stopped estimate estimates estimated total
    value valued remain remains remained lead leads led leading trail trails trailed trailing win wins
    won lose loses lost rise rises rose risen fall falls fell fallen drop drops dropped grow grows grew
    grown increase increased cut beat beats beaten ahead behind up down""".split()
)
"""Words after which "at 11" and "by 11" are figures and no hours."""
_TALLIES = frozenset("number numbers toll total tally count figure deaths cases".split())
TALLY_REACH = 8
"""Words before "at 11" within which a tally is told: "put the number of those held at 11"."""
_DASHES = ("-", "–")


class Numbered:
    """Tells numbers that count nothing from figures, in one report."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._reading = tree.reading
        self._words, self._lower = tree.reading.words, tree.reading.lower
        self._numbered: Mapping[str, str] = tree.reading.lexicon.numbered
        names = (name.words for name in tree.reading.marks.names)
        self._in_names = {word for start, end in names for word in range(start + 1, end)}

    def has(self, figure: Figure) -> bool:
        """Say whether a number is no quantity."""
        if figure.kind == "share":
            return not self._is_share(figure)
        if figure.dimension == "time" and not figure.is_joined:
            return self._tells_when(figure)
        if figure.dimension is not None or figure.kind in ("vague", "none"):
            return False
        checks = (self._is_code, self._is_year, self._is_beside, self._is_in_name, self._is_clock)
        return any(check(figure) for check in checks)

    def _is_share(self, figure: Figure) -> bool:
        """Tell "half of the crew" and "by a third" from "the first half" and "a third man"."""
        (start, end), lower = figure.words, self._lower
        if end - start > 2 or figure.words != figure.numeral:
            return True  # "two-thirds", "nearly half"
        before, after = self._at(start - 1), self._at(end)
        if after in _SHARE_AFTER and (after == "of" or lower[start] == "half"):
            return before not in _NOT_SHARES or after == "of"
        return before == "by" and after != "past"

    def _tells_when(self, figure: Figure) -> bool:
        """Say whether a stretch of time tells when: "three days ago", "in the past ten years"."""
        start, end = figure.words
        if self._at(end) in _AGO:
            return True
        if self._at(start - 1) in _NOT_HOW_LONG and self._tree.upos[start - 1] != "VERB":
            return True
        return (self._at(end), self._at(end + 1)) == ("from", "now")

    def _is_code(self, figure: Figure) -> bool:
        """Tell telephone numbers and other rows of digits, and the number of a list's item."""
        start, end = figure.numeral
        text = self._words[start]
        if figure.kind != "digits":
            return False
        if _begins_code(text) or _begins_code(self._at(start - 1)):
            return True
        if text.isdigit() and len(text) > LONGEST_NUMBER and figure.scale == 1:
            return True
        joins = [self._joins_digits(at) for at in (start - 3, start - 1, end, end + 2)]
        if (joins[0] and joins[1]) or (joins[1] and joins[2]) or (joins[2] and joins[3]):
            return True
        is_first = start == self._reading.sentence_of(start)[0]
        return is_first and end - start == 1 and self._at(end) in (".", ")")

    def _joins_digits(self, at: int) -> bool:
        """Say whether the word here is a hyphen between digits."""
        return self._at(at) in _DASHES and self._at(at - 1)[-1:].isdigit() and self._at(at + 1)[:1].isdigit()

    def _is_year(self, figure: Figure) -> bool:
        start, end = figure.numeral
        if figure.words != figure.numeral or figure.kind != "digits" or end - start > 1:
            return False
        if self._joins_digits(start - 1) and self._reads_year(start - 2):
            return True  # "2031-32"
        if not self._reads_year(start):
            return False
        if self._at(start - 1) in _YEAR_BEFORE or int(self._words[start]) in RECENT:
            return True
        if end < len(self._words) and self._tree.upos[end] == "NOUN":
            return not is_plural(self._lower[end], self._reading.lexicon.plurals)
        return end == len(self._words) or self._tree.upos[end] not in ("ADJ", "PROPN")

    def _reads_year(self, at: int) -> bool:
        text = self._at(at)
        return len(text) == 4 and text.isascii() and text.isdigit() and int(text) in YEARS

    def _is_beside(self, figure: Figure) -> bool:
        """Say whether a word of the list stands beside it: "Article 5", "14 October", "12 Old Mill Road"."""
        start, end = figure.numeral
        is_first = start == self._reading.sentence_of(start)[0]
        if figure.words[0] == start and not is_first and self._is_behind(start):
            return True
        for word in range(end, min(end + STREET_REACH, len(self._words))):
            place = self._place(word)
            if place in ("after", "beside"):
                return True
            if place == "joined" and word == end + 1 and self._words[end] == "-":
                return True
            text = self._words[word]
            if not text[0].isupper() and not text[0].isdigit() and text not in (*_DASHES, "and", "to"):
                return False
        return False

    def _is_large(self, word: int) -> bool:
        return self._words[word][0].isupper()

    def _is_last(self, word: int) -> bool:
        """Say whether no noun follows a number that it might count."""
        last = self._reading.sentence_of(word)[1]
        return word + 1 >= last or self._tree.upos[word + 1] not in ("NOUN", "ADJ", "PROPN")

    def _is_behind(self, start: int) -> bool:
        place = self._place(start - 1)
        if place == "beside" or (place == "before" and (self._is_large(start - 1) or self._is_last(start))):
            return True
        if self._at(start - 1) in (*_DASHES, "and", "to", "or", ",") and self._at(start - 2)[:1].isdigit():
            return self._place(start - 3) in ("before", "beside") and start > 2  # "Articles 5 and 6"
        return False

    def _place(self, word: int) -> str | None:
        if word < 0:
            return None
        text, lower = self._words[word], self._lower[word]
        return self._numbered.get(text) or self._numbered.get(lower) or self._numbered.get(lower.rstrip("s"))

    def _is_in_name(self, figure: Figure) -> bool:
        """Tell "Boeing 737", "Group of Seven", "F-16" and "mid-30s"."""
        start, end = figure.numeral
        if start == 0:
            return False
        if start in self._in_names:
            return True
        if self._is_tight(start - 1) and (
            self._at(start - 1) in ("#", "@", "/", "+")
            or (
                self._at(start - 1) == "-"
                and self._at(start - 2)[-1:].isalpha()
                and self._is_tight(start - 2)
            )
        ):
            return True
        if self._at(start - 1) == "(" and self._at(start - 2)[-1:].isdigit():
            return self._is_tight(start - 2)  # "Article 21(2)"
        if self._words[start - 1].isupper() and len(self._words[start - 1]) > 1 and self._is_last(end - 1):
            return True  # "flight TC 417"
        if self._at(end) in ("/", *_DASHES):
            return self._at(end) == "/" and self._is_tight(end - 1)
        is_named = self._tree.heads[start] == start - 1 and self._tree.upos[start - 1] == "PROPN"
        return is_named and end - start == 1 and "," not in self._words[start]

    def _is_tight(self, at: int) -> bool:
        """Say whether no space parts the word here from the next."""
        spans = self._reading.marks.words
        return at >= 0 and at + 1 < len(spans) and spans[at][1] == spans[at + 1][0]

    def _is_clock(self, figure: Figure) -> bool:
        """Tell "by seven", "at ten to five"."""
        start, end = figure.words
        if figure.low is None or figure.low > LATEST_HOUR or figure.words[0] != figure.numeral[0]:
            return False
        before, after = self._at(start - 1), self._at(end)
        if before in ("to", "past") and self._at(start - 3) in (*_CLOCK_BEFORE, "is", "was"):
            return self._at(start - 2) in self._reading.lexicon.numbers
        if after == "past" or (after == "to" and before in _CLOCK_BEFORE and self._is_last(end + 1)):
            return after == "past" or self._at(end + 1) in self._reading.lexicon.numbers
        if before not in _CLOCK_BEFORE:
            return False
        if figure.low != int(figure.low):
            return figure.kind == "digits" and self._words[start][-3:-2] == "."  # "at 2.47"
        if after in ("to", "or", *_DASHES) and self._at(end + 1)[:1].isdigit():
            return False  # "by 15 to 20 per cent"
        if before == "at" and not _TALLIES.isdisjoint(self._lower[max(0, start - TALLY_REACH) : start]):
            return False
        head = self._tree.heads[start]
        if (head < start and self._lower[head] in _COUNTING) or self._at(start - 2) in _COUNTING:
            return False
        return end == len(self._words) or self._tree.upos[end] not in _NOT_AFTER_CLOCK

    def _at(self, word: int) -> str:
        return self._lower[word] if 0 <= word < len(self._lower) else ""


def _begins_code(text: str) -> bool:
    """Say whether digits begin with a nought, as no number does: "020"."""
    return text[:1] == "0" and text[1:2].isdigit()
