"""What mentions are called: their head nouns, and which name a mention bears."""

from __future__ import annotations

from rashomon.extract.lemmas import find_lemma
from rashomon.extract.lexicon import Lexicon, NounEntry
from rashomon.extract.reading import Reading
from rashomon.records import MentionMark, NameMark, Span

REACH = 12
"""Words on either side of a head that say something of it; a mention may be as long as it likes."""
EMPTY_WORDS = frozenset("the a an of for and in on at to by 's ' ’ , . - ( ) “ ” \" de la del".split())
_WHOLE_OFFICES = frozenset(("prime minister", "vice president", "first minister"))
"""Offices that are another's than their last word's: "the minister" is not the prime minister."""
_OWNING = frozenset(("flat", "flat:name", "appos", "nmod:desc", "name", "compound"))
_TITLE_MARKERS = frozenset(("jr", "jr.", "sr", "sr.", "iii", "ii"))


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


def name_owners(reading: Reading) -> dict[int, list[NameMark]]:
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


def own_name(reading: Reading, mark: MentionMark, owners: dict[int, list[NameMark]]) -> NameMark | None:
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
    while first > start and (upos[first - 1] == "PROPN" or _is_capital(reading, first - 1)):
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


def _is_capital(reading: Reading, word: int) -> bool:
    """Say whether an adjective is written large amid a sentence: "the Foreign Ministry"."""
    is_first = word == reading.sentence_of(word)[0]
    return reading.marks.upos[word] == "ADJ" and reading.words[word][0].isupper() and not is_first


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


def is_common(reading: Reading, mark: MentionMark, name: NameMark) -> bool:
    """Say whether a name is but a common noun or title written large: "the Ministry", "Senate"."""
    start, end = name.words
    if name.label == "LOC" or reading.words[start].isupper():
        return False
    text = " ".join(reading.lower[start:end])
    if end < len(reading.words) and f"{text} {reading.lower[end]}" in _WHOLE_OFFICES:
        return True
    entry = reading.lexicon.nouns.get(text) or reading.lexicon.nouns.get(_noun_lemma(text, reading.lexicon))
    if entry is None or (end - start > 1 and entry.kind != "person"):
        return False
    has_article = start > mark.words[0] and reading.marks.upos[start - 1] in ("DET", "PRON")
    return has_article or (entry.kind == "organization" and start == mark.words[0])


def bare_name(reading: Reading, name: NameMark) -> tuple[tuple[str, ...], str | None]:
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
        if lower[0].isalnum() and (name.label == "PER" or lower not in EMPTY_WORDS):
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
        gender = flag_gender(entry) or gender
        start += 2 if office is not None and office.kind == "person" else 1
    if start == name[0] and start > 0:
        gender = flag_gender(titles.get(reading.words[start - 1]))
    return start, gender


def flag_gender(entry: NounEntry | None) -> str | None:
    """Tell the gender that an entry's flags tell."""
    if entry is None:
        return None
    return "male" if "male" in entry.flags else "female" if "female" in entry.flags else None
