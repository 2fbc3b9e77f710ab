"""Mentions taken apart: what each says of number, gender, person, name, head noun and country."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.extract.countries import REACH, Countries, country_key, country_of
from rashomon.extract.lemmas import is_plural
from rashomon.extract.lexicon import ENTITY_KINDS, NounEntry
from rashomon.extract.mentions import POSSESSIVES, RELATIVES
from rashomon.extract.naming import (
    EMPTY_WORDS,
    bare_name,
    find_noun,
    flag_gender,
    is_common,
    name_owners,
    own_name,
)
from rashomon.extract.reading import Reading
from rashomon.records import MentionMark, NameMark, Span

PRONOUNS: dict[str, tuple[int, str | None, str | None]] = {
    # person, number, gender; "neuter" is what is no person
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), (1, "singular", None)),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves"), (1, "plural", None)),
    **dict.fromkeys(("you", "your", "yours", "yourself", "yourselves"), (2, None, None)),
    **dict.fromkeys(("he", "him", "his", "himself"), (3, "singular", "male")),
    **dict.fromkeys(("she", "her", "hers", "herself"), (3, "singular", "female")),
    **dict.fromkeys(("it", "its", "itself"), (3, "singular", "neuter")),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), (3, "plural", None)),
    **dict.fromkeys(RELATIVES, (3, None, None)),
}
REFLEXIVES = frozenset("myself yourself himself herself itself ourselves yourselves themselves".split())
_DEFINITE = frozenset("the this that these those".split())
_INDEFINITE = frozenset("a an another some any one no each every several many few other".split())
_OTHERS = frozenset(
    "another other others one some someone somebody anyone anybody everyone everybody nobody no".split()
)
_PLURAL_WORDS = frozenset(
    "these those two three four five six seven eight nine ten dozens several many few both all".split()
)
_MANY = frozenset("some many few both all most others those several".split())
_SINGULAR_WORDS = frozenset("a an this another each every".split())


@dataclass(frozen=True, slots=True)
class Phrase:
    """One mention and its features; sets of lower-case words, tuples in order of text."""

    words: Span
    head: int
    mark: MentionMark
    form: str
    kind: str | None
    number: str | None
    gender: str | None
    person: int
    is_definite: bool
    has_determiner: bool
    is_other: bool
    """Somebody not told of before: "another man", "someone"."""
    is_coordinated: bool
    """The mention is "X and Y", not X."""
    noun: str
    """The head noun's dictionary form; for a name with a title the title's."""
    modifiers: frozenset[str]
    """Other words that say something, country words left out."""
    name: tuple[str, ...]
    """A name's words in lower case without titles; empty if the mention names nobody."""
    name_words: Span | None
    label: str | None
    country: str | None
    entry: NounEntry | None
    is_noun: bool
    """The head is a common noun."""


def read_phrases(reading: Reading, marks: list[MentionMark], countries: Countries) -> list[Phrase]:
    """Take every mention apart; the result lies parallel to ``marks``."""
    owners = name_owners(reading)
    return [_read_phrase(reading, mark, owners, countries) for mark in marks]


def _read_phrase(
    reading: Reading, mark: MentionMark, owners: dict[int, list[NameMark]], countries: Countries
) -> Phrase:
    start, end = mark.words
    if end - start == 1 and _is_pronoun(reading, start):
        return _pronoun(reading, mark)
    name = own_name(reading, mark, owners)
    is_coordinated = _is_coordinated(reading, mark, name)
    if is_coordinated or (name is not None and is_common(reading, mark, name)):
        name = None
    noun, entry = _head_noun(reading, mark, name)
    country, country_words = country_of(reading, mark, countries)
    bare, title_gender = bare_name(reading, name) if name else ((), None)
    gender = title_gender or _gender_by_words(reading, mark, name, entry)
    modifiers = _modifiers(reading, mark, country_words)
    return Phrase(
        words=mark.words,
        head=mark.head,
        mark=mark,
        form="name" if bare else "pronoun" if reading.marks.upos[mark.head] == "PRON" else "description",
        kind=_kind(mark, name, entry),
        number="plural" if is_coordinated else _number(reading, mark, name),
        gender=gender,
        person=3,
        is_definite=_is_definite(reading, mark, entry, bool(bare)),
        has_determiner=reading.marks.upos[mark.words[0]] in ("DET", "NUM", "PRON"),
        is_other=reading.lower[start] in _OTHERS,
        is_coordinated=is_coordinated,
        noun=noun,
        modifiers=modifiers,
        name=country_key(bare, name, countries) or bare,
        name_words=name.words if name else None,
        label=name.label if name else None,
        country=country,
        entry=entry,
        is_noun=reading.marks.upos[mark.head] == "NOUN",
    )


def _is_pronoun(reading: Reading, word: int) -> bool:
    """Say whether a word is a personal or relative pronoun; "US" and "WHO" are none."""
    return reading.lower[word] in PRONOUNS and reading.words[word] not in ("US", "WHO", "IT")


