"""Sources mended by grammar: found where the encoder gave none, made whole where it broke them off.

Each rule tells what it brings, the others in place: points of who-said-what F1 on the dev stories and on
PolNeAR dev, with weights 23bd9fd86a07. ``docs/decisions/mending.md`` has the tables.
"""

from __future__ import annotations

from dataclasses import replace

from rashomon.extract.trees import NOMINAL, Tree
from rashomon.records import AttributionMark, Span

_SUBJECTS = ("nsubj", "nsubj:outer")
_SHARES_SUBJECT = frozenset(("conj", "xcomp", "advcl", "parataxis"))
_INSIDE = frozenset("det det:predet amod compound nmod:poss nmod:desc nummod case cc".split())
_MAY_BE_EMPTY = frozenset(("it", "there", "what", "that"))
_RAISED = frozenset(
    "expected believed thought said alleged reported understood rumoured rumored considered known presumed "
    "feared".split()
)
_BETWEEN = ("ADV", "AUX", "PART")
CLIMBS = 4
"""Governing words looked at for a subject or for the head of a broken phrase."""
NEAR = 6
"""Adverbs and auxiliaries between a subject and its cue."""


def lower_raised_subject(tree: Tree, mark: AttributionMark) -> AttributionMark:
    """Make X content in "X is expected to win", where nobody says who expects it.

    Brings 0.0, 0.0; with another checkpoint +0.5, 0.0.
    """
    reading = tree.reading
    head = reading.head_of(mark.cue)
    if reading.lower[head] not in _RAISED or not tree.is_passive(head) or _has_agent(tree, mark.cue):
        return mark
    after = [start for start, _ in mark.content if start >= mark.cue[1]]
    if not after or reading.lower[min(after)] != "to":
        return mark
    word = tree.find(head, "nsubj:pass")
    subject = mark.source or (None if word is None else tree.phrase(word))
    if subject is None or subject[1] != subject_end(tree, mark.cue):
        return mark
    if mark.source is None and _touches(subject, mark):
        return mark
    return replace(mark, source=None, content=tuple(sorted((subject, *mark.content))))


def _has_agent(tree: Tree, cue: Span) -> bool:
    return any(tree.reading.lower[word] == "by" for word in range(*cue))


def subject_end(tree: Tree, cue: Span) -> int:
    """Give where a subject before a cue would end: before adverbs and auxiliaries left out of the cue."""
    at = cue[0]
    while at > max(0, cue[0] - NEAR) and tree.upos[at - 1] in _BETWEEN:
        at -= 1
    return at


def take_relative(tree: Tree, mark: AttributionMark) -> AttributionMark:
    """Make "who" and "which" the source of the verb they are the subject of, not the noun before the comma.

    Without a comma an antecedent that the encoder chose stays. Brings +0.2, 0.0; with another checkpoint
    +0.7, +0.2.
    """
    lower = tree.reading.lower
    at = subject_end(tree, mark.cue)
    if at < 2 or lower[at - 1] not in ("who", "which") or tree.reading.words[at - 1] == "WHO":
        return mark
    is_aside = lower[at - 2] == ","
    if not is_aside and (mark.source is not None or lower[at - 1] == "which"):
        return mark
    head = tree.reading.head_of(mark.cue)
    if tree.upos[head] not in ("VERB", "AUX") or tree.is_passive(head):
        return mark
    return mark if _touches((at - 1, at), mark) else replace(mark, source=(at - 1, at))


def find_missing_source(tree: Tree, mark: AttributionMark) -> AttributionMark:
    """Give an attribution without source the one that grammar gives its cue.

    That is what follows "by" or "according to"; a noun's possessor ("his claim that"); a verb's subject, or
    that of the verb it is joined to; of a passive only the agent. Brings +0.7, +0.6.
    """
    if mark.source is not None:
        return mark
    word = _speaker(tree, mark.cue)
    if word is None or _is_parted(tree, word, mark.cue):
        return mark
    start, end = tree.phrase(word)
    if end - start > 1 and tree.reading.lower[end - 1] in ("'s", "'"):
        end -= 1
    return mark if _touches((start, end), mark) else replace(mark, source=(start, end))


def _touches(span: Span, mark: AttributionMark) -> bool:
    """Say whether a span shares words with the cue or the content."""
    return any(start < span[1] and span[0] < end for start, end in (mark.cue, *mark.content))


def _is_parted(tree: Tree, word: int, cue: Span) -> bool:
    """Say whether a sentence ends between a word and a cue, whatever the tree says."""
    first, last = (word, cue[0]) if word < cue[0] else (cue[1], word)
    return any(one in (".", "!", "?") for one in tree.reading.words[first:last])


def _speaker(tree: Tree, cue: Span) -> int | None:
    """Find the word for who speaks."""
    after = _after_preposition(tree, cue)
    if after is not None:
        return after
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
    """Find a verb's subject, or that of the verb it is joined to; of a passive the agent."""
    for _ in range(CLIMBS):
        if tree.is_passive(verb):
            return _agent(tree, verb)
        subject = tree.find(verb, *_SUBJECTS)
        is_empty = tree.find(verb, "expl") is not None
        if subject is not None:
            return None if is_empty and tree.reading.lower[subject] in _MAY_BE_EMPTY else subject
        if is_empty or tree.deprels[verb] not in _SHARES_SUBJECT:
            return None
        verb = tree.heads[verb]
    return None


def _agent(tree: Tree, verb: int) -> int | None:
    for word in tree.dependents(verb):
        if tree.deprels[word] in ("obl:agent", "obl") and any(
            tree.reading.lower[case] == "by" for case in tree.dependents(word)
        ):
            return word
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
    return replace(mark, source=tree.trimmed((min(start, first), max(end, last)), head))


def _whole_head(tree: Tree, mark: AttributionMark, source: Span) -> int:
    """Find the head of the phrase that a source is part of."""
    head = tree.reading.head_of(source)
    for _ in range(CLIMBS):
        above, label = tree.heads[head], tree.deprels[head]
        is_inner = label in _INSIDE and above != head and not source[0] <= above < source[1]
        if not is_inner or _touches((above, above + 1), mark):
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
