"""Dictionary forms of verbs and nouns: a table of irregular ones and the rules of English spelling.

No dictionary ships with the package, so a regular ending may be undone in several ways (``hoping`` to
``hop`` or ``hope``). ``find_lemma`` takes the first way that a lexicon knows and else the likeliest.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from functools import lru_cache

_VOWELS = frozenset("aeiou")
_UNDOUBLED = frozenset("bdgmnprt")
_SILENT_E = (
    "at",
    "iz",
    "is",
    "iv",
    "uc",
    "ag",
    "eg",
    "ng",
    "rs",
    "ns",
    "rg",
    "as",
    "us",
    "ad",
    "id",
    "ut",
    "ir",
    "yz",
    "rc",
    "nc",
)
_SINGULAR_ENDS = ("ss", "us", "is", "ics")


def find_lemma(form: str, upos: str, irregular: Mapping[str, str], known: Container[str] = ()) -> str:
    """Give the dictionary form of a word.

    Args:
        form: the word in lower case.
        upos: its Universal Dependencies part of speech; only verbs and nouns change.
        irregular: forms that follow no rule.
        known: dictionary forms to prefer where spelling leaves a choice.

    >>> find_lemma("admitted", "VERB", {}), find_lemma("parties", "NOUN", {})
    ('admit', 'party')
    """
    if form in irregular:
        return irregular[form]
    if upos in ("VERB", "AUX"):
        ways = _ways(form, is_verb=True)
    elif upos == "NOUN":
        ways = _ways(form, is_verb=False)
    else:
        return form
    for way in ways:
        if way in known:
            return way
    return ways[0]


@lru_cache(maxsize=65536)
def _ways(form: str, *, is_verb: bool) -> tuple[str, ...]:
    """Give the dictionary forms that a form may be of, likeliest first; at least one."""
    return tuple(_verb_ways(form) if is_verb else _noun_ways(form))


def _verb_ways(form: str) -> Iterator[str]:
    if form.endswith(("ies", "ied")) and len(form) > 4:
        yield form[:-3] + "y"
    elif form.endswith("ing") and len(form) > 5:
        yield from _stem_ways(form[:-3])
    elif form.endswith("ed") and not form.endswith("eed") and len(form) > 4:
        yield from _stem_ways(form[:-2])
    elif form.endswith(("ches", "shes", "sses", "xes", "zzes", "oes")):
        yield form[:-2]
        yield form[:-1]
    elif form.endswith("s") and not form.endswith(_SINGULAR_ENDS) and len(form) > 3:
        yield form[:-1]
    yield form


def _stem_ways(stem: str) -> Iterator[str]:
    """Ways to mend a verb's stem once -ed or -ing is off: as it is, undoubled, with silent e."""
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] in _UNDOUBLED | {"l"}:
        yield from (stem[:-1], stem) if stem[-1] in _UNDOUBLED else (stem, stem[:-1])
        return
    silent = stem + "e"
    if _wants_e(stem):
        yield from (silent, stem)
    else:
        yield from (stem, silent)


def _wants_e(stem: str) -> bool:
    if stem.endswith(_SILENT_E) or stem[-1] in "vuz" or (stem[-1] == "l" and stem[-2] in "bcdfgkptz"):
        return True
    one_beat = sum(letter in _VOWELS for letter in stem) == 1
    return (
        one_beat and len(stem) > 2 and stem[-2] in _VOWELS and stem[-1] not in "wxyaeiou" and len(stem) <= 4
    )


def _noun_ways(form: str) -> Iterator[str]:
    if form.endswith("ies") and len(form) > 4:
        yield form[:-3] + "y"
    elif form.endswith(("ches", "shes", "sses", "xes", "zzes")):
        yield form[:-2]
    elif form.endswith("s") and not form.endswith(_SINGULAR_ENDS) and len(form) > 3:
        yield form[:-1]
        if form.endswith("oes"):
            yield form[:-2]
    yield form


def is_plural(form: str, irregular: Mapping[str, str]) -> bool:
    """Say whether a common noun looks plural by its form alone.

    >>> is_plural("officers", {}), is_plural("crisis", {}), is_plural("women", {"women": "woman"})
    (True, False, True)
    """
    if form in irregular:
        return irregular[form] != form
    return form.endswith("s") and len(form) > 3 and not form.endswith(_SINGULAR_ENDS)
