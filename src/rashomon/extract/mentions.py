"""The mentions of a report, put in order: the encoder's, names it found no mention for, and sources.

Marks may be noisy: spans that are empty or outside the text are left out, equal spans become one, and
links that point nowhere or forward are dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.extract.lemmas import find_lemma
from rashomon.extract.reading import Reading
from rashomon.records import MentionMark, Span

POSSESSIVES = frozenset(("'s", "'", "’"))
RELATIVES = frozenset(("who", "whom", "whose", "which", "that"))
_WITHIN = frozenset(("compound", "amod", "flat", "fixed", "nmod:desc", "appos"))
_BEFORE = frozenset(("det", "amod", "compound", "nummod", "nmod:poss"))
NEAR = 6
"""Words before a noun that may be part of its mention."""
_LABEL_KINDS = {"PER": "person", "LOC": "place", "ORG": "organization"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundMentions:
    """Mentions in order of text, outer before inner, with what was known of them already.

    ``marks[i].links`` count in this list's own indices. ``sources`` gives for each attribution the
    mention that is its source, or None.
    """

    marks: list[MentionMark]
    sources: list[int | None]


def find_mentions(reading: Reading) -> FoundMentions:
    """Gather the mentions of a report: one a span, sorted, each source among them."""
    by_span: dict[Span, MentionMark] = {}
    span_of: list[Span | None] = []
    for mark in reading.marks.mentions:
        span = trim_words(reading, mark.words)
        span_of.append(span)
        if span is not None and (span not in by_span or by_span[span].score < mark.score):
            by_span[span] = mark
    heads = {_head_within(mark.head, span, reading) for span, mark in by_span.items()}
    _add_names(reading, by_span, heads)
    source_spans = [_source_span(reading, attribution.source) for attribution in reading.marks.attributions]
    heads |= _add_antecedents(reading, by_span, heads, source_spans)
    _add_nouns(reading, by_span, heads | {span[1] - 1 for span in source_spans if span is not None})
    by_head = _largest_by_head(reading, by_span)
    chosen = [_mention_of_source(reading, span, by_span, by_head) for span in source_spans]
    order = sorted(by_span, key=lambda span: (span[0], -span[1]))
    place = {span: index for index, span in enumerate(order)}
    marks = [_settled(reading, by_span[span], span, span_of, place) for span in order]
    return FoundMentions(marks=marks, sources=[None if span is None else place[span] for span in chosen])


def trim_words(reading: Reading, words: Span) -> Span | None:
    """Bring a span of words inside the text and cut a possessive 's and punctuation off its ends.

    Of a quotation that it holds it has both marks: "“Vertigo” director", not "Vertigo” director".
    """
    lower, upos = reading.lower, reading.marks.upos
    start, end = max(words[0], 0), min(words[1], len(lower))
    while start < end and upos[start] == "PUNCT" and lower[start] not in "“\"‘«'":
        start += 1
    while start < end and (lower[end - 1] in POSSESSIVES or lower[end - 1] in ",;:.—–-"):
        end -= 1
    if start >= end:
        return None
    return _with_opening(reading, start, end), end


def _with_opening(reading: Reading, start: int, end: int) -> int:
    spans = reading.marks.words
    quote = reading.quote_starts.get(spans[start - 1][0]) if start else None
    return start if quote is None or not quote.closed or quote.end > spans[end - 1][1] else start - 1


def _head_within(head: int, span: Span, reading: Reading) -> int:
    return head if span[0] <= head < span[1] else reading.head_of(span)


def _add_names(reading: Reading, by_span: dict[Span, MentionMark], heads: set[int]) -> None:
    for name in reading.marks.names:
        span = trim_words(reading, name.words)
        if span is None or span in by_span or any(word in heads for word in range(*span)):
            continue
        by_span[span] = MentionMark(
            words=span,
            head=reading.head_of(span),
            kind=_LABEL_KINDS.get(name.label, ""),
            form="name",
            score=name.score,
        )


def _add_nouns(reading: Reading, by_span: dict[Span, MentionMark], heads: set[int]) -> None:
    """Add nouns for persons and bodies that no mention turns on, with what stands before them."""
    marks, lexicon = reading.marks, reading.lexicon
    for word, upos in enumerate(marks.upos):
        if upos != "NOUN" or word in heads or marks.deprels[word] in _WITHIN:
            continue
        form = reading.lower[word]
        entry = lexicon.nouns.get(form) or lexicon.nouns.get(find_lemma(form, "NOUN", lexicon.plurals))
        if entry is None or entry.kind not in ("person", "organization", "group"):
            continue
        span = _start_of_phrase(reading, word), word + 1
        by_span.setdefault(
            span, MentionMark(words=span, head=word, kind=entry.kind, form="description", score=0.4)
        )


def relative_noun(reading: Reading, word: int) -> int | None:
    """Give the noun that the relative clause around a word hangs on."""
    heads, deprels = reading.marks.heads, reading.marks.deprels
    for _ in range(NEAR):
        if deprels[word].startswith("acl"):
            return heads[word]
        if heads[word] == word:
            return None
        word = heads[word]
    return None


def _add_antecedents(
    reading: Reading, by_span: dict[Span, MentionMark], heads: set[int], sources: Sequence[Span | None]
) -> set[int]:
    """Add for each "who" that is a source its noun's phrase, if that is no mention yet; give the heads."""
    added: set[int] = set()
    for span in sources:
        if span is None or span[1] - span[0] > 1 or reading.lower[span[0]] not in RELATIVES:
            continue
        noun = relative_noun(reading, span[0])
        if noun is None or noun >= span[0] or noun in heads | added or _is_named(reading, noun, heads):
            continue
        words = _start_of_phrase(reading, noun), noun + 1
        by_span.setdefault(words, MentionMark(words=words, head=noun, kind="", form="description", score=0.4))
        added.add(noun)
    return added


