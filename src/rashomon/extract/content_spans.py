"""Contents mended by quotation marks and grammar: quotations and phrases whole, each to its own attribution.

Each rule tells what it brings; see ``source_spans``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from rashomon.extract.cues import read_cue
from rashomon.extract.quotes import Quote
from rashomon.extract.trees import REACH, Tree
from rashomon.records import AttributionMark, Span

RIVALS = 8
"""Cues of one sentence that may claim a piece of another's content."""
LONGEST_SCRAP = 2
"""Words of content that, alone in a sentence, are the encoder's noise."""
INSERTED = 5
"""Words behind a cue that may end what is inserted: ", he said |on radio,|"."""
SHORTEST_QUOTE = 4
"""Words, quotation marks included, from which a quotation is more than a word in scare quotes."""
_BREAKS = frozenset((",", ";", "—", "–", "―", "--", ".", "!", "?", "…"))


def joined(pieces: Iterable[Span]) -> tuple[Span, ...]:
    """Sort spans and join those that overlap.

    >>> joined([(4, 6), (0, 2), (1, 3)])
    ((0, 3), (4, 6))
    """
    kept: list[Span] = []
    for start, end in sorted(pieces):
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return tuple(kept)


def shared(pieces: Iterable[Span], span: Span) -> int:
    """Count the words of a span that lie in any of the pieces, which do not overlap."""
    return sum(max(0, min(end, span[1]) - max(start, span[0])) for start, end in pieces)


def give_to_nearest(tree: Tree, marks: Sequence[AttributionMark]) -> list[AttributionMark]:
    """Take from an attribution what another has too whose cue stands in its sentence or closes its quotation.

    In the cue's own sentence it is what follows the other's cue: "denied |an outbreak, saying |it was over".
    Not if that other one stands inside the first: then it is nested. Brings exact content +0.5, +0.2.
    """
    by_sentence: dict[int, list[AttributionMark]] = {}
    for mark in marks:
        here = by_sentence.setdefault(tree.reading.sentence_of(mark.cue[0])[0], [])
        if len(here) < RIVALS:
            here.append(mark)
    return [_own_pieces(tree, mark, by_sentence) for mark in marks]


def _own_pieces(
    tree: Tree, mark: AttributionMark, by_sentence: dict[int, list[AttributionMark]]
) -> AttributionMark:
    own = tree.reading.sentence_of(mark.cue[0])[0]
    kept: list[Span] = []
    for piece in mark.content:
        places = _sentences_of(tree, piece)
        others = [place for place in places if place != own] if places[0] != own else []
        rivals = [rival for place in others for rival in by_sentence.get(place, ())]
        if places[0] == own:
            rivals += [one for one in by_sentence.get(own, ()) if mark.cue[1] <= one.cue[0] < piece[0]]
        if not any(
            2 * shared(rival.content, piece) >= piece[1] - piece[0] and not shared(mark.content, rival.cue)
            for rival in rivals
        ):
            kept.append(piece)
    return replace(mark, content=tuple(kept)) if 0 < len(kept) < len(mark.content) else mark


def _sentences_of(tree: Tree, piece: Span) -> list[int]:
    """Give the sentences that a piece of content begins in and that its quotation, if any, is closed in."""
    reading = tree.reading
    places = [reading.sentence_of(piece[0])[0]]
    quote = reading.quoted_by[piece[0]]
    if quote >= 0:
        places.append(_closing_sentence(tree, words_of(tree, reading.quotes[quote])[1])[0])
    return places


def _closing_sentence(tree: Tree, end: int) -> Span:
    """Give the sentence in which a quotation up to ``end`` is closed by who says it: "“Yes,” she said".

    Where a sentence was taken to end with the quotation it is the next, unless a full stop or line parts them
    from each other.
    """
    reading, spans = tree.reading, tree.reading.marks.words
    sentence = reading.sentence_of(end - 1)
    if end == sentence[1] and end < len(spans) and reading.words[end - 2 : end - 1] not in ([], ["."]):
        between = reading.report.text[spans[end - 1][1] : spans[end][0]]
        return sentence if "\n" in between else reading.sentence_of(end)
    return sentence


def end_denials(tree: Tree, marks: Sequence[AttributionMark]) -> list[AttributionMark]:
    """End what is denied where its source goes on to say something: "dismissed it, |saying all was well".

    What follows becomes a statement of its own unless the encoder made it one.
    """
    cues = {word for mark in marks for word in range(*mark.cue)}
    kept: list[AttributionMark] = []
    for mark in marks:
        at = _goes_on_saying(tree, mark)
        if at is None:
            kept.append(mark)
            continue
        denied = tuple((start, min(end, at)) for start, end in mark.content if start < at)
        kept.append(replace(mark, content=denied))
        if at not in cues:
            kept.append(_said_anew(tree, mark, at))
    return kept


