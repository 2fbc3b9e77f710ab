"""Who speaks: "I" and "we" in quotations, and the "he" who goes on speaking."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from rashomon.extract.chains import Chains
from rashomon.extract.lexicon import NounEntry
from rashomon.extract.mentions import FoundMentions
from rashomon.extract.naming import find_noun
from rashomon.extract.phrases import Phrase
from rashomon.extract.reading import Reading

SPEAKER = 0.95
SPOKESMAN_REACH = 20
"""Words of a source in which a spokesman must be found."""
SAME_SPEAKER = 0.93
"""On the annotated training stories 305 of 324 such "he" and "she" and 31 of 32 "it" were the speaker's."""


class Turns:
    """Keeps count, in order of text, of who spoke last and who was named last.

    A pronoun that is a source means who spoke last if no other of his sort has been mentioned since.
    """

    def __init__(self, phrases: Sequence[Phrase], sources: AbstractSet[int]) -> None:
        self._phrases = phrases
        self._sources = sources
        self._last_spoke: dict[str, int] = {}
        self._last_mentioned: dict[str, int] = {}

    def speaker_still(self, index: int, chains: Chains) -> int | None:
        """Give the mention of the speaker whom a pronoun goes on with, or None."""
        phrase = self._phrases[index]
        if index not in self._sources or phrase.form != "pronoun" or phrase.person != 3 or not phrase.number:
            return None
        sort = _sort(phrase)
        spoke, mentioned = self._last_spoke.get(sort), self._last_mentioned.get(sort)
        if spoke is None or mentioned is None or chains.find(spoke) != chains.find(mentioned):
            return None
        return spoke if chains.may_join(spoke, index) else None

    def pass_by(self, index: int) -> None:
        """Take note of a mention."""
        phrase = self._phrases[index]
        if phrase.person != 3:
            return
        sort = _sort(phrase)
        self._last_mentioned[sort] = index
        if index in self._sources:
            self._last_spoke[sort] = index


def _sort(phrase: Phrase) -> str:
    """Persons, bodies, or many: those among whom a pronoun chooses."""
    if phrase.form == "pronoun":
        return {"male": "person", "female": "person", "neuter": "body"}.get(phrase.gender or "", "many")
    if phrase.kind == "person":
        return "many" if phrase.number == "plural" else "person"
    return "body" if phrase.kind in ("organization", "place") else "many"


def join_speakers(reading: Reading, found: FoundMentions, phrases: Sequence[Phrase], chains: Chains) -> None:
    """Give "I" and "we" in quotations to who is quoted; keep "you" and "he" in them apart from him."""
    speakers = _speakers_of_words(reading, found)
    for index, phrase in enumerate(phrases):
        if phrase.form != "pronoun":
            continue
        word = phrase.words[0]
        speaker = speakers.get(word)
        if speaker is None:
            continue
        if phrase.person == 1:
            _join_first_person(reading, phrases, speaker, index, chains)
        elif phrase.person == 2 or phrase.gender in ("male", "female"):
            chains.keep_apart(speaker, index)


def _join_first_person(
    reading: Reading, phrases: Sequence[Phrase], speaker: int, index: int, chains: Chains
) -> None:
    one = phrases[speaker]
    if phrases[index].number == "singular":
        if one.number != "plural" or one.form == "pronoun":
            chains.join(speaker, index, SPEAKER)
        return
    if one.kind in ("organization", "group") or one.number == "plural":
        chains.join(speaker, index, SPEAKER)
        return
    body = _body_spoken_for(reading, phrases, speaker)
    if body is not None:
        chains.join(body, index, SPEAKER)


def _body_spoken_for(reading: Reading, phrases: Sequence[Phrase], speaker: int) -> int | None:
    """Find the body a spokesman speaks for: the first one named within the words for him."""
    start, end = phrases[speaker].words
    if not any(_speaks(reading, word, start) for word in range(start, min(end, start + SPOKESMAN_REACH))):
        return None
    for inner in range(speaker + 1, len(phrases)):
        if phrases[inner].words[0] >= end:
            break
        if phrases[inner].kind == "organization" and phrases[inner].head != phrases[speaker].head:
            return inner
    return None


def _speaks(reading: Reading, word: int, start: int) -> bool:
    entry: NounEntry | None = find_noun(reading, word, start)[1]
    return entry is not None and "spokes" in entry.flags


def _speakers_of_words(reading: Reading, found: FoundMentions) -> dict[int, int]:
    """For each quoted word who is quoted: the source of the innermost attribution whose content holds it."""
    pieces: list[tuple[int, int, int]] = []
    for attribution, source in zip(reading.marks.attributions, found.sources, strict=True):
        if source is not None:
            pieces.extend((start, end, source) for start, end in attribution.content if start < end)
    speakers: dict[int, int] = {}
    pronouns = [mark.words[0] for mark in found.marks if mark.words[1] - mark.words[0] == 1]
    pieces.sort(key=lambda piece: (piece[0], -piece[1]))
    opened: list[tuple[int, int, int]] = []
    at = 0
    for word in sorted(set(pronouns)):
        while at < len(pieces) and pieces[at][0] <= word:
            opened.append(pieces[at])
            at += 1
        opened = [piece for piece in opened if piece[1] > word]
        own = [piece for piece in opened if found.marks[piece[2]].words[0] != word]
        if own and reading.quoted_by[word] >= 0:
            speakers[word] = min(own, key=lambda piece: (piece[1] - piece[0], -piece[0], piece[2]))[2]
    return speakers
