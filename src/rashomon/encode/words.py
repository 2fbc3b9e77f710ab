"""Cuts text into words as Universal Dependencies English does: ``do|n't``, ``Ruiz|'s``, ``well|-|known``."""

from __future__ import annotations

import re
from functools import lru_cache

from rashomon.records import Span

_ABBREVIATIONS = (
    "Mr|Mrs|Ms|Messrs|Dr|Prof|Rev|Hon|Sen|Sens|Rep|Reps|Gov|Govs|Gen|Lt|Col|Maj|Capt|Cmdr|Adm|Sgt|Cpl|Pvt|Supt|"
    "Insp|Pres|St|Ste|Mt|Ft|Jr|Sr|Esq|Inc|Corp|Co|Ltd|Bros|Dept|Univ|Assn|Ave|Blvd|Rd|Jan|Feb|Mar|Apr|Jun|Jul|Aug|"
    "Sept|Sep|Oct|Nov|Dec|Mon|Tue|Tues|Wed|Thu|Thurs|Fri|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|"
    "Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|vs|etc|approx|est|al|Nos|"
    r"No(?=\.\s?\d)"
)
_WORD = re.compile(
    rf"""
      (?![Cc]annot\b)[^\W\d_]++(?=[\s,;)"”])                   # letters and no more: most words, asked first
    | (?:https?://|www\.)[^\s<>"“”]*[^\s<>"“”.,;:!?)\]’']        # addresses
    | [\w.+-]{{1,64}}@[\w-]+(?:\.[\w-]+)+                       # mail addresses (64 at most: linear time)
    | [@\#]\w+                                                  # handles, hashtags
    | (?:[^\W\d_]\.){{2,}}                                      # U.S.  a.m.  G.K.
    | (?:{_ABBREVIATIONS})\.                                    # Sen.  Mr.
    | (?<![^\W_])[A-Z]\.(?=\s[A-Z])                             # the initial in "John F. Kerry"
    | \d+(?:[.,:/]\d+)*(?:[^\W\d_]+\b)?                         # 12,000  5:40  1990s  4th
    | [Cc]an(?=not\b)
    | [^\W\d_][\w\u0300-\u036f]*?(?=n['’]t\b)                   # do|n't
    | n['’]t\b
    | ['’](?:[sS]|re|ve|ll|d|m|RE|VE|LL|D|M)\b                  # 's
    | [^\W\d_][\w\u0300-\u036f]*(?:['’](?!(?:[sS]|re|ve|ll|d|m)\b)[^\W\d_][\w\u0300-\u036f]*)*(?:&[A-Z]+)?
    | \.\.+ | --+ | !+ | \?+ | ''|`` | \*\*+ | ==+ | __+
    | [^\s]
    """,
    re.VERBOSE,
)


def find_words(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the character spans of the words of ``text[start:end]``, in order.

    Every character that is no white space lies in exactly one word.

    >>> [text[a:b] for text in ["He didn't go."] for a, b in find_words(text)]
    ['He', 'did', "n't", 'go', '.']
    """
    return [match.span() for match in _WORD.finditer(text, start, len(text) if end is None else end)]


SHAPES = ("lower", "Capital", "UPPER", "mIxed", "digit", "other")


@lru_cache(maxsize=65536)
def shape_of(word: str) -> int:
    """Return the index in ``SHAPES`` of how a word is written; the encoder's pieces are all lower case.

    >>> [SHAPES[shape_of(word)] for word in ("raid", "Raid", "RAID", "McNab", "1990s", "—")]
    ['lower', 'Capital', 'UPPER', 'mIxed', 'digit', 'other']
    """
    if word[0].isdigit():
        return 4
    if not word[0].isalpha() and not any(letter.isalpha() for letter in word):
        return 5
    if word == word.lower():
        return 0
    if word[0].isupper() and (len(word) == 1 or word[1:] == word[1:].lower()):
        return 1
    return 2 if word == word.upper() else 3