def _is_named(reading: Reading, noun: int, heads: set[int]) -> bool:
    """Say whether a noun belongs to a mention that turns on another word: "|Speaker| Ana Ruiz, who"."""
    marks = reading.marks
    if marks.upos[noun] == "PROPN" or marks.deprels[noun] in _WITHIN:
        return True
    near = range(noun + 1, min(len(marks.heads), noun + NEAR))
    return any(
        marks.heads[word] == noun and marks.deprels[word] in _WITHIN and word in heads for word in near
    )


def _start_of_phrase(reading: Reading, word: int) -> int:
    marks, start = reading.marks, word
    while (
        start
        and word - start < NEAR
        and marks.heads[start - 1] == word
        and marks.deprels[start - 1] in _BEFORE
    ):
        start -= 1
    return start


def _source_span(reading: Reading, source: Span | None) -> Span | None:
    return None if source is None else trim_words(reading, source)


def _largest_by_head(reading: Reading, by_span: dict[Span, MentionMark]) -> dict[int, Span]:
    by_head: dict[int, Span] = {}
    for span, mark in by_span.items():
        head = _head_within(mark.head, span, reading)
        if head not in by_head or span[1] - span[0] > by_head[head][1] - by_head[head][0]:
            by_head[head] = span
    return by_head


def _mention_of_source(
    reading: Reading, span: Span | None, by_span: dict[Span, MentionMark], by_head: dict[int, Span]
) -> Span | None:
    """Find the mention that a source is, by its words or the word it turns on; else make one."""
    if span is None or span in by_span:
        return span
    head = reading.head_of(span)
    if head in by_head:
        return by_head[head]
    is_pronoun = reading.marks.upos[head] == "PRON"
    form = "pronoun" if is_pronoun else "name" if reading.marks.upos[head] == "PROPN" else "description"
    by_span[span] = MentionMark(words=span, head=head, kind="", form=form, score=0.5)
    by_head[head] = span
    return span


def _settled(
    reading: Reading, mark: MentionMark, span: Span, span_of: list[Span | None], place: dict[Span, int]
) -> MentionMark:
    own = place[span]
    links: dict[int, float] = {}
    for index, probability in mark.links:
        target = span_of[index] if 0 <= index < len(span_of) else None
        if target is not None and place[target] < own:
            links[place[target]] = links.get(place[target], 0.0) + probability
    return MentionMark(
        words=span,
        head=_head_within(mark.head, span, reading),
        kind=mark.kind,
        form=mark.form,
        score=mark.score,
        links=tuple(sorted(links.items(), key=lambda link: (-link[1], link[0]))),
    )
