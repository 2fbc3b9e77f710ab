"""What a report made of each sentence of another: kept, reworded, relabelled, dropped, added."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rashomon.compare.origins.alignment import Aligned, Run, align_sentences
from rashomon.compare.origins.swaps import find_scare_quotes, make_swap
from rashomon.compare.origins.wordings import Wording
from rashomon.compare.sentences import Sentence
from rashomon.records import Change, Span

RELABELS = frozenset(("name", "verb", "label"))
"""Kinds of swaps by which a sentence is relabelled."""
_PARTING = re.compile(r"[,;:()–—]")

Words = tuple[int, int]
"""Words of a sentence: from the first to behind the last."""
Hull = tuple[int, int, int]
"""A sentence, and its words from the first to behind the last that a pair has in common."""


def find_changes(first: Wording, other: Wording) -> tuple[Change, ...]:
    """Say what a report made of its origin's first one: by the first's text, then what it added by its own.

    A sentence that was cut in two, or put together with another, is there once for each part.
    """
    pairs = align_sentences(first.sentences, other.sentences)
    here = _cut_parts(first, [_hull(pair.one, pair.runs, 0) for pair in pairs])
    there = _cut_parts(other, [_hull(pair.other, pair.runs, 1) for pair in pairs])
    made = [
        _compare(first, other, pair, parts)
        for pair, parts in zip(pairs, zip(here, there, strict=True), strict=True)
    ]
    report = other.account.report.id
    dropped = _without(first.sentences, {pair.one for pair in pairs})
    added = _without(other.sentences, {pair.other for pair in pairs})
    made.extend(Change(report=report, from_=span, to=None, what="dropped") for span in dropped)
    made.sort(key=lambda change: change.from_ or (0, 0))
    return (*made, *(Change(report=report, from_=None, to=span, what="added") for span in added))


def _without(sentences: Sequence[Sentence], paired: set[int]) -> list[Span]:
    return [sentence.span for at, sentence in enumerate(sentences) if at not in paired]


def _hull(sentence: int, runs: Sequence[Run], side: int) -> Hull:
    return sentence, runs[0][side], runs[-1][side] + runs[-1][2]


def _cut_parts(wording: Wording, hulls: Sequence[Hull]) -> list[Words]:
    """Share each sentence out among the pairs it is in, cut where a comma parts what they have of it."""
    mine: dict[int, list[Hull]] = defaultdict(list)
    for hull in hulls:
        mine[hull[0]].append(hull)
    parts: dict[Hull, Words] = {}
    for at, own in mine.items():
        own.sort()
        sentence = wording.sentences[at]
        cuts = [_find_cut(wording.text, sentence, before[2], after[1]) for before, after in pairwise(own)]
        parts |= dict(zip(own, pairwise([0, *cuts, len(sentence.words)]), strict=True))
    return [parts[hull] for hull in hulls]


def _find_cut(text: str, sentence: Sentence, end: int, start: int) -> int:
    """Give the word behind the first comma, dash or the like between two places, or else the first word."""
    between = ((at, text[sentence.spans[at - 1][1] : sentence.spans[at][0]]) for at in range(end, start + 1))
    return next((at for at, marks in between if _PARTING.search(marks)), end)


def _compare(first: Wording, other: Wording, pair: Aligned, parts: tuple[Words, Words]) -> Change:
    here, there = first.sentences[pair.one], other.sentences[pair.other]
    same = [(here.spans[a + at], there.spans[b + at]) for a, b, length in pair.runs for at in range(length)]
    swaps = [
        *(
            make_swap(first, other, _to_span(here, one), _to_span(there, two))
            for one, two in _find_gaps(here, there, pair, parts)
        ),
        *find_scare_quotes(first, other, same),
    ]
    is_relabelled = any(swap.kind in RELABELS for swap in swaps)
    return Change(
        report=other.account.report.id,
        from_=_part_span(here, parts[0]),
        to=_part_span(there, parts[1]),
        what="relabelled" if is_relabelled else "reworded" if swaps else "kept",
        swaps=tuple(swaps),
    )


def _find_gaps(
    here: Sentence, there: Sentence, pair: Aligned, parts: tuple[Words, Words]
) -> Iterator[tuple[Words, Words]]:
    """Give the words between those that two parts of sentences share, less what is alike at their ends."""
    edges = [(parts[0][0], parts[1][0], 0), *pair.runs, (parts[0][1], parts[1][1], 0)]
    for before, after in pairwise(edges):
        a, b, c, d = before[0] + before[2], before[1] + before[2], after[0], after[1]
        while a < c and b < d and here.words[a] == there.words[b]:
            a, b = a + 1, b + 1
        while a < c and b < d and here.words[c - 1] == there.words[d - 1]:
            c, d = c - 1, d - 1
        if a < c or b < d:
            yield (a, c), (b, d)


def _to_span(sentence: Sentence, words: Words) -> Span | None:
    start, end = words
    return (sentence.spans[start][0], sentence.spans[end - 1][1]) if start < end else None


def _part_span(sentence: Sentence, words: Words) -> Span:
    """Give the characters of a part, up to the sentence's own ends where it goes so far."""
    start, end = words
    left = sentence.spans[start][0] if start else sentence.span[0]
    right = sentence.spans[end - 1][1] if end < len(sentence.words) else sentence.span[1]
    return left, right
