"""Attributions that are none: what the encoder marks though nobody says, thinks or wants anything there.

What leaving them out brings is told in ``docs/decisions/mending.md``.
"""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.extract.cues import WEAK, read_cue
from rashomon.extract.frames import read_frame
from rashomon.extract.reading import Reading
from rashomon.extract.trees import Tree
from rashomon.records import AttributionMark, Span

UNKNOWN_FLOOR = 0.5
"""The score a cue needs that no lexicon knows; chosen on the dev stories, where it brings 1.1."""
NOUN_FLOOR, UNSOURCED_FLOOR = 0.3, 0.4
"""Scores below which a noun, and a cue whose source nothing tells, attributes nothing: half of the train
stories', which the encoder saw, do; of pages' 1 of 22. On the dev stories who-said-what F1 +0.3."""
LONGEST_IDIOM = 6
"""Words within which an idiom stands."""
_PASSED = frozenset(("DET", "NUM", "ADJ"))
_CONTENT_WORDS = frozenset(("VERB", "NOUN", "ADJ", "PROPN"))
_NEEDED = frozenset("cost need pay require take".split())
"""What an empty "it" does that lays nothing to anybody: "it takes no genius to see"."""


def is_none(tree: Tree, mark: AttributionMark) -> bool:
    """Say whether a mark attributes nothing: no word of attributing, or nothing said of anything."""
    reading = tree.reading
    if not any(reading.marks.upos[word] in _CONTENT_WORDS for word in range(*mark.cue)):
        return _is_idle(reading, mark)
    if _is_mere_refusal(reading, mark) or _is_idiom(tree, mark.cue):
        return True
    cue = read_cue(reading, mark)
    if cue.is_known:
        return _is_empty(reading, mark.source) and cue.cue.lemma in _NEEDED
    return mark.score < UNKNOWN_FLOOR or _is_torn(reading, mark.cue)


def _is_idle(reading: Reading, mark: AttributionMark) -> bool:
    """Say whether function words attribute nothing: "would", an "in" that no source follows."""
    first, end = mark.cue
    if end == first + 1 and reading.marks.upos[first] == "ADP" and mark.source and mark.source[0] == end:
        return False
    cue = read_cue(reading, mark)
    return not cue.is_known or cue.cue.lemma in WEAK


def _is_idiom(tree: Tree, cue: Span) -> bool:
    """Say whether a cue's words are part of an idiom of the lexicon: "swore in", "claimed 40 lives"."""
    idioms = tree.reading.lexicon.idioms
    before = 1 if cue[0] and tree.upos[cue[0]] == "NOUN" else 0  # "conference |call"
    for first in range(cue[0] - before, cue[1]):
        for key in _phrases_from(tree, first):
            if key in idioms:
                return True
            if f"be {key}" in idioms and _is_passive(tree, cue):
                return True
    return False


def _is_passive(tree: Tree, cue: Span) -> bool:
    frame = read_frame(tree, cue)
    is_of_noun = tree.deprels[frame.head].startswith("acl") and tree.reading.lower[frame.head].endswith("ed")
    return frame.subject != "speaker" or is_of_noun


def _phrases_from(tree: Tree, first: int) -> Iterator[str]:
    """Give the phrases that begin with a word, in dictionary form; determiners and the like passed over."""
    reading, phrase = tree.reading, tree.reading.lemma(first)
    last = min(reading.sentence_of(first)[1], first + LONGEST_IDIOM)
    for word in range(first + 1, last):
        if tree.upos[word] == "PUNCT":
            return
        yield f"{phrase} {reading.lemma(word)}"
        if tree.upos[word] not in _PASSED:
            phrase = f"{phrase} {reading.lemma(word)}"


def _is_mere_refusal(reading: Reading, mark: AttributionMark) -> bool:
    """Say whether nothing is said of anything: "declined to comment for this story"."""
    after = min((start for start, _ in mark.content if start >= mark.cue[1]), default=mark.cue[1])
    opens = (reading.lower[mark.cue[1] - 1], reading.lower[min(after, len(reading.lower) - 1)])
    return "for" in opens and "comment" in reading.lower[slice(*mark.cue)]


def _is_torn(reading: Reading, words: Span) -> bool:
    """Say whether a span begins or ends within a compound: "two|-thirds", "early-|morning"."""
    return any(reading.is_inside_compound(word) for word in words)


def _is_empty(reading: Reading, source: Span | None) -> bool:
    """Say whether a source is the "it" of "it takes courage to"."""
    return source is not None and source[1] == source[0] + 1 and reading.marks.deprels[source[0]] == "expl"


def is_nobodys(tree: Tree, mark: AttributionMark) -> bool:
    """Say whether a cue is an infinitive whose subject is left open: "to say that is too early"."""
    reading, first = tree.reading, mark.cue[0]
    is_infinitive = first > 0 and reading.lower[first - 1] == "to" and reading.marks.upos[first] == "VERB"
    return is_infinitive and (mark.source is None or _is_wished(tree, first))


def _is_wished(tree: Tree, verb: int) -> bool:
    """Say whether "for" opens an infinitive's clause: "calls for |councils to insist| on it"."""
    return any(tree.reading.lower[word] == "for" and word < verb for word in tree.dependents(verb))


def is_unsure(tree: Tree, mark: AttributionMark) -> bool:
    """Say whether a mark of low score is a noun, or ought to have a source and has none."""
    if mark.score >= UNSOURCED_FLOOR or tree.upos[mark.cue[0]] == "PUNCT":
        return False
    head = tree.reading.head_of(mark.cue)
    if mark.source is not None:
        return mark.score < NOUN_FLOOR and tree.upos[head] in ("NOUN", "PROPN")
    return tree.upos[head] != "ADV" and read_frame(tree, mark.cue).subject == "speaker"
