"""Chains of a report: rules for names and grammar first, then the encoder's links, abstaining in doubt.

The order and why are told in ``docs/decisions/chains.md``. After Raghunathan et al. 2010 (a multi-pass
sieve: the most precise rules first, each seeing the chains that those before it made) and Clark and
Manning 2016 (links scored between clusters: here, the encoder's probabilities summed over a chain).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from rashomon.extract.antecedents import SUBJECT, Antecedents
from rashomon.extract.chains import Chains
from rashomon.extract.definites import take_up_names
from rashomon.extract.mentions import RELATIVES, FoundMentions, relative_noun
from rashomon.extract.names import join_names
from rashomon.extract.phrases import REFLEXIVES, Phrase
from rashomon.extract.reading import Reading
from rashomon.extract.speakers import SAME_SPEAKER, Turns, join_speakers, keep_from_content

APPOSITION, SAME_NOUN = 0.95, 0.85
NEVER = 2.0
_ARGUMENTS = frozenset(("nsubj", "nsubj:pass", "obj", "iobj"))
_TOWNS = frozenset(
    "canton city commune county department district governorate hamlet island kingdom municipality oblast "
    "port prefecture province region republic resort settlement state suburb town township village".split()
)
"""Nouns for a place that its name follows: "the town of Bria"."""
NESTING_DEPTH = 8
"""Mentions around a mention that are kept apart from it; deeper nesting is noise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Probabilities, summed over a chain, from which a mention is joined to it on the encoder's word.

    To be tuned on GUM dev and the dev stories once the encoder is trained; until then the point where
    a link is likelier than not.
    """

    pronoun: float = 0.5
    description: float = 0.5
    other_noun: float = 0.9
    """For a description and a chain its noun does not name yet: of joins below 46 were right, 60 wrong."""
    taken_up: float = 0.8
    """The same for a bare definite one: "the governor" was told of. Dev stories: B-cubed 87.6 to 87.7."""
    name: float = 0.7
    """Dev stories: B-cubed 87.1 at .9, 87.6 from .7 down to .4."""
    first_person: float = 0.8
    doubt: float = 0.1
    """Below this, the encoder's word against it keeps the rule for equal nouns from applying."""


def find_chains(
    reading: Reading, found: FoundMentions, phrases: Sequence[Phrase], thresholds: Thresholds | None = None
) -> Chains:
    """Join the mentions of a report; ``phrases`` lies parallel to ``found.marks``."""
    limits = thresholds or Thresholds()
    chains = Chains(phrases)
    _keep_apart(reading, phrases, chains)
    join_names(reading, phrases, chains)
    _join_grammar(reading, phrases, chains)
    voices = join_speakers(reading, found, phrases, chains)
    _join_nouns(phrases, chains, limits)
    take_up_names(reading, phrases, chains)
    keep_from_content(reading, found, phrases, chains)
    _follow_links(reading, found, phrases, chains, limits, voices)
    return chains


def _keep_apart(reading: Reading, phrases: Sequence[Phrase], chains: Chains) -> None:
    """Note who cannot be one: a phrase and what stands inside it, coordinated phrases, subject and object."""
    open_phrases: list[int] = []
    for index, phrase in enumerate(phrases):
        while open_phrases and phrases[open_phrases[-1]].words[1] <= phrase.words[0]:
            open_phrases.pop()
        for outer in open_phrases[-NESTING_DEPTH:]:
            if phrases[outer].head != phrase.head and not _is_apposed(reading, phrases[outer], phrase):
                chains.keep_apart(outer, index)
        open_phrases.append(index)
    heads, deprels = reading.marks.heads, reading.marks.deprels
    by_head: dict[int, int] = {}
    arguments: dict[int, list[int]] = {}
    for index, phrase in enumerate(phrases):
        is_first = by_head.setdefault(phrase.head, index) == index
        if is_first and deprels[phrase.head] in _ARGUMENTS and phrase.noun not in REFLEXIVES:
            arguments.setdefault(heads[phrase.head], []).append(index)
        if deprels[phrase.head] == "conj" and heads[phrase.head] in by_head:
            chains.keep_apart(by_head[heads[phrase.head]], index)
    for together in arguments.values():
        for one, other in pairwise(together):
            chains.keep_apart(one, other)


def _is_apposed(reading: Reading, outer: Phrase, inner: Phrase) -> bool:
    if outer.name_words is not None and inner.name_words == outer.name_words:
        return True
    if reading.marks.deprels[inner.head] == "appos" and reading.marks.heads[inner.head] == outer.head:
        return True
    return _is_place_of(reading, outer, inner)


