"""An account's sentences as they are compared: their words, and which of them are the report's own wording.

Words that all who tell of a happening would write are nobody's wording: what stands in quotation marks is
the speaker's, and a name or a figure is the same for all, so that it counts as one word however long.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from rashomon.records import Account, Span

Bond = tuple[str, str]
"""Two words, one behind the other."""

MOST_WORDS = 200
"""Words of a sentence; what has more is a list or no prose, and cut into as many."""
MOST_SENTENCES = 1000
"""Sentences of a report that are compared; no report of news has so many."""
FUNCTION_WORDS = frozenset(
    """a also an and are as at be been but by for from had has have he her his in is it its not of on or
    said she that the their they this to was were which who with""".split()
)
"""Words of which two side by side are in any text."""
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|\w+(?:['’]\w+)*")
_QUOTED = re.compile(
    r"“[^”\n]*(?:”|$)|«[^»\n]*(?:»|$)|\"[^\"\n]*(?:\"|$)|(?<!\w)‘[^\n]*?(?:’(?!\w)|$)", re.MULTILINE
)
_DATELINE = re.compile(r"([^\W\d_]{2,})\b[^\n]{0,60}?\s(?:[—–-]|--)(?:\s+|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence's words without case, and their spans in the report's text.

    ``bonds`` are its neighbouring words that are the report's own wording.
    """

    span: Span
    words: tuple[str, ...]
    spans: tuple[Span, ...]
    bonds: frozenset[Bond]


class Stretches:
    """Spans of a text, to be asked whether something lies in one of them."""

    def __init__(self, spans: Iterable[Span]) -> None:
        merged: list[Span] = []
        for start, end in sorted(spans):
            if merged and start < merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        self._starts = [start for start, _ in merged]
        self._ends = [end for _, end in merged]

    def hold(self, start: int, end: int) -> bool:
        """Tell whether one of the spans holds all these characters.

        >>> Stretches([(0, 4), (2, 9)]).hold(3, 9), Stretches([(0, 4)]).hold(3, 5)
        (True, False)
        """
        at = bisect_right(self._starts, start) - 1
        return at >= 0 and end <= self._ends[at]


def read_sentences(account: Account) -> tuple[Sentence, ...]:
    """Cut an account into sentences of words, headline first; a dateline belongs to none.

    Where a report has no sentences, its paragraphs stand for them. What a text has beyond ``MOST_SENTENCES``
    is left out, so that no text takes for ever.
    """
    quoted, fixed = Stretches(_find_quoted(account)), Stretches(_names_and_figures(account))
    text = account.report.text
    return tuple(
        Sentence(
            span=span, words=words, spans=spans, bonds=frozenset(_find_bonds(words, spans, quoted, fixed))
        )
        for span, spans in islice(_cut(account), MOST_SENTENCES)
        for words in [tuple(level_word(text[start:end]) for start, end in spans)]
    )


def _cut(account: Account) -> Iterator[tuple[Span, tuple[Span, ...]]]:
    """Give the sentences that have words, without datelines, and where the words are."""
    report = account.report
    openings = {start for start, _ in report.paragraphs[1:]}
    for first, end in report.sentences or report.paragraphs:
        start = _match_dateline(report.text, first, end) if first in openings else first
        spans = [match.span() for match in _WORD.finditer(report.text, start, end)]
        for at in range(0, len(spans), MOST_WORDS):
            part = tuple(spans[at : at + MOST_WORDS])
            is_last = at + MOST_WORDS >= len(spans)
            yield (part[0][0] if at else start, end if is_last else part[-1][1]), part


def level_word(word: str) -> str:
    """Take out of a word what differs by typesetting alone.

    >>> level_word("Rioters’s"), level_word("ﬁre")
    ("rioters's", 'fire')
    """
    return unicodedata.normalize("NFKC", word).casefold().replace("’", "'")


def _match_dateline(text: str, start: int, end: int) -> int:
    """Give where a sentence begins behind its dateline ("PARIS, May 4 (AP) — Rain fell")."""
    match = _DATELINE.match(text, start, end)
    return match.end() if match and match[1].isupper() else start


def _find_quoted(account: Account) -> Iterator[Span]:
    """Find what is quoted, by its marks and by what the account has as direct speech."""
    yield from (match.span() for match in _QUOTED.finditer(account.report.text))
    for statement in account.statements:
        if statement.manner == "direct":
            yield from statement.content


def _names_and_figures(account: Account) -> Iterator[Span]:
    for entity in account.entities:
        yield from (mention.span for mention in entity.mentions if mention.form == "name")
    for each in (account.quantities, account.times, account.places):
        yield from (record.span for record in each)


def _find_bonds(
    words: tuple[str, ...], spans: tuple[Span, ...], quoted: Stretches, fixed: Stretches
) -> Iterator[Bond]:
    for left, right in pairwise(_join_fixed(words, spans, quoted, fixed)):
        if left and right and not {left, right} <= FUNCTION_WORDS:
            yield left, right


def _join_fixed(
    words: tuple[str, ...], spans: tuple[Span, ...], quoted: Stretches, fixed: Stretches
) -> list[str]:
    """Give each word, or the whole of a name or figure; an empty one for what is quoted."""
    pieces: list[str] = []
    began = 0
    for word, (start, end) in zip(words, spans, strict=True):
        if quoted.hold(start, end):
            pieces.append("")
        elif pieces and pieces[-1] and fixed.hold(began, end):
            pieces[-1] += f" {word}"
        else:
            pieces.append(word)
            began = start
    return pieces
