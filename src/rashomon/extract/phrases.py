"""Mentions taken apart: what each says of number, gender, person, name, head noun and country."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.extract.countries import REACH, Countries, country_key, country_of
from rashomon.extract.lemmas import find_lemma, is_plural
from rashomon.extract.lexicon import ENTITY_KINDS, Lexicon, NounEntry
from rashomon.extract.mentions import POSSESSIVES
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
    **dict.fromkeys(("who", "whom", "whose", "which", "that"), (3, None, None)),
}
RELATIVES = frozenset(("who", "whom", "whose", "which", "that"))
REFLEXIVES = frozenset("myself yourself himself herself itself ourselves yourselves themselves".split())
_DEFINITE = frozenset("the this that these those".split())
_INDEFINITE = frozenset("a an another some any one no each every several many few other".split())
_PLURAL_WORDS = frozenset(
    "these those two three four five six seven eight nine ten dozens several many few both all".split()
)
_SINGULAR_WORDS = frozenset("a an this another each every".split())
_EMPTY = frozenset("the a an of for and in on at to by 's ' ’ , . - ( ) “ ” \" de la del".split())
_WHOLE_OFFICES = frozenset(("prime minister", "vice president", "first minister"))
"""Offices that are another's than their last word's: "the minister" is not the prime minister."""
_OWNING = frozenset(("flat", "flat:name", "appos", "nmod:desc", "name", "compound"))
_TITLE_MARKERS = frozenset(("jr", "jr.", "sr", "sr.", "iii", "ii"))


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
    owners = _name_owners(reading)
    return [_read_phrase(reading, mark, owners, countries) for mark in marks]


def _name_owners(reading: Reading) -> dict[int, list[NameMark]]:
    """For each word the names that a mention turning on this word may bear."""
    heads, deprels = reading.marks.heads, reading.marks.deprels
    size = len(heads)
    owners: dict[int, list[NameMark]] = {}
    for name in reading.marks.names:
        if not 0 <= name.words[0] < name.words[1] <= size:
            continue
        for word in range(*name.words):
            owners.setdefault(word, []).append(name)
        word = reading.head_of(name.words)
        for _ in range(2):
            above = heads[word]
            if deprels[word] not in _OWNING or above == word or name.words[0] <= above < name.words[1]:
                break
            if deprels[word] == "compound" and (name.label != "PER" or above > word):
                break
            owners.setdefault(above, []).append(name)
            word = above
    return owners


def _read_phrase(
    reading: Reading, mark: MentionMark, owners: dict[int, list[NameMark]], countries: Countries
) -> Phrase:
    start, end = mark.words
    if end - start == 1 and reading.lower[start] in PRONOUNS and reading.words[start] != "US":
        return _pronoun(reading, mark)
    name = _own_name(reading, mark, owners)
    is_coordinated = _is_coordinated(reading, mark, name)
    if is_coordinated or (name is not None and _is_common(reading, mark, name)):
        name = None
    noun, entry = _head_noun(reading, mark, name)
    country, country_words = country_of(reading, mark, countries)
    bare, title_gender = _bare_name(reading, name) if name else ((), None)
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


def _own_name(reading: Reading, mark: MentionMark, owners: dict[int, list[NameMark]]) -> NameMark | None:
    """Find the name a mention bears: the longest inside it that turns on its head, else its proper nouns."""
    start, end = mark.words
    inside = [name for name in owners.get(mark.head, ()) if start <= name.words[0] and name.words[1] <= end]
    if inside:
        return max(inside, key=lambda name: (name.words[1] - name.words[0], name.score, -name.words[0]))
    apposed = _apposed_name(reading, mark, owners)
    if apposed is not None:
        return apposed
    if mark.form != "name" or reading.marks.upos[mark.head] != "PROPN":
        return None
    first, last, upos = mark.head, mark.head + 1, reading.marks.upos
    while first > start and upos[first - 1] == "PROPN":
        first -= 1
    while last < end and upos[last] == "PROPN":
        last += 1
        if (
            mark.kind != "person"
            and last + 1 < end
            and reading.lower[last] == "of"
            and upos[last + 1] == "PROPN"
        ):
            last += 1
    is_title = last - first == 1 and reading.words[first] in reading.lexicon.titles
    if is_title or any(
        form.form == "people" for form in reading.lexicon.countries.get(reading.words[first], ())
    ):
        return None
    label = {"person": "PER", "place": "LOC"}.get(mark.kind, "ORG")
    return NameMark(words=(first, last), label=label, score=mark.score)


def _apposed_name(reading: Reading, mark: MentionMark, owners: dict[int, list[NameMark]]) -> NameMark | None:
    """Find a person's name beside a comma, whatever it was parsed to hang on: "the mayor of Lima, Ana Ruiz".

    Not behind another person's noun, whose name it may be: "a friend of his mother, Ana Ruiz".
    """
    start, end = mark.words
    if mark.kind != "person" or reading.marks.upos[mark.head] != "NOUN":
        return None
    for name in owners.get(start, ()):
        first, last = name.words
        if name.label == "PER" and first == start and mark.head > last and reading.words[last] == ",":
            return name
    for name in owners.get(end - 1, ()):
        first, last = name.words
        if name.label != "PER" or last != end or first <= mark.head:
            continue
        between = range(mark.head + 1, first)[:REACH]
        has_comma = any(reading.words[word] == "," for word in between[-3:])
        if has_comma and not any(_is_person_noun(reading, word) for word in between):
            return name
    return None


def _is_person_noun(reading: Reading, word: int) -> bool:
    entry = reading.lexicon.nouns.get(_noun_lemma(reading.lower[word], reading.lexicon))
    return reading.marks.upos[word] == "NOUN" and entry is not None and entry.kind == "person"


def _is_common(reading: Reading, mark: MentionMark, name: NameMark) -> bool:
    """Say whether a name is but a common noun or title written large: "the Ministry", "Senate"."""
    start, end = name.words
    if name.label == "LOC" or reading.words[start].isupper():
        return False
    text = " ".join(reading.lower[start:end])
    entry = reading.lexicon.nouns.get(text) or reading.lexicon.nouns.get(_noun_lemma(text, reading.lexicon))
    if entry is None or (end - start > 1 and entry.kind != "person"):
        return False
    has_article = start > mark.words[0] and reading.marks.upos[start - 1] in ("DET", "PRON")
    return has_article or (entry.kind == "organization" and start == mark.words[0])


def _bare_name(reading: Reading, name: NameMark) -> tuple[tuple[str, ...], str | None]:
    """Give a name's words without titles, quotation marks and articles, and the gender a title tells."""
    gender: str | None = None
    words: list[str] = []
    start, end = name.words
    if name.label == "PER":
        start, gender = _past_titles(reading, name.words)
    for word in range(start, end):
        lower = reading.lower[word]
        if name.label == "PER" and lower in _TITLE_MARKERS and words:
            continue
        if lower[0].isalnum() and (name.label == "PER" or lower not in _EMPTY):
            words.append(lower.replace(".", ""))
    return tuple(words), gender