def _goes_on_saying(tree: Tree, mark: AttributionMark) -> int | None:
    """Find the participle after a comma, outside quotations, with which a denial's source says something."""
    reading = tree.reading
    if not mark.content or read_cue(reading, mark).polarity != "denied":
        return None
    for start, end in mark.content:
        for word in range(max(start, mark.content[0][0] + 1), min(end, start + REACH)):
            is_apart = reading.words[word - 1] == "," and reading.quoted_by[word] < 0
            if not is_apart or tree.upos[word] != "VERB" or not reading.lower[word].endswith("ing"):
                continue
            entry = reading.lexicon.cues.get(reading.lemma(word))
            if entry is not None and entry.kinds[0] == "statement" and tree.find(word, "ccomp") is not None:
                return word
    return None


def _said_anew(tree: Tree, mark: AttributionMark, cue: int) -> AttributionMark:
    """Make the attribution of a participle: its content begins with its clause, behind whom it is said to."""
    clause = tree.find(cue, "ccomp") or cue
    first = next((word for word in range(cue + 1, clause) if tree.branch(word, clause) is not None), cue + 1)
    content = tuple((max(start, first), end) for start, end in mark.content if end > first)
    return replace(mark, cue=(cue, cue + 1), content=content, kinds={}, stances={})


def end_at_next_saying(tree: Tree, marks: Sequence[AttributionMark]) -> list[AttributionMark]:
    """End what is said where its source goes on to say more: "said it fell |and asked for help"."""
    by_head = {tree.reading.head_of(mark.cue): mark for mark in marks}
    return [_cut_at_next(tree, mark, by_head) for mark in marks]


def _cut_at_next(
    tree: Tree, mark: AttributionMark, by_head: Mapping[int, AttributionMark]
) -> AttributionMark:
    head = tree.reading.head_of(mark.cue)
    for word in tree.dependents(head):
        other = by_head.get(word)
        if other is None or word < mark.cue[1] or tree.deprels[word] != "conj":
            continue
        if other.source not in (None, mark.source) or not shared(mark.content, other.cue):
            continue
        if tree.reading.lower[word].endswith("ing") > tree.reading.lower[head].endswith("ing"):
            continue  # "suggested moving and |continuing"
        first = next(at for at in range(mark.cue[1], word + 1) if tree.branch(at, head) == word)
        content = tuple((start, min(end, first)) for start, end in mark.content if start < first)
        if content:
            return replace(mark, content=content)
    return mark


def drop_scraps(tree: Tree, mark: AttributionMark) -> AttributionMark:
    """Leave out what is in another sentence than the cue's and no quotation, if there is other content.

    Brings +0.2, 0.0; exact content +0.7, +0.1.
    """
    reading = tree.reading
    first, last = reading.sentence_of(mark.cue[0])
    kept = tuple(
        (start, end)
        for start, end in mark.content
        if (end > first and start < last)
        or (
            end - start > LONGEST_SCRAP and (reading.quoted_by[start] >= 0 or reading.quoted_by[end - 1] >= 0)
        )
    )
    return replace(mark, content=kept) if 0 < len(kept) < len(mark.content) else mark


def finish_phrase(tree: Tree, mark: AttributionMark) -> AttributionMark:
    """Extend a piece of content to the end of the phrase it breaks off in; never over a comma, dash or stop.

    Brings +0.5, -0.2; exact content +3.0, +1.4.
    """
    taboo = set(tree.climb(tree.reading.head_of(mark.cue)))
    parts = [mark.cue, *mark.content, *([mark.source] if mark.source else [])]
    pieces: list[Span] = []
    for start, end in mark.content:
        limit = min(
            [
                tree.reading.sentence_of(end - 1)[1],
                end + REACH,
                *(first for first, _ in parts if first >= end),
            ]
        )
        tops = {top for word in (start, end - 1) if (top := _top(tree, word, taboo)) is not None}
        at = end
        while at < limit and not _stops(tree, at) and _hangs(tree, at, (start, end), tops, taboo):
            at += 1
            if tree.upos[at - 1] not in ("PUNCT", "CCONJ"):
                end = at
        pieces.append((start, end))
    return mark if tuple(pieces) == mark.content else replace(mark, content=joined(pieces))


def _stops(tree: Tree, word: int) -> bool:
    """Say whether a phrase ends before a word: at a comma, dash or stop, or where a quotation closes."""
    before, here = tree.reading.words[word - 1 : word + 1]
    return here in _BREAKS or here == "”" or before == "”"


def _top(tree: Tree, word: int, taboo: set[int]) -> int | None:
    """Give the highest word that a word hangs on, below the cue and what the cue hangs on."""
    top = None
    for at in tree.climb(word):
        if at in taboo:
            break
        top = at
    return top


def _hangs(tree: Tree, word: int, piece: Span, tops: set[int], taboo: set[int]) -> bool:
    for at in tree.climb(word):
        if piece[0] <= at < piece[1] or at in tops:
            return True
        if at in taboo:
            return False
    return False


