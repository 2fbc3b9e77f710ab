"""Sources and the subjects of their cues: who is spoken of or to gives way, who comes after is found.

Each rule tells what it brings; see ``source_spans``.
"""

from __future__ import annotations

from dataclasses import replace

from rashomon.extract.content_spans import joined, shared, without
from rashomon.extract.frames import Frame, completes
from rashomon.extract.trees import REACH, Tree
from rashomon.records import AttributionMark, Span

SUBJECTS = ("nsubj", "nsubj:outer")
_ALL_SUBJECTS = (*SUBJECTS, "nsubj:pass")
_COMPLETES = frozenset(("to", "as", "of", "for", "with"))
_EMPTY = frozenset(("it", "there"))
_ENDS_SPEECH = frozenset(",”\"’'»?!")
_BETWEEN = ("ADV", "AUX", "PART")
NEAR = 6
"""Adverbs and auxiliaries between a subject and its cue."""


def subject_end(tree: Tree, cue: Span) -> int:
    """Give where a subject before a cue would end: before adverbs and auxiliaries left out of the cue."""
    at = cue[0]
    while at > max(0, cue[0] - NEAR) and tree.upos[at - 1] in _BETWEEN:
        at -= 1
    return at


def touches(span: Span, mark: AttributionMark) -> bool:
    """Say whether a span shares words with an attribution's cue or content."""
    return bool(shared((mark.cue, *mark.content), span))


def yield_subject(tree: Tree, mark: AttributionMark, frame: Frame) -> AttributionMark:
    """Take the subject of "Ruiz was told" and "Ruiz is expected to" for no source; the agent is, if any.

    Who is spoken of belongs to the content, and so does who is to do something ("Ruiz was urged to leave");
    an "it" that stands for nothing belongs nowhere.
    """
    if mark.source is not None and frame.may_be_empty and tree.reading.text_of(mark.source).lower() in _EMPTY:
        return replace(mark, source=None)
    if frame.subject == "speaker":
        return mark
    agents = tree.agents(frame.head)
    if mark.source is not None and agents and mark.source[0] <= agents[0] < mark.source[1]:
        source, content = _part_agents(tree, mark.content, frame, agents)
        return replace(mark, source=(max(mark.source[0], source[0]), mark.source[1]), content=content)
    if mark.source is not None and not _is_subject(tree, mark.source, mark.cue, frame):
        return mark
    source, content = _part_agents(tree, mark.content, frame, agents) if agents else (None, mark.content)
    mark = replace(mark, content=content)
    after = _word_after(tree, mark)
    subject = mark.source or _subject_beside(tree, mark, frame, after)
    is_bidden = after == "to" and frame.lemma != "tell"  # annotators leave out who "was told to"
    if subject is not None and (frame.subject == "topic" or is_bidden or not content):
        content = tuple(sorted((*content, subject)))
    return replace(mark, source=source, content=content)


def free_of_hearsay(tree: Tree, mark: AttributionMark) -> AttributionMark:
    """Take the subject of "Ruiz allegedly left" for what is alleged of him: an adverb names no source."""
    is_adverb = all(tree.upos[word] == "ADV" for word in range(*mark.cue))
    if mark.source is None or not is_adverb or tree.find(tree.reading.head_of(mark.source), "case"):
        return mark
    return replace(mark, source=None, content=joined((*mark.content, mark.source)))


def _word_after(tree: Tree, mark: AttributionMark) -> str:
    """Give the word with which the content goes on after the cue; empty if it does not."""
    after = min((start for start, _ in mark.content if start >= mark.cue[1]), default=None)
    return "" if after is None else tree.reading.lower[after]


def _is_subject(tree: Tree, source: Span, cue: Span, frame: Frame) -> bool:
    """Say whether a source is the subject of its cue, or what the cue's participle is said of."""
    start, end = source
    deprel, above = tree.deprels[frame.head], tree.heads[frame.head]
    subject = tree.find(frame.head, *_ALL_SUBJECTS)
    if deprel == "advcl" and subject is None:  # "Asked why, Ruiz said"
        subject = tree.find(above, *_ALL_SUBJECTS)
        return subject is not None and start <= subject < end
    if end > cue[0]:
        return False
    noun = above if deprel.startswith("acl") else None
    if end == subject_end(tree, cue) or (subject is None and noun is None):
        return True
    return any(word is not None and start <= word < end for word in (subject, noun))