def _past_titles(reading: Reading, name: Span) -> tuple[int, str | None]:
    """Step over titles and offices in front of a person's name; also tell the gender that titles tell."""
    titles, nouns = reading.lexicon.titles, reading.lexicon.nouns
    gender: str | None = None
    start, end = name
    while start < end - 1:
        office = nouns.get(" ".join(reading.lower[start : start + 2])) if start < end - 2 else None
        entry = titles.get(reading.words[start]) or nouns.get(reading.lower[start])
        if (office is None or office.kind != "person") and (entry is None or entry.kind != "person"):
            break
        gender = _flag_gender(entry) or gender
        start += 2 if office is not None and office.kind == "person" else 1
    if start == name[0] and start > 0:
        gender = _flag_gender(titles.get(reading.words[start - 1]))
    return start, gender


def _flag_gender(entry: NounEntry | None) -> str | None:
    if entry is None:
        return None
    return "male" if "male" in entry.flags else "female" if "female" in entry.flags else None


def _gender_by_words(
    reading: Reading, mark: MentionMark, name: NameMark | None, entry: NounEntry | None
) -> str | None:
    found = _flag_gender(entry)
    if found or name is None or name.label != "PER":
        return found
    for word in range(max(mark.words[0], name.words[0] - REACH), name.words[0]):
        gender = _flag_gender(reading.lexicon.titles.get(reading.words[word]))
        if gender:
            return gender
    return None


def find_noun(reading: Reading, head: int, start: int, as_noun: bool = False) -> tuple[str, NounEntry | None]:
    """Give a head noun's dictionary form and entry; "foreign minister" is looked up before "minister"."""
    lexicon = reading.lexicon
    form = reading.lower[head]
    lemma = (
        _noun_lemma(form, lexicon) if as_noun or reading.marks.upos[head] in ("NOUN", "PROPN", "X") else form
    )
    for size in (3, 2):
        first = head - size + 1
        if first >= start:
            before = " ".join(reading.lower[first:head])
            for last in (form, lemma):
                entry = lexicon.nouns.get(f"{before} {last}")
                if entry:
                    whole = f"{before} {last}"
                    return (whole if whole in _WHOLE_OFFICES else lemma), entry
    return lemma, lexicon.nouns.get(form) or lexicon.nouns.get(lemma)


def _noun_lemma(form: str, lexicon: Lexicon) -> str:
    return find_lemma(form, "NOUN", lexicon.plurals, lexicon.nouns)


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
    if is_plural(reading.lower[head], reading.lexicon.plurals) or reading.lower[start] in _PLURAL_WORDS:
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
        and lower[word] not in _EMPTY
        and lower[word] not in _DEFINITE
        and upos[word] not in ("PUNCT", "DET", "ADP", "PRON", "CCONJ")
    )
