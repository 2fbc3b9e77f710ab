"""Which words were exchanged: a name or noun of naming, a verb, a loaded word, a figure, or just words.

That is told by the records of both accounts at the exchanged words: mentions of entities, anchors of events,
cues of statements, labels and quantities. Where they do not tell, it is just words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rashomon.compare.origins.wordings import Naming, Verb, Wording, split_name
from rashomon.compare.stems import stem
from rashomon.records import Entity, Span, Swap

MOST_WORDS = 6
"""Words exchanged above which it cannot be told which stands for which."""
BESIDE_NAME = 2
BESIDE_VERB = 4
"""Words that may be exchanged together with a name or with a verb."""
LEAST_TAIL = 4
"""Letters of a word that a compound may end with."""
_POINTING = frozenset("here there one ones other others".split())
_SORTS = {
    "person": "somebody",
    "organization": "somebody",
    "group": "somebody",
    "place": "somewhere",
    "facility": "somewhere",
    "event": "event",
    "work": "work",
}
"""Kinds of entities of which one may be called another."""


def make_swap(first: Wording, other: Wording, from_: Span | None, to: Span | None) -> Swap:
    """Say what kind of words were exchanged."""
    return Swap(from_=from_, to=to, kind=_name_kind(first, other, from_, to))


def find_scare_quotes(first: Wording, other: Wording, same: Iterable[tuple[Span, Span]]) -> Iterator[Swap]:
    """Find words that both have and only one holds at a distance by quotation marks.

    ``same`` are the spans of one word each in the two texts.
    """
    pairs = list(same)
    for ours, theirs, side in ((first, other, 0), (other, first, 1)):
        for label in ours.account.labels:
            inside = [pair for pair in pairs if _holds(label.span, pair[side])]
            if not label.quoted or not inside:
                continue
            from_, to = ((inside[0][at][0], inside[-1][at][1]) for at in (0, 1))
            if not any(one.quoted for one in theirs.labels_at(from_ if side else to)):
                yield Swap(from_=from_, to=to, kind="label")


def are_forms_of_one(one: str, other: str) -> bool:
    """Tell whether two words are one in two forms, or one a compound of the other.

    >>> are_forms_of_one("groups", "group"), are_forms_of_one("guard", "coastguard")
    (True, True)
    >>> are_forms_of_one("group", "grouplet")
    False
    """
    short, long = sorted((one, other), key=len)
    return stem(one) == stem(other) or (len(short) >= LEAST_TAIL and long.endswith(short))


def _name_kind(first: Wording, other: Wording, from_: Span | None, to: Span | None) -> str | None:
    if max(len(first.words_at(from_)), len(other.words_at(to))) > MOST_WORDS:
        return None
    if from_ and to and _is_renaming(first, other, from_, to):
        return "name"
    if from_ and to and _is_other_verb(first, other, from_, to):
        return "verb"
    if _loaded_words(first, from_) != _loaded_words(other, to):
        return "label"
    amounts = first.amounts_at(from_), other.amounts_at(to)
    return "figure" if all(amounts) and amounts[0] != amounts[1] else None


def _is_renaming(first: Wording, other: Wording, from_: Span, to: Span) -> bool:
    """Tell whether somebody is called something that the first report does not call them."""
    return any(
        _is_respelt(first, other, one, two, (from_, to))
        or (
            _is_nearly(first, from_, one.span, one.head, BESIDE_NAME)
            and _is_nearly(other, to, two.span, two.head, BESIDE_NAME)
            and _is_other_noun(first, other, one, two)
        )
        for one in first.namings_at(from_)
        for two in other.namings_at(to)
    )


def _is_nearly(wording: Wording, swapped: Span, span: Span, head: Span, beside: int) -> bool:
    """Tell whether exchanged words have the head of a phrase and hardly a word outside it."""
    outside = [(swapped[0], min(span[0], swapped[1])), (max(span[1], swapped[0]), swapped[1])]
    words = wording.words_at(*(part for part in outside if part[0] < part[1]))
    return _holds(swapped, head) and len(words) <= beside


def _is_other_noun(first: Wording, other: Wording, one: Naming, two: Naming) -> bool:
    noun, new = first.lower(one.head), other.lower(two.head)
    known = {noun, *first.heads_of(one.entity)}
    is_short = _is_short_for(new, one.entity) or _is_short_for(noun, two.entity)
    is_known = new in _POINTING or any(are_forms_of_one(new, each) for each in known)
    return _SORTS.get(one.entity.kind) == _SORTS.get(two.entity.kind) and not (is_known or is_short)


def _is_respelt(first: Wording, other: Wording, one: Naming, two: Naming, swapped: tuple[Span, Span]) -> bool:
    """Tell whether all swapped words are of proper names, as "Danzig" and "Gdansk" would be."""
    return all(
        naming.form == "name" and set(wording.words_at(span)) <= set(split_name(naming.entity.name))
        for wording, naming, span in zip((first, other), (one, two), swapped, strict=True)
    )


def _is_short_for(word: str, entity: Entity) -> bool:
    """Tell whether a word is made of the initials of an entity's names."""
    initials = {"".join(part[0] for part in split_name(name)) for name in (entity.name, *entity.aliases)}
    return len(word) > 1 and word in initials


def _is_other_verb(first: Wording, other: Wording, from_: Span, to: Span) -> bool:
    return any(
        _are_other(one, two)
        for one in first.verbs_at(from_)
        if _is_nearly(first, from_, one.span, _end_inside(one.span, from_), BESIDE_VERB)
        for two in other.verbs_at(to)
        if _is_nearly(other, to, two.span, _end_inside(two.span, to), BESIDE_VERB)
    ) and not {verb.stem for verb in first.verbs_at(from_)} & {verb.stem for verb in other.verbs_at(to)}


def _end_inside(span: Span, swapped: Span) -> Span:
    """Give a verb's first character if that was exchanged, else its last: what stands between is no verb."""
    first, last = (span[0], span[0] + 1), (span[1] - 1, span[1])
    return first if _holds(swapped, first) else last


def _are_other(one: Verb, two: Verb) -> bool:
    """Tell whether verbs differ in what they say: "said" and "told" do not, nor are they events."""
    if one.is_plain or two.is_plain:
        return one.is_cue and two.is_cue and not (one.is_plain and two.is_plain)
    return True


def _loaded_words(wording: Wording, span: Span | None) -> list[str]:
    return sorted(wording.words_at(*(label.span for label in wording.labels_at(span))))


def _holds(outer: Span, inner: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