def _join_grammar(reading: Reading, phrases: Sequence[Phrase], chains: Chains) -> None:
    """Join what grammar joins: the same head, an apposition, a relative pronoun and its noun."""
    by_head: dict[int, int] = {}
    by_end: dict[int, int] = {}
    for index, phrase in enumerate(phrases):
        first = by_head.setdefault(phrase.head, index)
        if first != index and phrases[first].is_coordinated != phrase.is_coordinated:
            chains.keep_apart(first, index)
        elif first != index and reading.marks.upos[phrase.head] in ("NOUN", "PROPN"):
            chains.join(first, index, APPOSITION, trusts_names=True)
        by_end.setdefault(phrase.words[1], index)
    for index in range(len(phrases)):
        other = _grammar_partner(reading, phrases, index, by_head, by_end)
        if other is not None and other != index:
            chains.join(other, index, APPOSITION)


def _grammar_partner(
    reading: Reading, phrases: Sequence[Phrase], index: int, by_head: dict[int, int], by_end: dict[int, int]
) -> int | None:
    """Find the phrase that grammar makes one with another: antecedent, apposition, bare name inside."""
    phrase, heads = phrases[index], reading.marks.heads
    if phrase.form == "pronoun" and phrase.noun in RELATIVES:
        antecedent = _antecedent(reading, phrase, by_head, by_end)
        return antecedent if antecedent is not None and antecedent < index else None
    above = by_head.get(heads[phrase.head])
    if reading.marks.deprels[phrase.head] == "appos" and above is not None:
        same_label = phrase.label is not None and phrase.label == phrases[above].label
        return None if same_label else above
    if phrase.name_words is not None and phrase.name_words != phrase.words:
        inner = by_head.get(reading.head_of(phrase.name_words))
        if inner is not None and phrases[inner].name_words == phrase.name_words:
            return inner
    return _place_of(reading, phrases, index, by_head)


def _is_place_of(reading: Reading, outer: Phrase, inner: Phrase) -> bool:
    """Say whether a phrase is a noun for a place and its name: "the town of Bria"."""
    of = outer.head + 1
    is_all = inner.words == (of + 1, outer.words[1]) and reading.lower[of] == "of"
    return is_all and outer.noun in _TOWNS and inner.label == "LOC"


def _place_of(reading: Reading, phrases: Sequence[Phrase], index: int, by_head: dict[int, int]) -> int | None:
    inner = by_head.get(phrases[index].words[1] - 1)
    return inner if inner is not None and _is_place_of(reading, phrases[index], phrases[inner]) else None


def _antecedent(
    reading: Reading, phrase: Phrase, by_head: dict[int, int], by_end: dict[int, int]
) -> int | None:
    """Find what a relative pronoun stands for: the noun its clause hangs on, else what ends before it."""
    noun = relative_noun(reading, phrase.head)
    if noun is not None and noun in by_head:
        return by_head[noun]
    start = phrase.words[0]
    if start and reading.lower[start - 1] in (",", "of", "whom"):
        start -= 1
    return by_end.get(start)


def _join_nouns(phrases: Sequence[Phrase], chains: Chains, limits: Thresholds) -> None:
    """Join "the ministry" to the one earlier phrase with that noun whose words include its own."""
    by_noun: dict[str, list[int]] = {}
    for index, phrase in enumerate(phrases):
        if phrase.form == "pronoun" or not phrase.noun or phrase.is_coordinated or not phrase.kind:
            continue
        earlier = by_noun.setdefault(phrase.noun, [])
        if phrase.is_definite and phrase.form == "description" and earlier:
            fitting = {
                chains.find(before): before
                for before in earlier[-20:]
                if _says_no_more(phrase, phrases[before]) and chains.may_join(before, index)
            }
            same = _same_words(phrase, phrases, earlier[-20:])
            if same is not None:
                chains.join(same, index, SAME_NOUN)
            elif len(fitting) == 1:
                (before,) = fitting.values()
                if not _is_contradicted(phrase, before, chains, limits):
                    chains.join(before, index, SAME_NOUN)
        earlier.append(index)


def _same_words(phrase: Phrase, phrases: Sequence[Phrase], earlier: Sequence[int]) -> int | None:
    """Find the last phrase with the same noun and no more: "the government", "the Queen", again and again.

    In one report that is one thing, whatever the encoder thinks: on the stories not one more join is wrong.
    """
    if phrase.modifiers or phrase.number == "plural":
        return None
    for before in reversed(earlier):
        other = phrases[before]
        is_bare = other.form == "description" and other.is_definite and not other.modifiers
        if is_bare and other.country == phrase.country:
            return before
    return None


def _says_no_more(later: Phrase, earlier: Phrase) -> bool:
    if later.number and earlier.number and later.number != earlier.number:
        return False
    if later.number == "plural" and not earlier.is_definite and not earlier.has_determiner:
        return False  # "protesters" in general, then "the protesters" of one day
    return later.modifiers <= earlier.modifiers and (not later.country or later.country == earlier.country)


def _is_contradicted(phrase: Phrase, before: int, chains: Chains, limits: Thresholds) -> bool:
    """Say whether the encoder, if it gave links at all, gives next to nothing to this chain."""
    chain = chains.find(before)
    here = sum(probability for index, probability in phrase.mark.links if chains.find(index) == chain)
    return bool(phrase.mark.links) and here < limits.doubt


