"""Frames of cues: the word a cue turns on, and whether its subject speaks, is spoken to or is spoken of.

"Ruiz said", "Ruiz is convinced": he speaks. "Ruiz was told", "Ruiz was urged": somebody speaks to him.
"Ruiz was accused", "Ruiz is expected to", "Ruiz seems to": somebody says or thinks it of him. Terms after
Huddleston and Pullum 2002, chapter 14 (raised subjects), and Levin 1993, section 31 (verbs of feeling).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rashomon.extract.cues import is_state, main_word
from rashomon.extract.trees import Tree
from rashomon.records import Span

Role = Literal["speaker", "addressee", "topic"]

ADDRESSED = frozenset(
    "advise alert allow ask assure ban beg bar brief caution challenge command compel direct forbid force "
    "inform instruct invite notify oblige order permit press promise push remind request require teach tell "
    "urge warn".split()
)
"""Verbs whose object is whom one speaks to."""
_NEEDS_OBJECT = {
    "to": frozenset(
        "advise allege allow ban believe command compel deem encourage forbid force instruct invite know "
        "oblige order permit persuade presume remind report require rumour rumor tell think urge warn".split()
    ),
    "of": frozenset("accuse acquit convict inform suspect".split()),
    "as": frozenset(
        "brand cast characterise characterize condemn denounce depict describe dismiss hail interpret paint "
        "perceive portray quote regard".split()
    ),
    "for": frozenset("blame criticise criticize praise".split()),
    "with": frozenset(("charge",)),
}
"""Verbs that before these words have an object unless they are passive: "Ruiz accused of fraud"."""
_REDUCED = frozenset("ask estimate expect forecast intend mean say schedule slate".split())
"""Verbs that, hanging on a noun, are passive before "to": "sales expected to grow"."""
_CLAUSES = frozenset("that whether if how why what".split())
_FELT = frozenset("with about at over".split())
_GIVEN = frozenset("award deny give grant offer send show".split())
"""Verbs that may keep an object in the passive: "Ruiz was offered a post"."""
_RAISING = frozenset("appear happen prove seem tend".split())
_RAISING_ADJECTIVES = frozenset(
    "bound certain destined doomed due liable likely set slated sure unlikely".split()
)
_IMPERSONAL = frozenset(
    "apparent appear certain clear conceivable doubtful emerge evident impossible likely obvious plain "
    "possible probable remain seem transpire true turn uncertain unclear unknown unlikely untrue".split()
)
"""What may be said with an "it" that stands for nothing: "it remains unclear whether"."""
_BE = frozenset("be am is are was were been being 'm 're get gets got getting".split())
_NEVER_REDUCED = frozenset("to i he she we they who".split())
"""Words after which a verb without auxiliary is no passive participle."""
_UNCHANGED = frozenset("cast cut forecast hit put read set split".split())
"""Participles that look like their infinitives."""
LONGEST_GAP = 3
"""Adverbs and particles between a verb and the word that completes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The word that a cue turns on, and the part its subject plays."""

    head: int
    lemma: str
    subject: Role
    complement: str
    """The word behind the head and its adverbs; "to" of infinitives only."""

    @property
    def may_be_empty(self) -> bool:
        """Whether an "it" as its subject stands for nothing."""
        is_impersonal = self.subject == "topic" or self.lemma in _IMPERSONAL
        return is_impersonal and self.complement not in _NEEDS_OBJECT


def read_frame(tree: Tree, cue: Span) -> Frame:
    """Tell which word a cue turns on and whether its subject speaks, is spoken to or is spoken of."""
    head, lemma = main_word(tree.reading, cue)
    if lemma in _RAISING:  # "does not seem to grasp"
        inner = next((word for word in range(head + 1, cue[1]) if tree.upos[word] == "VERB"), None)
        if inner is not None:
            return Frame(head=inner, lemma=tree.reading.lemma(inner), subject="speaker", complement="")
    complement = _complement(tree, head)
    role = _role(tree, head, lemma, complement)
    return Frame(head=head, lemma=lemma, subject=role, complement=complement)


def completes(tree: Tree, frame: Frame, word: int) -> bool:
    """Say whether a word behind a passive's agent goes on with what is said: "accused by him |of fraud"."""
    form = tree.reading.lower[word]
    if form == "to":
        return tree.upos[word] == "PART"
    return frame.lemma in _NEEDS_OBJECT.get(form, ()) or (frame.subject == "addressee" and form in _CLAUSES)


