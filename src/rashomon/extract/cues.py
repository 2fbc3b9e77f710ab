"""Cues taken apart: the dictionary form of their main words, what they do, and whether they deny.

Polarity says what the source does with the content:

asserted   says, thinks, wants, orders or sees it;
denied     turns it away: says that it is not so, does not believe it, refuses it;
withheld   leaves it open: "did not say", "declined to discuss", "would not confirm", "has not commented".

A "not" inside the content is no matter of polarity: in "X said he did not attack" X asserts that he did
not. "Did not deny" withholds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rashomon.extract.lemmas import find_lemma
from rashomon.extract.lexicon import CueEntry, Lexicon
from rashomon.extract.reading import Reading
from rashomon.records import AttributionMark, Cue, Span

_NEGATIONS = frozenset(
    ("not", "n't", "never", "neither", "nor", "no", "without", "hardly", "nobody", "none", "cannot")
)
_WITHHOLDING = frozenset(("decline", "refuse", "fail", "yet", "avoid", "short"))
_LIGHT = frozenset(
    "express voice issue give make offer lodge raise take release carry phone telephone".split()
)
_NO_SOURCE = frozenset(("nobody", "no-one", "none", "neither", "no"))
"""Words with which a source that nobody is begins: "Nobody in the village believes it"."""
_KEPT_FROM = frozenset("unable unwilling reluctant decline refuse fail forget neglect".split())
"""What keeps a source from what "to" goes on with: "was unable |to confirm"."""
_RAISING = frozenset("say report appear seem continue go wish".split())
_WITNESSED = frozenset("hear quote see catch record film".split())
_AUXILIARIES = frozenset("have do be should can could may might must".split())
MODALS = frozenset(("will", "would", "shall", "will not", "would not", "shall not"))
WEAK = frozenset("in by for from via under per".split()) | MODALS
"""Prepositions and modals that attribute only in some places."""
_WEAK = WEAK | {"—", "–", "--", ":"}
_MAIN = ("VERB", "NOUN", "ADJ", "ADV")
_SKIPPED = frozenset(("DET", "PUNCT", "ADV", "PART", "PRON", "NUM", "CCONJ", "SCONJ"))
LONGEST_ENTRY = 6
UNKNOWN = CueEntry(kinds=(), stances=())


@dataclass(frozen=True, slots=True, kw_only=True)
class CueReading:
    """A cue with its polarity and whether the lexicon knew it."""

    cue: Cue
    polarity: str
    is_known: bool


@dataclass(frozen=True, slots=True)
class _Match:
    first: int
    size: int
    lemma: str
    entry: CueEntry


def read_cue(reading: Reading, mark: AttributionMark) -> CueReading:
    """Tell what a cue is: lemma, kind, stance and polarity.

    The lexicon says what a cue may be; the encoder's probabilities choose where it may be several things,
    and decide alone for a cue that the lexicon does not know.
    """
    lemmas, places = _content_lemmas(reading, mark.cue)
    match, is_negated = _main_match(lemmas, reading.lexicon)
    is_negated = is_negated or _is_negated_outside(reading, mark)
    if match is not None and match.lemma in WEAK and _unmatched_verb(reading, match, places):
        match = None
    if match is None:
        lemma = lemmas[_unknown_word(reading, lemmas, places)]
        entry = UNKNOWN
    else:
        lemma, entry = match.lemma.removeprefix("not "), match.entry
        is_negated = is_negated and not match.lemma.startswith("not ")
    negated_entry = reading.lexicon.cues.get(f"not {lemma}") if is_negated else None
    chosen = negated_entry or entry
    kind = _choose(chosen.kinds, mark.kinds, "statement")
    if is_negated and negated_entry is None:
        stance, polarity = _under_negation(kind)
    else:
        stance = _choose(chosen.stances, mark.stances, "neutral")
        polarity = chosen.polarity or ("denied" if stance == "denying" else "asserted")
    cue = Cue(span=reading.chars(mark.cue), lemma=lemma, kind=kind, stance=stance)
    return CueReading(cue=cue, polarity=polarity, is_known=match is not None)


def _unmatched_verb(reading: Reading, match: _Match, places: list[int]) -> bool:
    """Say whether a cue known by its preposition or modal alone has a verb that no lexicon knows."""
    if match.lemma in MODALS:
        return False
    own = range(match.first, match.first + match.size)
    return any(reading.marks.upos[word] == "VERB" for at, word in enumerate(places) if at not in own)


def _is_negated_outside(reading: Reading, mark: AttributionMark) -> bool:
    """Say whether the source is nobody ("No official would say") or is kept from saying ("unable to")."""
    lower, first = reading.lower, mark.cue[0]
    if mark.source is not None and _is_nobody(reading, mark.source):
        return True
    if first and lower[first] != "to":
        first -= 1
    return first > 0 and lower[first] == "to" and reading.lemma(first - 1) in _KEPT_FROM


def _is_nobody(reading: Reading, source: Span) -> bool:
    start = source[0]
    ahead = reading.words[start + 1 : start + 2]
    if reading.lower[start] == "no":
        return bool(ahead) and not ahead[0][0].isdigit() and ahead != ["."]
    return reading.lower[start] in _NO_SOURCE


def main_word(reading: Reading, cue: Span) -> tuple[int, str]:
    """Give the word that a cue is about, and its lemma: of "is said to fear" the "fear"."""
    if cue[1] - cue[0] == 1:
        return cue[0], _cue_lemma(reading, cue[0])
    lemmas, places = _content_lemmas(reading, cue)
    match, _ = _main_match(lemmas, reading.lexicon)
    if match is None:
        at = _unknown_word(reading, lemmas, places)
    else:
        own = range(match.first, match.first + match.size)
        at = next((one for one in own if reading.marks.upos[places[one]] in _MAIN), match.first)
    return places[at], lemmas[at]


def is_state(reading: Reading, word: int) -> bool:
    """Say whether the lexicon lists a participle as a state of mind: "convinced", not "alleged"."""
    lexicon, form = reading.lexicon, reading.lower[word]
    if f"be {form}" in lexicon.cues:
        return True
    entry = lexicon.cues.get(form)
    if entry is None or entry.kinds[0] == "statement" or "doubting" in entry.stances:
        return False
    return find_lemma(form, "VERB", lexicon.verbs) != form


def _under_negation(kind: str) -> tuple[str, str]:
    """What "not" does to a cue whose negation the lexicon does not list: stance and polarity."""
    if kind == "statement":
        return "neutral", "withheld"
    return ("denying" if kind == "belief" else "neutral"), "denied"


def _choose(allowed: tuple[str, ...], probabilities: Mapping[str, float], default: str) -> str:
    """Take the likeliest of what is allowed; the first of it where the encoder says nothing."""
    if len(allowed) == 1:
        return allowed[0]
    candidates = allowed or tuple(sorted(probabilities)) or (default,)
    return max(candidates, key=lambda label: probabilities.get(label, 0.0))


def _content_lemmas(reading: Reading, words: Span) -> tuple[list[str], list[int]]:
    """Give the lemmas of a cue's words and which word each is; "n't" is "not", "so - called" one word."""
    lemmas: list[str] = []
    places: list[int] = []
    word, end = words
    while word < end:
        places.append(word)
        last = _end_of_compound(reading, word, end)
        if last > word + 1:
            lemmas.append("".join(reading.lower[word:last]))
        else:
            lemmas.append(_negation(reading.lower, word) or _cue_lemma(reading, word))
        word = last
    return lemmas, places