def complete_quotation(tree: Tree, mark: AttributionMark) -> AttributionMark:
    """Take the whole of a quotation of which half, the beginning or the end is content, the source left out.

    Brings exact content 0.0, +0.6.
    """
    reading = tree.reading
    added: list[Span] = []
    ends = (word for start, end in mark.content for word in (start, (start + end) // 2, end - 1))
    for index in dict.fromkeys(reading.quoted_by[word] for word in ends):
        if index < 0:
            continue
        span = words_of(tree, reading.quotes[index])
        holds_cue = shared([mark.cue], span) > 0
        if not holds_cue and _is_of(tree, mark.content, span):
            added.extend(without(span, mark.source))
    return replace(mark, content=joined((*mark.content, *added))) if added else mark


def _is_of(tree: Tree, content: tuple[Span, ...], quote: Span) -> bool:
    """Say whether a quotation is content: by half of it, or by its first or last word, marks left out."""
    first, last = quote[0], quote[1] - 1
    while first < last and tree.upos[first] == "PUNCT":
        first += 1
    while last > first and tree.upos[last] == "PUNCT":
        last -= 1
    is_edge = any(shared(content, (word, word + 1)) for word in (first, last))
    return is_edge or 2 * shared(content, quote) >= quote[1] - quote[0]


def words_of(tree: Tree, quote: Quote) -> Span:
    """Give the words of a quotation, marks included."""
    spans = tree.reading.marks.words
    return bisect_left(spans, (quote.start, 0)), bisect_left(spans, (quote.end, 0))


def take_front(tree: Tree, mark: AttributionMark) -> AttributionMark:
    """Take the subject in front of an inserted cue: "|Nobody|, Ruiz said, |has asked|"."""
    parts = [mark.cue, mark.source or mark.cue]
    start, end = min(first for first, _ in parts), max(last for _, last in parts)
    words, first = tree.reading.words, tree.reading.sentence_of(mark.cue[0])[0]
    if not mark.content or start <= first or end >= len(words) or tree.reading.quoted_by[end] >= 0:
        return mark
    goes_on = mark.content[0][0]
    if not end < goes_on <= end + INSERTED or {words[start - 1], words[goes_on - 1]} - _BREAKS:
        return mark
    head = tree.reading.head_of(mark.content[0])
    subject = tree.find(head, "nsubj", "nsubj:pass", "expl", "nsubj:outer")
    if subject is None or not first <= subject < start or tree.branch(mark.cue[0], subject) is not None:
        return mark
    front = (tree.phrase(subject)[0], start - 1)
    return replace(mark, content=joined((front, *mark.content)))


def without(span: Span, hole: Span | None) -> list[Span]:
    """Give what is left of a span outside another.

    >>> without((0, 9), (3, 5))
    [(0, 3), (5, 9)]
    """
    if hole is None or hole[1] <= span[0] or span[1] <= hole[0]:
        return [span]
    return [(start, end) for start, end in ((span[0], hole[0]), (hole[1], span[1])) if start < end]


def credit_lone_quotations(tree: Tree, marks: Sequence[AttributionMark]) -> list[AttributionMark]:
    """Give a sentence of quotation that nobody is credited with to who was quoted before in the paragraph.

    Brings 0.0, +0.2; exact content 0.0, +0.7.
    """
    reading = tree.reading
    is_content = _covered(len(reading.words), [mark.content for mark in marks])
    outside = [index for index, mark in enumerate(marks) if reading.quoted_by[mark.cue[0]] < 0]
    outside.sort(key=lambda index: marks[index].cue)
    starts = [marks[index].cue[0] for index in outside]
    added: dict[int, list[Span]] = {}
    for quote in reading.quotes:
        if quote.depth:
            continue
        first, last = words_of(tree, quote)
        if last - first < SHORTEST_QUOTE or 2 * sum(is_content[first:last]) >= last - first:
            continue
        at = bisect_left(starts, first)
        end = _closing_sentence(tree, last)[1]
        has_own_cue = at < len(starts) and starts[at] < end
        is_alone = all(tree.upos[word] == "PUNCT" for word in range(last, end))
        if at and is_alone and not has_own_cue and _goes_on(tree, marks[outside[at - 1]], first):
            added.setdefault(outside[at - 1], []).append((first, last))
    return [
        replace(mark, content=joined((*mark.content, *added[index]))) if index in added else mark
        for index, mark in enumerate(marks)
    ]


def _covered(size: int, contents: Iterable[Sequence[Span]]) -> list[bool]:
    """Say for each word whether it is anybody's content."""
    steps = [0] * (size + 1)
    for content in contents:
        for start, end in content:
            steps[start] += 1
            steps[end] -= 1
    return [depth > 0 for depth in accumulate(steps[:-1])]


def _goes_on(tree: Tree, mark: AttributionMark, quote: int) -> bool:
    """Say whether a quotation that is a later sentence of the paragraph goes on with an attribution's."""
    reading, spans = tree.reading, tree.reading.marks.words
    first = reading.sentence_of(quote)[0]
    if first != quote or first <= mark.cue[0]:
        return False
    if "\n" in reading.report.text[spans[mark.cue[1] - 1][1] : spans[quote][0]]:
        return False
    return any(reading.quoted_by[word] >= 0 for start, end in mark.content for word in (start, end - 1))