def _role(tree: Tree, head: int, lemma: str, complement: str) -> Role:
    if lemma in _RAISING or tree.reading.lower[head] in _RAISING_ADJECTIVES:
        return "topic" if complement == "to" else "speaker"
    if not _is_passive(tree, head, lemma, complement) or _is_felt(tree, head, lemma, complement):
        return "speaker"
    is_given = lemma in _GIVEN and tree.find(head, "obj", "iobj") is not None
    return "addressee" if is_given or lemma in ADDRESSED else "topic"


def _is_felt(tree: Tree, verb: int, lemma: str, complement: str) -> bool:
    """Say whether a passive is a state of mind: listed as one, or unknown and with "with" or "about"."""
    if is_state(tree.reading, verb):
        return True
    return complement in _FELT and lemma not in tree.reading.lexicon.cues


def _is_passive(tree: Tree, verb: int, lemma: str, complement: str) -> bool:
    """Say whether a word is a verb in the passive: by its auxiliary, or, without one, by what it lacks."""
    form = tree.reading.lower[verb]
    if tree.upos[verb] != "VERB" or form.endswith("ing") or (form == lemma and form not in _UNCHANGED):
        return False
    before = _word_before(tree, verb)
    if before is None:
        return _is_reduced(tree, verb, lemma, complement)
    helper = tree.reading.lower[before]
    if helper in _BE or helper == "'s":
        is_own = before == verb - 1 or tree.heads[before] == verb
        return is_own and (helper != "'s" or tree.is_passive(verb))
    is_helped = tree.upos[before] == "AUX" or helper in _NEVER_REDUCED
    return not is_helped and _is_reduced(tree, verb, lemma, complement)


def _word_before(tree: Tree, verb: int) -> int | None:
    """Give the word before a verb and its adverbs, in the same sentence."""
    first = max(tree.reading.sentence_of(verb)[0], verb - LONGEST_GAP)
    for word in range(verb - 1, first - 1, -1):
        if tree.upos[word] != "ADV" and tree.reading.lower[word] != "not":
            return word
    return None


def _is_reduced(tree: Tree, verb: int, lemma: str, complement: str) -> bool:
    """Say whether a verb without auxiliary can only be a passive participle: "Ruiz accused of fraud"."""
    deprel = tree.deprels[verb]
    if deprel == "advcl" and lemma in ADDRESSED and _opens_clause(tree, verb):  # "Asked why, Ruiz said"
        return True
    if tree.find(verb, "obj", "iobj") is not None:
        return False
    if tree.find(verb, "nsubj") is not None and not _is_headline(tree, verb):  # "a tale he called false"
        return False
    if lemma in _NEEDS_OBJECT.get(complement, ()):
        return True
    if deprel != "acl":
        return False
    return bool(tree.agents(verb)) if complement == "by" else complement == "to" and lemma in _REDUCED


def _is_headline(tree: Tree, verb: int) -> bool:
    """Say whether a verb is the root of a sentence without full stop, where auxiliaries are left out."""
    last = tree.reading.sentence_of(verb)[1] - 1
    return tree.deprels[verb] == "root" and tree.upos[last] != "PUNCT"


def _opens_clause(tree: Tree, verb: int) -> bool:
    """Say whether a verb without subject stands first in its clause."""
    is_first = verb == tree.reading.sentence_of(verb)[0] or tree.upos[verb - 1] == "PUNCT"
    return is_first and tree.find(verb, "nsubj") is None


def _complement(tree: Tree, verb: int) -> str:
    """Give the word behind a verb and its adverbs that opens what completes it; "to" of infinitives only."""
    lower, upos = tree.reading.lower, tree.upos
    for word in range(verb + 1, min(len(lower), verb + 1 + LONGEST_GAP)):
        if upos[word] == "ADV" or lower[word] == "not":
            continue
        return "" if lower[word] == "to" and upos[word] != "PART" else lower[word]
    return ""