def _follow_links(
    reading: Reading,
    found: FoundMentions,
    phrases: Sequence[Phrase],
    chains: Chains,
    limits: Thresholds,
    voices: Mapping[int, int],
) -> None:
    """Go through the mentions still alone, in order of text: join each as speaking goes on or links say."""
    turns, antecedents = Turns(reading, phrases, found.sources), Antecedents(reading, phrases)
    for index, phrase in enumerate(phrases):
        if phrase.person == 1:
            _follow_own_voice(reading, phrases, index, chains, limits, voices)
        elif chains.first_of(index) == index and not _join_speaker(
            phrase, index, chains, limits, turns, antecedents
        ):
            _follow_own_links(phrase, index, chains, partial(_floor, phrases, index, limits, turns, chains))
        turns.pass_by(index, chains)


def _join_speaker(
    phrase: Phrase, index: int, chains: Chains, limits: Thresholds, turns: Turns, antecedents: Antecedents
) -> bool:
    """Join a pronoun to the subject above, to who spoke or was the subject before, or who speaks still."""
    above = antecedents.subject_above(index)
    if above is not None and chains.join(above, index, SUBJECT):
        return True
    before = turns.speaker_before(index, chains)
    if before is not None:
        return chains.join(before, index, SAME_SPEAKER)
    sentence = turns.sentence_before(index)
    subject = None if sentence is None else antecedents.subject_before(index, sentence)
    if subject is not None and subject not in turns.askers and chains.join(subject, index, SUBJECT):
        return True
    only = antecedents.only_person(index, chains, turns.askers)
    if only is not None and chains.join(only, index, SUBJECT):
        return True
    still = turns.speaker_still(index, chains)
    if still is None or _is_contradicted(phrase, still, chains, limits):
        return False
    return chains.join(still, index, SAME_SPEAKER)


def _follow_own_links(
    phrase: Phrase, index: int, chains: Chains, floor: Callable[[Sequence[int]], float]
) -> None:
    """Join a mention to the chain the encoder gives most to, if it gives enough and nothing forbids it.

    ``floor`` tells from what probability on, given the chain's mentions that are linked.
    """
    linked: dict[int, list[int]] = {}
    mass: dict[int, float] = {}
    for before, probability in phrase.mark.links:
        chain = chains.find(before)
        mass[chain] = mass.get(chain, 0.0) + probability
        linked.setdefault(chain, []).append(before)
    for chain in sorted(mass, key=lambda chain: (-mass[chain], -max(linked[chain]))):
        if mass[chain] >= floor(linked[chain]) and chains.join(
            max(linked[chain]), index, min(1.0, mass[chain])
        ):
            return


def _floor(
    phrases: Sequence[Phrase],
    index: int,
    limits: Thresholds,
    turns: Turns,
    chains: Chains,
    linked: Sequence[int],
) -> float:
    """Give the probability from which a mention is joined to linked ones of one chain; above 1 for never."""
    phrase = phrases[index]
    if phrase.form == "name":
        return limits.name
    if phrase.form == "pronoun":
        return limits.pronoun if turns.is_near(index, linked[0], chains) else NEVER
    if phrase.is_other:
        return NEVER
    is_same = any(phrases[before].noun == phrase.noun for before in linked)
    if is_same:
        return limits.description
    takes_up = phrase.is_definite and not phrase.modifiers and phrase.number == "singular"
    return limits.taken_up if takes_up else limits.other_noun


def _follow_own_voice(
    reading: Reading,
    phrases: Sequence[Phrase],
    index: int,
    chains: Chains,
    limits: Thresholds,
    voices: Mapping[int, int],
) -> None:
    """Join an "I" or "we" that is not yet joined to a speaker.

    In a quotation the encoder must be surer than of other pronouns (dev stories, B-cubed: precision 91.6 to
    92.5, recall 72.9 to 72.7), and where it is known who is quoted, another speaker's "we" will not do.
    Outside, "I" is the author, whom a report does not name.
    """
    phrase = phrases[index]
    if chains.first_of(index) != index or not phrase.mark.links:
        return
    likeliest = phrase.mark.links[0][0]
    if index in voices:
        if phrase.number == "singular" and phrases[voices[index]].form != "pronoun":
            return  # who says "I" is told, and is nobody else
        speaker = chains.find(voices[index])

        def floor(linked: Sequence[int]) -> float:
            is_apart = any(before in voices and chains.find(voices[before]) != speaker for before in linked)
            return NEVER if is_apart else limits.first_person

        _follow_own_links(phrase, index, chains, floor)
    elif reading.quoted_by[phrase.words[0]] >= 0:
        _follow_own_links(phrase, index, chains, lambda _: limits.first_person)
    elif phrase.number == "plural" or phrases[likeliest].person == 1:
        _follow_own_links(phrase, index, chains, lambda _: limits.pronoun)
