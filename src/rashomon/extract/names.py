"""Rules that join names: precise ones only, each over an index, so that cost grows with the text.

People: the same name; a full name and its surname (or, failing that, its given name), if only one person
in the report bears it; initials. Bodies and places: the same words in any order ("the Health Ministry",
"the Ministry of Health"), with a country or without if there is only one; short forms; acronyms and
aliases. Where two candidates remain, nothing is joined.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

from rashomon.extract.chains import Chains, are_two_people, is_part_of
from rashomon.extract.phrases import Phrase
from rashomon.extract.reading import Reading

MOST_CANDIDATES = 40
"""Longer names looked at for a short one; a report with more has no single one, and cost stays linear."""
SAME_NAME, PART_OF_NAME, ACRONYM = 0.99, 0.95, 0.95
_ALIAS_LINKS = frozenset(
    tuple(link.split())
    for link in (
        "(|or|, or|alias|, alias|aka|known as|, known as|also known as|, also known as|better known as"
    ).split("|")
)


_NO_PART = frozenset("nearby neighbouring neighboring distant beautiful capital same whole new".split())


def join_names(reading: Reading, phrases: Sequence[Phrase], chains: Chains) -> None:
    """Join the mentions that name the same person, body or place."""
    named = [index for index, phrase in enumerate(phrases) if phrase.name]
    _join_aliases(reading, phrases, named, chains)
    people, others = _sort_out(phrases, named)
    _join_people(phrases, people, chains, _headlined(reading, phrases))
    _join_others(reading, phrases, others, chains)
    _join_acronyms(reading, phrases, others, chains)


def _sort_out(phrases: Sequence[Phrase], named: Iterable[int]) -> tuple[list[int], list[int]]:
    """Part people's names from others; a word labelled both ways goes with the majority."""
    votes: dict[tuple[str, ...], Counter[bool]] = {}
    named = list(named)
    for index in named:
        phrase = phrases[index]
        votes.setdefault(phrase.name, Counter())[phrase.label == "PER"] += 1
    people = [index for index in named if _is_person(votes[phrases[index].name])]
    chosen = set(people)
    return people, [index for index in named if index not in chosen]


def _is_person(votes: Counter[bool]) -> bool:
    return votes[True] >= votes[False]


def _headlined(reading: Reading, phrases: Sequence[Phrase]) -> int:
    """Count the mentions of the first paragraph, which is the headline where there is one."""
    end = reading.report.paragraphs[0][1] if reading.report.paragraphs else 0
    return bisect_left(phrases, end, key=lambda phrase: reading.marks.words[phrase.words[0]][0])


def _join_people(phrases: Sequence[Phrase], people: Sequence[int], chains: Chains, headlined: int) -> None:
    groups: dict[tuple[tuple[str, ...], str | None], list[int]] = {}
    for index in people:
        groups.setdefault((phrases[index].name, phrases[index].gender), []).append(index)
    for members in groups.values():
        for member in members[1:]:
            chains.join(members[0], member, SAME_NAME)
    _join_genders(groups, chains)
    by_word: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for (name, _), members in sorted(groups.items(), key=lambda item: (-len(item[0][0]), item[1][0])):
        longer = _longer_names(name, by_word, members[0], chains, headlined)
        if longer is not None:
            chains.join(longer, members[0], PART_OF_NAME)
        for word in dict.fromkeys((name[0], name[-1], *name)):
            by_word.setdefault(word, []).append((name, members[0]))


def _join_genders(groups: dict[tuple[tuple[str, ...], str | None], list[int]], chains: Chains) -> None:
    """Join a name without a title to the same name with one, unless both Mr and Mrs bear it."""
    for (name, gender), members in groups.items():
        if gender is None:
            titled = [groups[name, other] for other in ("male", "female") if (name, other) in groups]
            if len(titled) == 1:
                chains.join(titled[0][0], members[0], SAME_NAME)


