"""Where loaded words stand: by the encoder's head and by the lexicon."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rashomon.extract.entries import LoadedEntry
from rashomon.extract.lemmas import find_lemma
from rashomon.extract.lexicon import Lexicon
from rashomon.extract.reading import Reading
from rashomon.extract.trees import Tree
from rashomon.records import Span

HEAD_FLOOR = 0.7
"""How sure the head must be of a loaded word. On the development stories precision is 62, 66, 72, 74 and
recall 49, 46, 46, 39 at 0.5, 0.6, 0.7, 0.8."""
LONGEST = 4
"""Words of the longest entry that is looked up ("in the pay of")."""
LONGEST_VERDICT = 12
"""Words behind "as" that are one label at most."""
START_LETTERS = 4
_NEGATIONS = frozenset(("not", "n't", "no", "never", "nor", "neither"))
_COUNTERS = frozenset(("anti", "counter", "non", "de"))
_NEUTRAL_REGIMES = frozenset(
    "visa tax sanctions sanction inspection trade tariff legal training fitness".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedWords:
    """Loaded words ``[first, last)``, the word they turn on, their tone, and what found them.

    ``by`` is encoder, lexicon or quotes; ``needs_target`` tells words that are loaded only if they colour an
    entity or event: "a toxic lake" is none.
    """

    words: Span
    head: int
    tone: str
    by: str
    needs_target: bool = True


def find_loaded(reading: Reading, tree: Tree) -> list[LoadedWords]:
    """Give the loaded words of a report in order; neighbours of one tone are one."""
    by_head = [
        LoadedWords(
            words=mark.words,
            head=reading.head_of(mark.words),
            tone=mark.tone,
            by="encoder",
            needs_target=False,
        )
        for mark in reading.marks.loaded
        if mark.score >= HEAD_FLOOR and 0 <= mark.words[0] < mark.words[1] <= len(reading.words)
    ]
    taken = {word for one in by_head for word in range(*one.words)}
    by_lexicon = [one for one in _in_lexicon(reading, tree) if not taken.intersection(range(*one.words))]
    return _joined(sorted((*by_head, *by_lexicon), key=lambda one: one.words), reading)


def _in_lexicon(reading: Reading, tree: Tree) -> Iterator[LoadedWords]:
    lexicon, lower = reading.lexicon, reading.lower
    starts = frozenset(key.split()[0][:START_LETTERS] for key in lexicon.loaded)
    in_names = {word for name in reading.marks.names for word in range(*name.words)}
    past = 0
    for at, word in enumerate(lower):
        if word[:START_LETTERS] not in starts or at < past:
            continue
        end, entry = _longest(reading, lexicon, at)
        if entry is None or at in in_names or _is_turned(tree, at, end):
            continue
        words, head = (at, end), reading.head_of((at, end))
        if entry.use == "as":
            words, head = _behind_as(tree, at)
        if words is not None:
            past = words[1]
            yield LoadedWords(
                words=words,
                head=head,
                tone=entry.tone,
                by="lexicon",
                needs_target=entry.use == "word",
            )


def _behind_as(tree: Tree, verb: int) -> tuple[Span | None, int]:
    """Give the phrase by which a verb colours its object, and its head: "dismissed it as | a stunt"."""
    reading = tree.reading
    for word in tree.dependents(verb):
        mark = tree.find(word, "case", "mark") if word > verb else None
        if mark is None or reading.lower[mark] != "as":
            continue
        quote = reading.quote_starts.get(reading.marks.words[mark + 1][0]) if mark + 1 < word else None
        if quote is not None and quote.closed:
            return _up_to(reading, mark + 2, quote.end), word
        start, end = tree.phrase(word)
        return ((max(start, mark + 1), end) if end - start <= LONGEST_VERDICT else None), word
    return None, verb


def _up_to(reading: Reading, start: int, quote_end: int) -> Span | None:
    """Give the words from ``start`` to the end of a quotation, or None if they are too many."""
    spans, upos = reading.marks.words, reading.marks.upos
    for end in range(start, min(start + LONGEST_VERDICT, len(spans))):
        if spans[end][1] >= quote_end:
            while end > start and upos[end - 1] == "PUNCT":
                end -= 1
            return (start, end) if end > start else None
    return None


def _longest(reading: Reading, lexicon: Lexicon, at: int) -> tuple[int, LoadedEntry | None]:
    """Give the end of the longest entry that begins at a word, and the entry."""
    lower, loaded = reading.lower, lexicon.loaded
    for end in range(min(at + LONGEST, reading.sentence_of(at)[1]), at + 1, -1):
        entry = loaded.get(" ".join(lower[at:end])) or loaded.get(
            " ".join([*lower[at : end - 1], _lemma(reading, end - 1)])
        )
        if entry is not None:
            return end, entry
    entry = loaded.get(lower[at]) or loaded.get(_lemma(reading, at))
    is_verb = reading.marks.upos[at] in ("VERB", "AUX")
    if entry is None or entry.use == "verb" or is_verb == (entry.use == "as"):
        return at + 1, entry
    return at + 1, entry if lower[at] in loaded and entry.use == "word" else None


def _lemma(reading: Reading, word: int) -> str:
    upos, lexicon = reading.marks.upos[word], reading.lexicon
    irregular = lexicon.plurals if upos in ("NOUN", "PROPN") else lexicon.verbs
    return find_lemma(reading.lower[word], "NOUN" if upos == "PROPN" else upos, irregular, lexicon.loaded)


def _is_turned(tree: Tree, start: int, end: int) -> bool:
    """Say whether words are denied or are what somebody is against: "no hero", "anti-terrorist unit"."""
    lower, head = tree.reading.lower, tree.reading.head_of((start, end))
    if start > 1 and lower[start - 1] == "-" and lower[start - 2] in _COUNTERS:
        return True
    if lower[start] == "regime" and start and lower[start - 1] in _NEUTRAL_REGIMES:
        return True
    return any(
        lower[word] in _NEGATIONS and tree.deprels[word] in ("advmod", "det", "cc:preconj")
        for word in tree.dependents(head)
    )


def _joined(found: list[LoadedWords], reading: Reading) -> list[LoadedWords]:
    """Make one of neighbours with one tone: "terrorist mercenaries"."""
    joined: list[LoadedWords] = []
    for one in found:
        last = joined[-1] if joined else None
        if last is not None and last.tone == one.tone and last.words[1] == one.words[0]:
            words = last.words[0], one.words[1]
            joined[-1] = replace(last, words=words, head=reading.head_of(words))
        else:
            joined.append(one)
    return joined
