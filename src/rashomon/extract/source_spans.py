"""Sources mended by grammar: found where the encoder gave none, made whole where it broke them off.

Each rule tells what it brings, the others in place: points of who-said-what F1 on the dev stories and on
PolNeAR dev, with weights 23bd9fd86a07. ``docs/decisions/mending.md`` has the tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rashomon.extract.content_spans import without
from rashomon.extract.frames import Frame
from rashomon.extract.subjects import SUBJECTS, touches
from rashomon.extract.trees import NOMINAL, Tree
from rashomon.records import AttributionMark, Span

_SHARES_SUBJECT = frozenset(("conj", "xcomp", "advcl", "parataxis"))
_INSIDE = frozenset("det det:predet amod compound nmod:poss nmod:desc nummod case cc".split())
_MAY_BE_EMPTY = frozenset(("it", "there", "what", "that"))
_DANGLING = frozenset(("that", "which", "“", "„", "«", "‘"))
_DATES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december".split()
) | {str(year) for year in range(1900, 2100)}
_TIMES = frozenset(
    "today yesterday tonight tomorrow week weekend month year time morning afternoon evening night last this "
    "next that the same earlier later late early also".split()
)
_ARTICLES = frozenset(("the", "a", "an"))
CLIMBS = 4
"""Governing words looked at for a subject or for the head of a broken phrase."""


def find_missing_source(tree: Tree, mark: AttributionMark, frame: Frame) -> AttributionMark:
    """Give an attribution without source the one that grammar gives its cue.

    That is what follows "by" or "according to"; a noun's possessor ("his claim that"); a verb's subject, or
    that of the verb it is joined to; of a passive only the agent. Brings +0.7, +0.6.
    """
    if mark.source is not None:
        return mark
    word = _speaker(tree, mark.cue, frame)
    if word is None or _is_parted(tree, word, mark.cue):
        return mark
    if frame.may_be_empty and tree.reading.lower[word] in _MAY_BE_EMPTY:
        return mark
    start, end = tree.phrase(word)
    if end - start > 1 and tree.reading.lower[end - 1] in ("'s", "'"):
        end -= 1
    return mark if touches((start, end), mark) else replace(mark, source=(start, end))


def _is_parted(tree: Tree, word: int, cue: Span) -> bool:
    """Say whether a sentence ends between a word and a cue, whatever the tree says."""
    first, last = (word, cue[0]) if word < cue[0] else (cue[1], word)
    return any(one in (".", "!", "?") for one in tree.reading.words[first:last])


def _speaker(tree: Tree, cue: Span, frame: Frame) -> int | None:
    """Find the word for who speaks."""
    after = _after_preposition(tree, cue)
    if after is not None:
        return after
    if frame.subject != "speaker":
        return None
    head = tree.reading.head_of(cue)
    if tree.upos[head] in ("NOUN", "PROPN"):
        return tree.find(head, "nmod:poss")
    return _subject(tree, head)


def _after_preposition(tree: Tree, cue: Span) -> int | None:
    lower = tree.reading.lower
    for word in range(*cue):
        if lower[word] == "by" or lower[cue[0]] == "according":
            noun = tree.heads[word]
            is_preposition = tree.deprels[word] in ("case", "fixed", "mark")
            if noun >= cue[1] and is_preposition and tree.upos[noun] in NOMINAL:
                return noun
    return None


def _subject(tree: Tree, verb: int) -> int | None:
    """Find a verb's subject, or that of the verb it is joined to; of one in the passive only the agent."""
    for _ in range(CLIMBS):
        subject = tree.find(verb, *SUBJECTS, "nsubj:pass")
        is_empty = tree.find(verb, "expl") is not None
        if subject is not None:
            return None if is_empty and tree.reading.lower[subject] in _MAY_BE_EMPTY else subject
        if is_empty or tree.deprels[verb] not in _SHARES_SUBJECT:
            return None
        verb = tree.heads[verb]
        if tree.is_passive(verb):
            return next(iter(tree.agents(verb)), None)
    return None