def _pronoun(reading: Reading, mark: MentionMark) -> Phrase:
    word = reading.lower[mark.words[0]]
    person, number, gender = PRONOUNS[word]
    return Phrase(
        words=mark.words,
        head=mark.words[0],
        mark=mark,
        form="pronoun",
        kind="person"
        if gender in ("male", "female") or word in ("i", "me", "my", "mine", "myself")
        else None,
        number=number,
        gender=gender,
        person=person,
        is_definite=True,
        has_determiner=False,
        is_other=False,
        is_coordinated=False,
        noun=word,
        modifiers=frozenset(),
        name=(),
        name_words=None,
        label=None,
        country=None,
        entry=None,
        is_noun=False,
    )


def _gender_by_words(
    reading: Reading, mark: MentionMark, name: NameMark | None, entry: NounEntry | None
) -> str | None:
    found = flag_gender(entry)
    if found or name is None or name.label != "PER":
        return found
    for word in range(max(mark.words[0], name.words[0] - REACH), name.words[0]):
        gender = flag_gender(reading.lexicon.titles.get(reading.words[word]))
        if gender:
            return gender
    is_full = name.words[1] - name.words[0] > 1  # "Warren" alone is a family's
    return reading.lexicon.given.get(reading.words[name.words[0]]) if is_full else None


def _head_noun(reading: Reading, mark: MentionMark, name: NameMark | None) -> tuple[str, NounEntry | None]:
    start = mark.words[0]
    if name is None or not name.words[0] <= mark.head < name.words[1]:
        return find_noun(reading, mark.head, start)
    if name.label != "PER":
        return find_noun(reading, mark.head, name.words[0], as_noun=True)
    for word in range(
        name.words[0], max(start, name.words[0] - 6) - 1, -1
    ):  # the title nearest the name: "Foreign Minister Ruiz"
        title = reading.lexicon.titles.get(reading.words[word])
        if title is not None and (word < name.words[0] or name.words[1] - name.words[0] > 1):
            noun, entry = find_noun(reading, word, start, as_noun=True)
            return noun, entry if entry and entry.kind == "person" else title
        if word < name.words[0]:
            noun, entry = find_noun(reading, word, start, as_noun=True)
            if entry and entry.kind == "person":
                return noun, entry
    return "", None


def _kind(mark: MentionMark, name: NameMark | None, entry: NounEntry | None) -> str | None:
    if name is not None:
        if name.label == "PER":
            return "person"
        if name.label == "LOC":
            return "facility" if mark.kind == "facility" or (entry and entry.kind == "facility") else "place"
        return mark.kind if mark.kind in ("group", "facility", "work", "event") else "organization"
    if mark.kind in ENTITY_KINDS:
        return mark.kind
    return entry.kind if entry else None


def _is_coordinated(reading: Reading, mark: MentionMark, name: NameMark | None) -> bool:
    """Say whether a mention joins two things: another hangs on its head with "and", outside the name."""
    heads, deprels, head = reading.marks.heads, reading.marks.deprels, mark.head
    inside = name.words if name is not None else (head, head + 1)
    return any(
        deprels[word] == "conj" and heads[word] == head and not inside[0] <= word < inside[1]
        for word in range(head + 1, min(mark.words[1], head + 16))
    )


def _number(reading: Reading, mark: MentionMark, name: NameMark | None) -> str | None:
    start, head = mark.words[0], mark.head
    if name is not None:
        return "singular" if name.label == "PER" else None
    form = reading.lower[head]
    if form in _MANY or is_plural(form, reading.lexicon.plurals) or reading.lower[start] in _PLURAL_WORDS:
        return "plural"
    if reading.marks.upos[head] in ("NOUN", "X"):
        return (
            None
            if reading.lower[head] in ("police", "staff", "crew", "team", "group", "crowd", "family")
            else "singular"
        )
    return "singular" if reading.lower[start] in _SINGULAR_WORDS else None


def _is_definite(reading: Reading, mark: MentionMark, entry: NounEntry | None, is_named: bool) -> bool:
    first = reading.lower[mark.words[0]]
    if is_named or first in _DEFINITE:
        return True
    if first in _INDEFINITE:
        return False
    has_owner = any(
        reading.lower[word] in POSSESSIVES for word in range(max(mark.words[0], mark.head - REACH), mark.head)
    )
    if entry is None or entry.kind != "organization":
        return has_owner
    return has_owner or entry.sector in ("COP", "MIL") or reading.words[mark.head][0].isupper()


def _modifiers(reading: Reading, mark: MentionMark, country_words: set[int]) -> frozenset[str]:
    start, end = max(mark.words[0], mark.head - REACH), min(mark.words[1], mark.head + REACH)
    lower, upos = reading.lower, reading.marks.upos
    return frozenset(
        lower[word]
        for word in range(start, end)
        if word != mark.head
        and word not in country_words
        and lower[word] not in EMPTY_WORDS
        and lower[word] not in _DEFINITE
        and upos[word] not in ("PUNCT", "DET", "ADP", "PRON", "CCONJ")
    )