def _subject_beside(tree: Tree, mark: AttributionMark, frame: Frame, after: str) -> Span | None:
    """Give the subject right before a cue, if the content after it goes on with "to", "as" or the like."""
    word = tree.find(frame.head, *_ALL_SUBJECTS)
    if word is None or (mark.content and after not in _COMPLETES):
        return None
    subject = tree.phrase(word)
    return None if subject[1] != subject_end(tree, mark.cue) or touches(subject, mark) else subject


def _part_agents(
    tree: Tree, content: tuple[Span, ...], frame: Frame, agents: list[int]
) -> tuple[Span, tuple[Span, ...]]:
    """Give the phrase of a passive's first agent, and the content without all that hangs on its agents."""
    first, last = tree.reading.sentence_of(frame.head)
    near = range(max(first, frame.head - REACH), min(last, frame.head + REACH))
    behind = range(agents[0] + 1, near.stop)
    end = next((word for word in behind if completes(tree, frame, word)), near.stop)
    apposed = [word for word in tree.dependents(frame.head) if _is_apposed(tree, word)]
    hanging = [word for word in near if word < end and tree.branch(word, frame.head) in (*agents, *apposed)]
    hole = (hanging[0], hanging[-1] + 1)
    start, stop = tree.phrase(agents[0])
    return (start, min(stop, end)), tuple(rest for piece in content for rest in without(piece, hole))


def _is_apposed(tree: Tree, word: int) -> bool:
    """Say whether a word is an agent without preposition: the apposition of another, badly parsed."""
    return tree.deprels[word] == "obl:agent" and tree.find(word, "case") is None


def take_relative(tree: Tree, mark: AttributionMark) -> AttributionMark:
    """Make "who" and "which" the source of the verb they are the subject of, not the noun before the comma.

    Without a comma an antecedent that the encoder chose stays. Brings +0.2, 0.0; with another checkpoint
    +0.7, +0.2.
    """
    lower = tree.reading.lower
    at = subject_end(tree, mark.cue)
    if at < 2 or lower[at - 1] not in ("who", "which") or tree.reading.words[at - 1] == "WHO":
        return mark
    if tree.upos[tree.reading.head_of(mark.cue)] not in ("VERB", "AUX"):
        return mark
    is_aside = lower[at - 2] == ","
    if not is_aside and (mark.source is not None or lower[at - 1] == "which"):
        return mark
    return mark if touches((at - 1, at), mark) else replace(mark, source=(at - 1, at))


def take_inverted_subject(tree: Tree, mark: AttributionMark, verb: int) -> AttributionMark:
    """Make "a study" the source in "Staff are treated badly, says a study", and what comes before content.

    Only where there was no source or one that grammar puts inside what is said.
    """
    reading, cue = tree.reading, mark.cue
    word = tree.find(verb, *SUBJECTS)
    if word is None or word < cue[1] or not cue[0] or reading.words[cue[0] - 1] not in _ENDS_SPEECH:
        return mark
    subject = tree.phrase(word)
    if subject[0] != cue[1]:
        return mark
    content = [rest for piece in mark.content for rest in without(piece, subject)]
    if mark.source is not None:
        said = tree.branch(reading.head_of(mark.source), verb)
        if said is None or said >= cue[0] or tree.deprels[said] not in ("ccomp", "parataxis"):
            return mark
        content.append(_clause(tree, said, cue[0] - 1))
    return replace(mark, source=subject, content=joined(content)) if content else mark


def _clause(tree: Tree, head: int, end: int) -> Span:
    """Give the words from the first that hangs on a head to ``end``."""
    first = max(tree.reading.sentence_of(head)[0], head - REACH)
    start = next((word for word in range(first, head) if tree.branch(word, head) is not None), head)
    return start, end