def complete_source(tree: Tree, mark: AttributionMark) -> AttributionMark:
    """Extend a source that breaks off inside its noun phrase to the whole of it.

    A possessor is broken off only if what it possesses is the cue's subject: "the bishops|' conference said".
    Brings +1.1, +0.5.
    """
    if mark.source is None:
        return mark
    head = _whole_head(tree, mark, mark.source)
    if tree.upos[head] not in NOMINAL:
        return mark
    start, end = mark.source
    first, last = tree.phrase(head)
    others = (mark.cue, *mark.content)
    first = max([first, *(b for _, b in others if b <= start)])
    last = min([last, *(a for a, _ in others if a >= end)])
    if first >= end or last <= start:
        return mark
    whole = tree.trimmed((min(start, first), max(end, last)), head)
    return mark if whole == mark.source else replace(mark, source=whole)


def cut_tail(tree: Tree, mark: AttributionMark, verb: int) -> AttributionMark:
    """Cut off a source's end what belongs to its verb: "the mayor |on Monday", "officials |this week"."""
    if mark.source is None or mark.source[0] >= mark.cue[1]:
        return mark
    start, end = mark.source
    lower = tree.reading.lower
    while end - start > 1 and (tree.upos[end - 1] in ("ADP", "SCONJ") or lower[end - 1] in _DANGLING):
        end -= 1
    at = end
    while at - start > 1 and _is_time(tree, at - 1):
        at -= 1
    head = tree.reading.head_of((start, at))
    is_own = tree.branch(end - 1, head) is not None or "VERB" in tree.upos[start:at]
    if at < end and not is_own and tree.branch(end - 1, verb) is not None:
        end = at - (at - start > 1 and tree.upos[at - 1] == "ADP")
    return mark if end == mark.source[1] else replace(mark, source=(start, end))


def _is_time(tree: Tree, word: int) -> bool:
    """Say whether a word tells when; "Tomorrow" with a capital is rather a name."""
    lower, text = tree.reading.lower[word], tree.reading.words[word]
    return lower in _DATES or (text == lower and lower in _TIMES)


def finish_words(tree: Tree, mark: AttributionMark, names: Mapping[int, int]) -> AttributionMark:
    """Take in the rest of a hyphenated word or name that a source's edges cut through: "Deir al|-Balah".

    ``names`` tells for each word within a name, its first left out, where the name ends.
    """
    if mark.source is None:
        return mark
    start, end = mark.source
    while tree.reading.is_inside_compound(start):
        start -= 1
    while tree.reading.is_inside_compound(end):
        end += 1
    last = names.get(end)
    if last is not None and not touches((end, last), mark):
        end = last
    whole = (start, end)
    return mark if whole == mark.source else replace(mark, source=whole, content=_apart(mark.content, whole))


def _apart(content: tuple[Span, ...], source: Span) -> tuple[Span, ...]:
    return tuple(rest for piece in content for rest in without(piece, source))


def _whole_head(tree: Tree, mark: AttributionMark, source: Span) -> int:
    """Find the head of the phrase that a source is part of."""
    head = tree.reading.head_of(source)
    for _ in range(CLIMBS):
        above, label = tree.heads[head], tree.deprels[head]
        is_inner = label in _INSIDE and above != head and not source[0] <= above < source[1]
        if not is_inner or touches((above, above + 1), mark):
            break
        if label == "nmod:poss" and not mark.cue[0] <= tree.heads[above] < mark.cue[1]:
            break
        head = above
    return head


def keep_relative_only(tree: Tree, mark: AttributionMark) -> AttributionMark:
    """Keep of "who in those days" and of "anyone who" the "who".

    Brings +0.5, +0.1.
    """
    if mark.source is None:
        return mark
    start, end = mark.source
    for word in (start, end - 1):
        is_first = word == start
        if tree.reading.words[word] in (("who", "which") if is_first else ("who",)):
            return replace(mark, source=(word, word + 1))
    return mark


def drop_bare_article(tree: Tree, mark: AttributionMark) -> AttributionMark:
    """Take an article alone for no source: "|the| accusations of"."""
    is_bare = mark.source is not None and tree.reading.text_of(mark.source).lower() in _ARTICLES
    return replace(mark, source=None) if is_bare else mark
