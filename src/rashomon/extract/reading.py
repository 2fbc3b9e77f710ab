"""A report's text and its marks side by side, with what is looked up again and again."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from rashomon.extract.lemmas import find_lemma
from rashomon.extract.lexicon import Lexicon
from rashomon.extract.quotes import Quote, find_quotes
from rashomon.records import Marks, Report, Span

HYPHENS = frozenset("-‑")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One report as ``extract`` reads it; lists have one entry a word.

    ``sentence_starts`` are word indices; ``quotes`` are quotations in characters, outer before inner.
    """

    report: Report
    marks: Marks
    lexicon: Lexicon
    words: list[str]
    lower: list[str]
    sentence_starts: list[int]
    quotes: list[Quote]
    quoted_by: list[int]
    """For each word the index in ``quotes`` of the outermost quotation it is in, or -1."""
    quote_starts: dict[int, Quote]
    quote_ends: dict[int, Quote]

    def quotes_between(self, start: int, end: int) -> list[Quote]:
        """Give the quotations that share characters with ``[start, end)``, in order of start."""
        found: list[Quote] = []
        at = bisect_right(self.quotes, start, key=lambda quote: quote.start)
        before = at - 1
        while before >= 0 and before >= at - 4:  # one that began earlier and its inner ones
            if self.quotes[before].end > start:
                found.append(self.quotes[before])
            before -= 1
        found.reverse()
        while at < len(self.quotes) and self.quotes[at].start < end:
            found.append(self.quotes[at])
            at += 1
        return found

    def sentence_of(self, word: int) -> Span:
        """Give the word span of the sentence that holds a word."""
        at = bisect_right(self.sentence_starts, word) - 1
        starts = self.sentence_starts
        if at < 0:
            return 0, len(self.words)
        return starts[at], starts[at + 1] if at + 1 < len(starts) else len(self.words)

    def chars(self, words: Span) -> Span:
        """Turn a span of words into a span of characters."""
        spans = self.marks.words
        return spans[words[0]][0], spans[words[1] - 1][1]

    def text_of(self, words: Span) -> str:
        """Give the text that a span of words covers."""
        start, end = self.chars(words)
        return self.report.text[start:end]

    def lemma(self, word: int) -> str:
        """Give a word's dictionary form, preferring one that the cue list knows."""
        lexicon, upos = self.lexicon, self.marks.upos[word]
        irregular = lexicon.plurals if upos == "NOUN" else lexicon.verbs
        return find_lemma(self.lower[word], upos, irregular, lexicon.cue_words)

    def is_inside_compound(self, word: int) -> bool:
        """Say whether a hyphen ties a word to the one before: "two|-thirds", "two-|thirds"."""
        spans, words = self.marks.words, self.words
        if not 0 < word < len(spans) or spans[word - 1][1] != spans[word][0]:
            return False
        return words[word] in HYPHENS or words[word - 1] in HYPHENS

    def head_of(self, words: Span) -> int:
        """Give the word that a span turns on: the first whose own head lies outside, else the last."""
        heads, (start, end) = self.marks.heads, words
        for word in range(start, end):
            head = heads[word]
            if (head < start or head >= end or head == word) and self.marks.upos[word] != "PUNCT":
                return word
        return end - 1


def read_marks(report: Report, marks: Marks, lexicon: Lexicon) -> Reading:
    """Lay the text and its marks side by side."""
    text = report.text
    words = [text[start:end] for start, end in marks.words]
    quotes = find_quotes(text, report.paragraphs)
    return Reading(
        report=report,
        marks=marks,
        lexicon=lexicon,
        words=words,
        lower=[word.lower().replace("’", "'") for word in words],
        sentence_starts=[start for start, _ in marks.sentences],
        quotes=quotes,
        quoted_by=_quoted_by(marks.words, quotes),
        quote_starts={quote.start: quote for quote in quotes},
        quote_ends={quote.end: quote for quote in quotes},
    )


def _quoted_by(words: tuple[Span, ...], quotes: list[Quote]) -> list[int]:
    outer = [(quote.start, quote.end, index) for index, quote in enumerate(quotes) if quote.depth == 0]
    owners = [-1] * len(words)
    at = 0
    for word, (start, _) in enumerate(words):
        while at < len(outer) and outer[at][1] <= start:
            at += 1
        if at < len(outer) and outer[at][0] <= start:
            owners[word] = outer[at][2]
    return owners
