"""Descriptions that take up a name by a word of it: "the governor" of "Governor Ana Ruiz" in one report.

Of such joins of persons on the train and dev stories 31 were right and 2 wrong, of bodies ("the commission",
of the one National Rights Commission) 20 and none; of 12 more one side is not listed there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rashomon.extract.chains import Chains
from rashomon.extract.phrases import Phrase
from rashomon.extract.reading import Reading

TAKEN_UP = 0.85
"""How sure such a join is."""
_FULL = {
    "adm": "admiral",
    "amb": "ambassador",
    "capt": "captain",
    "cmdr": "commander",
    "col": "colonel",
    "dr": "doctor",
    "gen": "general",
    "gov": "governor",
    "insp": "inspector",
    "lt": "lieutenant",
    "maj": "major",
    "pres": "president",
    "prof": "professor",
    "rep": "representative",
    "sen": "senator",
    "sgt": "sergeant",
    "supt": "superintendent",
}
_OTHER_OFFICES = frozenset("deputy vice lieutenant former ex acting late assistant then".split())
"""Words before an office that make it another, or another's."""


def take_up_names(reading: Reading, phrases: Sequence[Phrase], chains: Chains) -> None:
    """Join a bare singular description to the one named chain that has its noun."""
    named: dict[str, dict[int, int]] = {}
    nameless: dict[str, dict[int, int]] = {}
    for index, phrase in enumerate(phrases):
        chain = chains.find(index)
        if chains.names_of(index):
            for noun in _nouns(phrase):
                named.setdefault(noun, {})[chain] = index
        elif _is_bare(reading, phrase):
            nameless.setdefault(phrase.noun, {}).setdefault(chain, index)
    for noun, found in nameless.items():
        bearers = named.get(noun, {})
        if len(bearers) == 1:
            (bearer,) = bearers.values()
            for index in found.values():
                chains.join(bearer, index, TAKEN_UP)


def _nouns(phrase: Phrase) -> Iterable[str]:
    """Give the nouns that a mention of a named chain lends: a person's office, a body's last word."""
    if phrase.form == "pronoun" or phrase.is_coordinated:
        return
    if phrase.kind == "person":
        if phrase.noun and phrase.modifiers.isdisjoint(_OTHER_OFFICES):
            noun = phrase.noun.rstrip(".")
            yield _FULL.get(noun, noun)
    elif phrase.label == "ORG" and len(phrase.name) > 1:
        yield phrase.name[-1]


def _is_bare(reading: Reading, phrase: Phrase) -> bool:
    first = reading.lower[phrase.words[0]]
    size = phrase.words[1] - phrase.words[0]
    is_short = size == 1 or (size == 2 and first in ("the", "this", "that"))
    return (
        is_short
        and phrase.form == "description"
        and phrase.is_noun
        and phrase.number != "plural"
        and bool(phrase.noun)
        and phrase.kind in ("person", "organization")
    )
