"""Words as they are compared across accounts: without case, accents and endings."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib import import_module, resources
from threading import Lock
from typing import Any

_STEMMING = Lock()
"""A stemmer works on one word at a time: two threads at once would get each other's letters."""
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@lru_cache(maxsize=65536)
def fold(words: str) -> str:
    """Take from words what spelling alone makes differ: case, accents, typesetting.

    >>> fold("Dunărea  Liberă’s")
    "dunarea libera's"
    """
    return _fold(words)


def _fold(words: str) -> str:
    if words.isascii():
        return " ".join(words.casefold().split())
    parted = unicodedata.normalize("NFKD", words.replace("’", "'")).casefold()
    return " ".join(_NOT_ASCII.sub(_drop_mark, parted).split())


def _drop_mark(letter: re.Match[str]) -> str:
    return "" if unicodedata.combining(letter[0]) else letter[0]


def split_words(words: str) -> list[str]:
    """Cut words at what is no letter or digit; a possessive ending goes.

    >>> split_words("the mayor's brother-in-law")
    ['the', 'mayor', 'brother', 'in', 'law']
    """
    return [word.removesuffix("'s").removesuffix("’s") for word in _WORD.findall(words)]


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Take off a word's endings by Porter's second English stemmer.

    >>> stem("Searches") == stem("searched")
    True
    """
    with _STEMMING:
        return str(_stemmer().stemWord(fold(word)))


@lru_cache(maxsize=65536)
def singular(word: str) -> str:
    """Take off a noun's plural ending; "officers" and "office" stay apart, as they do not by ``stem``.

    >>> singular("officers"), singular("parties"), singular("crisis")
    ('officer', 'party', 'crisis')
    """
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    is_plural = word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3
    return word[:-1] if is_plural else word


def content_stems(words: str) -> list[str]:
    """Give the stems of words that carry content, in order.

    >>> content_stems("the killing of two of the guards")
    ['kill', 'guard']
    """
    return [stem(word) for word in content_words(words)]


@lru_cache(maxsize=8192)
def sentence_stems(words: str) -> frozenset[str]:
    """Give the stems of a sentence's words that carry content; reprints have the same ones many times.

    >>> sorted(sentence_stems("The guards killed two of the guards."))
    ['guard', 'kill']
    """
    return frozenset(content_stems(words))


def content_words(words: str) -> list[str]:
    """Give the words that carry content, without case and accents, in order.

    >>> content_words("the killing of two of the Guards")
    ['killing', 'guards']
    """
    small = _small_words()
    # Not by ``fold``: that would keep whole texts.
    return [word for word in split_words(_fold(words)) if word not in small]


@cache
def _stemmer() -> Any:  # noqa: ANN401 - snowballstemmer has no types
    return import_module("snowballstemmer").stemmer("english")


@cache
def _small_words() -> frozenset[str]:
    text = (resources.files("rashomon.compare") / "data" / "small_words.txt").read_text("utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())