def _end_of_compound(reading: Reading, word: int, end: int) -> int:
    spans = reading.marks.words
    while word + 2 < end and reading.words[word + 1] == "-" and spans[word][1] + 1 == spans[word + 2][0]:
        word += 2
    return word + 1


def _negation(lower: list[str], word: int) -> str | None:
    form = lower[word]
    if form == "no":
        return "not" if lower[word + 1 : word + 2] == ["longer"] else "no"
    return "not" if form in _NEGATIONS or form.endswith("n't") else None


def _cue_lemma(reading: Reading, word: int) -> str:
    """Give a cue word's lemma: as its part of speech says, or as a verb if only so the lexicon knows it."""
    lexicon, form = reading.lexicon, reading.lower[word]
    lemma = reading.lemma(word)
    if lemma not in lexicon.cues and reading.marks.upos[word] != "VERB":
        as_verb = find_lemma(form, "VERB", lexicon.verbs, lexicon.cue_words)
        if as_verb in lexicon.cues:
            return as_verb
    if lemma.endswith("ize") and lemma[:-3] + "ise" in lexicon.cues:
        return lemma[:-3] + "ise"
    return lemma


def _main_match(lemmas: list[str], lexicon: Lexicon) -> tuple[_Match | None, bool]:
    """Find the entry that a cue is about, and whether it is negated.

    The first entry found counts, save that a light verb ("express", "issue"), a raising one ("is said to
    fear", "seemed to promise") and one of witnessing ("is quoted as saying") give way to what follows, and
    that prepositions and modals count only where nothing else does.
    """
    matches: list[_Match] = []
    at = 0
    while at < len(lemmas):
        match, size = _match_at(lemmas, at, lexicon)
        if match is not None:
            matches.append(match)
        at += size
    if not matches:
        return None, "not" in lemmas
    main = _pick(matches, lemmas)
    before = lemmas[: main.first]
    is_negated = (
        "not" in before
        or lemmas[-1] == "not"
        or any(word in _WITHHOLDING for word in before if word != main.lemma)
    )
    return main, is_negated


def _match_at(lemmas: list[str], at: int, lexicon: Lexicon) -> tuple[_Match | None, int]:
    for size in range(min(LONGEST_ENTRY, len(lemmas) - at), 0, -1):
        key = " ".join(lemmas[at : at + size])
        entry = lexicon.cues.get(key)
        if entry is not None and (size > 1 or key not in _AUXILIARIES):
            return _Match(at, size, key, entry), size
    return None, 1


def _pick(matches: list[_Match], lemmas: list[str]) -> _Match:
    """Choose the match that the cue is about; see ``_main_match``."""
    strong = [match for match in matches if match.lemma not in _WEAK] or matches
    while len(strong) > 1 and _gives_way(strong[0], strong[1], lemmas):
        strong = strong[1:]
    return strong[0]


def _gives_way(first: _Match, second: _Match, lemmas: list[str]) -> bool:
    verb = first.lemma.split()[0]
    if verb in _LIGHT or verb in _WITHHOLDING:
        return True
    is_passive = "be" in lemmas[: first.first]
    if verb in _WITNESSED:
        return is_passive and lemmas[second.first - 1] in ("to", "as", verb)
    return verb in _RAISING and _follows_to(lemmas, second.first) and (verb != "say" or is_passive)


def _follows_to(lemmas: list[str], at: int) -> bool:
    return "to" in lemmas[max(0, at - 2) : at]


def _unknown_word(reading: Reading, lemmas: list[str], places: list[int]) -> int:
    """Tell which word an unknown cue is about: its verb, else its noun, else its first."""
    upos = reading.marks.upos
    for wanted in _MAIN:
        for at, word in enumerate(places):
            if upos[word] == wanted and lemmas[at] not in _AUXILIARIES:
                return at
    return next((at for at, word in enumerate(places) if upos[word] not in _SKIPPED), 0)