def _longer_names(
    name: tuple[str, ...],
    by_word: dict[str, list[tuple[tuple[str, ...], int]]],
    own: int,
    chains: Chains,
    headlined: int,
) -> int | None:
    """Find the one person whose fuller name a name is part of: by surname first, else by another word."""
    by_surname = [
        (longer, at) for longer, at in by_word.get(name[-1], ())[:MOST_CANDIDATES] if longer[-1] == name[-1]
    ]
    found = _one_chain(name, by_surname, own, chains, headlined)
    if found is not None or by_surname:
        return found
    return _one_chain(name, by_word.get(name[0], [])[:MOST_CANDIDATES], own, chains, headlined)


def _one_chain(
    name: tuple[str, ...],
    candidates: Sequence[tuple[tuple[str, ...], int]],
    own: int,
    chains: Chains,
    headlined: int,
) -> int | None:
    """Give the one of some longer names that a name may be; ``headlined`` mentions stand in the headline."""
    fitting = {
        chains.find(at): at
        for longer, at in candidates
        if longer != name and not are_two_people(name, longer) and chains.may_join(at, own)
    }
    if len(fitting) > 1:  # of several Meadowses the one known when "Meadows" first stands alone
        fitting = {chain: at for chain, at in fitting.items() if chains.first_of(at) < own}
    if len(fitting) > 1:  # or the one of the headline
        fitting = {chain: at for chain, at in fitting.items() if chains.first_of(at) < headlined}
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def _join_others(reading: Reading, phrases: Sequence[Phrase], others: Sequence[int], chains: Chains) -> None:
    """Join equal names of bodies and places, then names whose words are the same, then short forms."""
    by_bag: dict[frozenset[str], list[int]] = {}
    for index in others:
        by_bag.setdefault(_bag(reading, phrases[index]), []).append(index)
    for members in by_bag.values():
        _join_by_country(phrases, members, chains)
    by_last: dict[str, list[frozenset[str]]] = {}
    for bag, members in by_bag.items():
        for word in {phrases[member].name[-1] for member in members} | {
            phrases[member].name[0] for member in members
        }:
            by_last.setdefault(word, []).append(bag)
    for bag, members in by_bag.items():
        _join_short_form(phrases, bag, members, by_bag, by_last, chains)


def _bag(reading: Reading, phrase: Phrase) -> frozenset[str]:
    """Give the words of a body's name that do not tell its country."""
    words = frozenset(word for word in phrase.name if word in phrase.modifiers or word == phrase.noun)
    kept = words if len(words) > 1 else frozenset(phrase.name)
    if phrase.label == "LOC" and phrase.name_words is not None:
        kept |= _part_told(reading, phrase, phrase.name_words)
    return kept | {word for word in phrase.modifiers if word[0].isdigit()}  # "Figure 1", "Figure 2"


def _part_told(reading: Reading, phrase: Phrase, name: tuple[int, int]) -> frozenset[str]:
    """Give the word before a place's name that makes it another place: "eastern Ukraine", "Old Athens"."""
    before = name[0] - 1
    is_part = before >= phrase.words[0] and reading.marks.upos[before] in ("ADJ", "PROPN")
    return frozenset((reading.lower[before],)) - _NO_PART if is_part else frozenset()


def _join_by_country(phrases: Sequence[Phrase], members: Sequence[int], chains: Chains) -> None:
    """Join equal names of one country; those that tell no country join if only one country is told."""
    by_country: dict[str | None, int] = {}
    for member in members:
        country = phrases[member].country
        if country not in by_country:
            by_country[country] = member
        else:
            chains.join(by_country[country], member, SAME_NAME, trusts_names=True)
    told = [member for country, member in by_country.items() if country is not None]
    if None in by_country and len(told) == 1:
        chains.join(by_country[None], told[0], PART_OF_NAME, trusts_names=True)


def _join_short_form(
    phrases: Sequence[Phrase],
    bag: frozenset[str],
    members: Sequence[int],
    by_bag: dict[frozenset[str], list[int]],
    by_last: dict[str, list[frozenset[str]]],
    chains: Chains,
) -> None:
    """Join "National Police" to "Philippine National Police" where only one longer name has its words."""
    short = phrases[members[0]]
    if short.label != "ORG" or short.name[0].startswith("="):
        return
    candidates: dict[int, int] = {}
    for word in (short.name[-1], short.name[0]):
        for longer in by_last.get(word, ())[:MOST_CANDIDATES]:
            first = by_bag[longer][0]
            is_longer = bag < longer and _is_short_for(short, phrases[first])
            if is_longer and chains.may_join(first, members[0], trusts_names=True):
                candidates[chains.find(first)] = first
    if len(candidates) == 1:
        (first,) = candidates.values()
        chains.join(first, members[0], PART_OF_NAME, trusts_names=True)


