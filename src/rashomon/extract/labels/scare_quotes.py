"""Scare quotes: a word or few that the report holds at a distance, without saying whose they are.

‘And the “consent”? Twenty-three names …’ No statement holds the words, none is quoted beside them, and they
are neither a name nor the title of a work.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from rashomon.extract.entities import Cast
from rashomon.extract.labels.loaded_words import LoadedWords
from rashomon.extract.reading import Reading
from rashomon.records import Span, Statement

LONGEST = 4
"""Words in scare quotes at most; longer stretches are quotations."""
_TELLING = frozenset(("NOUN", "ADJ", "VERB", "ADV"))
_NAMING = frozenset(
    """called named dubbed nicknamed titled entitled codenamed known labelled labeled termed reading
    reads read chanting chanted shouting shouted word words term phrase slogan title song film movie book
    novel album play poem single series show sign banner banners placard placards operation hashtag motto
    password name marked remark comment""".split()
)
_STOPS = frozenset(".!?,;:…")


def find_scare_quotes(reading: Reading, cast: Cast, statements: Sequence[Statement]) -> Iterator[LoadedWords]:
    """Give the words between scare quotes, in order of text; unless a list knows better they are "neg"."""
    quotes = [quote for quote in reading.quotes if quote.closed and quote.depth == 0]
    if not quotes:
        return
    starts = [start for start, _ in reading.marks.words]
    said = sorted(span for one in statements for span in (one.cue.span, *one.content))
    works = {phrase.head for phrase in cast.phrases if phrase.kind == "work" and phrase.name}
    for quote in quotes:
        first, last = bisect_left(starts, quote.start), bisect_left(starts, quote.end)
        words = first + 1, last - 1
        if not 0 < words[1] - words[0] <= LONGEST or works.intersection(range(*words)):
            continue
        if _is_running(reading, words) and not _is_said(reading, said, (first, last)):
            yield LoadedWords(words=words, head=reading.head_of(words), tone="neg", by="quotes")


def _is_running(reading: Reading, words: Span) -> bool:
    """Say whether quoted words are part of a sentence that goes on around them and no name or title."""
    start, end = words
    own = range(start, end)
    upos, lower = reading.marks.upos, reading.lower
    if not any(upos[word] in _TELLING for word in own) or any(lower[word] in _STOPS for word in own):
        return False
    if any(reading.words[word][0].isupper() for word in own) or any(upos[word] == "PRON" for word in own):
        return False
    sentence = reading.sentence_of(start)
    if start - 1 <= sentence[0] and end + 1 >= sentence[1] - 1:
        return False
    before = [lower[word] for word in range(max(sentence[0], start - 4), start - 1)]
    return not _NAMING.intersection(before)


def _is_said(reading: Reading, said: Sequence[Span], words: Span) -> bool:
    """Say whether a statement's words or cue overlap or stand beside the quotation."""
    spans = reading.marks.words
    first, last = max(0, words[0] - 3), min(len(spans), words[1] + 3)
    start, end = spans[first][0], spans[last - 1][1]
    at = bisect_right(said, (end, end))
    return any(one[1] > start for one in said[max(0, at - 24) : at])
