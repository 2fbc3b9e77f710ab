"""Names made whole where the encoder broke them: at a hyphen, after "of", before a body's common noun.

"Tsai Ing|-wen", "University of| Washington", "Harris County Sheriff's| Office".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rashomon.extract.reading import Reading
from rashomon.records import Marks, MentionMark, NameMark, Span

_LINKS = frozenset(("of", "for", "and", "the", "&"))
LONGEST_TAIL = 4
"""Words taken in after a name that ends in "of"."""
LONGEST_FRONT = 6
"""Words taken in before a body's common noun."""


def mend_names(reading: Reading) -> Marks:
    """Give the marks with whole names, and with mentions that end where their names end."""
    marks = reading.marks
    size = len(reading.words)
    names = [name for name in marks.names if 0 <= name.words[0] < name.words[1] <= size]
    label_at = {word: name.label for name in names for word in range(*name.words)}
    whole: list[NameMark] = []
    moved: dict[int, Span] = {}
    for name in names:
        span = _finish(reading, _front(reading, _over_hyphens(reading, name, label_at), name.label))
        whole.append(name if span == name.words else replace(name, words=span))
        if span != name.words:
            moved.update(dict.fromkeys(range(*span), span))
    if not moved:
        return marks
    mentions = tuple(_fit(mention, moved) for mention in marks.mentions)
    return replace(marks, names=tuple(_distinct(whole)), mentions=mentions)


def _over_hyphens(reading: Reading, name: NameMark, label_at: dict[int, str]) -> Span:
    """Widen a name over hyphens without spaces: "Tsai Ing-wen", not "US-China", "London-based"."""
    start, end = name.words
    while (
        end + 1 < len(reading.words)
        and _is_hyphen(reading, end)
        and _goes_on(reading, end + 1, name, label_at)
    ):
        end += 2
    while start > 1 and _is_hyphen(reading, start - 1) and _goes_on(reading, start - 2, name, label_at):
        start -= 2
    return start, end


def _is_hyphen(reading: Reading, word: int) -> bool:
    spans = reading.marks.words
    return (
        reading.words[word] in ("-", "‑")
        and 0 < word < len(spans) - 1
        and spans[word - 1][1] == spans[word][0]
        and spans[word][1] == spans[word + 1][0]
    )


def _goes_on(reading: Reading, word: int, name: NameMark, label_at: dict[int, str]) -> bool:
    text = reading.words[word]
    label = label_at.get(word)
    if label != name.label and (label is not None or reading.marks.upos[word] != "PROPN"):
        return False
    ends = (text, reading.words[name.words[0]], reading.words[name.words[1] - 1])
    return text[0].isalpha() and not any(one in reading.lexicon.countries for one in ends)


def _front(reading: Reading, span: Span, label: str) -> Span:
    """Take in the capitals before a body's common noun: "Harris County Sheriff's Office"."""
    start, end = span
    if label != "ORG" or end - start > 1 or not _is_body(reading, reading.lower[start]):
        return span
    for at in range(start - 1, max(-1, start - 1 - LONGEST_FRONT), -1):
        is_capital = reading.words[at][0].isupper() and reading.marks.upos[at] in ("PROPN", "ADJ", "NOUN")
        if is_capital or reading.lower[at] in ("'s", "'"):
            start = at
        else:
            break
    while reading.lower[start] in ("'s", "'"):
        start += 1
    return start, end


def _is_body(reading: Reading, word: str) -> bool:
    entry = reading.lexicon.nouns.get(word)
    return entry is not None and entry.kind in ("organization", "facility")


def _finish(reading: Reading, span: Span) -> Span:
    """Go on after a name that ends in "of", or cut that off."""
    start, end = span
    if reading.lower[end - 1] not in _LINKS or end - start < 2:
        return span
    last = end
    for at in range(end, min(len(reading.words), end + LONGEST_TAIL)):
        if reading.marks.upos[at] == "PROPN":
            last = at + 1
        elif reading.lower[at] not in _LINKS:
            break
    if last > end:
        return start, last
    while end - start > 1 and reading.lower[end - 1] in _LINKS:
        end -= 1
    return start, end


def _fit(mention: MentionMark, moved: dict[int, Span]) -> MentionMark:
    """Widen a mention to the whole of the name it turns on."""
    name = moved.get(mention.head)
    if name is None:
        return mention
    start, end = min(mention.words[0], name[0]), max(mention.words[1], name[1])
    return mention if (start, end) == mention.words else replace(mention, words=(start, end))


def _distinct(names: Sequence[NameMark]) -> list[NameMark]:
    """Keep one of names with the same words, the surest."""
    best: dict[Span, NameMark] = {}
    for name in names:
        if name.words not in best or best[name.words].score < name.score:
            best[name.words] = name
    return list(best.values())