def _is_short_for(short: Phrase, long: Phrase) -> bool:
    """A short form says nothing that the long one does not; a single word is its last or its head."""
    if long.label != "ORG" or not short.modifiers <= long.modifiers | set(long.name):
        return False
    if len(short.name) > 1:
        return is_part_of(short.name, long.name)
    return long.name[-1:] == short.name or (long.name[:1] == short.name and long.noun == short.noun)


def _join_acronyms(
    reading: Reading, phrases: Sequence[Phrase], others: Sequence[int], chains: Chains
) -> None:
    """Join "DUF" to the one longer name whose initials it is."""
    short: dict[str, int] = {}
    by_initials: dict[str, dict[int, int]] = {}
    for index in others:
        phrase = phrases[index]
        if phrase.name_words is None:
            continue
        if len(phrase.name) == 1 and _is_acronym(reading.words[phrase.name_words[0]]):
            short.setdefault(phrase.name[0].replace(".", ""), index)
        elif len(phrase.name) > 1:
            for letters in _initials(reading, phrase):
                by_initials.setdefault(letters, {})[chains.find(index)] = index
    for letters, index in short.items():
        long = {chains.find(at): at for at in by_initials.get(letters, {}).values()}
        if len(long) == 1:
            (at,) = long.values()
            chains.join(at, index, ACRONYM, trusts_names=True)


def _is_acronym(word: str) -> bool:
    letters = word.replace(".", "")
    return (
        2 <= len(letters) <= 8
        and letters.isalpha()
        and sum(map(str.isupper, letters)) >= max(2, len(letters) - 1)
    )


def _initials(reading: Reading, phrase: Phrase) -> set[str]:
    """Give a name's initials with and without its small words, and with a country word put before it."""
    start, end = phrase.name_words or phrase.words
    words = [word for word in reading.words[start:end] if word[0].isalpha()]
    own = "".join(word[0] for word in words if word[0].isupper()).lower()
    whole = "".join(word[0] for word in words).lower()
    found = {own, whole}
    if start > phrase.words[0] and reading.words[start - 1][0].isupper():
        found.add(reading.lower[start - 1][0] + own)
    return {letters for letters in found if len(letters) > 1}


def _join_aliases(reading: Reading, phrases: Sequence[Phrase], named: Sequence[int], chains: Chains) -> None:
    """Join a name to the one an aside gives it: "the Democratic Unity Front (DUF)", "Salim alias Tuan"."""
    ends: dict[int, int] = {}
    for index in named:
        words = phrases[index].name_words
        if words is not None:
            ends.setdefault(words[1], index)
    for index in named:
        words = phrases[index].name_words
        if words is None:
            continue
        for gap in (1, 2, 3, 4):
            before = ends.get(words[0] - gap)
            link = tuple(reading.lower[words[0] - gap : words[0]])
            if (
                before is not None
                and link in _ALIAS_LINKS
                and _is_alias(reading, phrases[before], phrases[index], link)
            ):
                chains.join(before, index, ACRONYM, trusts_names=True)


def _is_alias(reading: Reading, long: Phrase, short: Phrase, link: tuple[str, ...]) -> bool:
    if long.label == "PER" or short.label == "PER":
        return link != ("(",) and link[-1] != "or" and long.label == short.label
    if link != ("(",):
        return link[-1] != "or" or _is_acronym(reading.words[(short.name_words or short.words)[0]])
    end = (short.name_words or short.words)[1]
    is_whole = end < len(reading.words) and reading.words[end] in ("),", ")", ",")
    if not is_whole or long.label == "LOC":
        return False
    one, other = sorted((long, short), key=lambda phrase: len(phrase.name))
    return (
        len(one.name) == 1
        and len(other.name) > 1
        and _is_acronym(reading.words[(one.name_words or one.words)[0]])
    )
