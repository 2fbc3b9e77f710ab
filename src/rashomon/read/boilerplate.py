"""Paragraphs that belong to the site, not to the report: told by their words, whatever their markup."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

_BIO_VERB = re.compile(
    r"(?:,? (?:a|an|the)\b[^.]{0,80},)? (?:is|was|are|covers?|writes?|reports?|joined|has|have|works?|leads?|"
    r"hosts?|can be (?:reached|contacted|found)|previously|formerly|contributed|tweets?)\b"
)
_LIFTED = 25
"""Letters from which a sentence told twice is a pull quote, not a refrain."""
_MANY = 2_000
"""Looking for pull quotes takes time with the square of the paragraphs; no report has so many."""
_END = 5
"""Biographies of the authors stand in the last few paragraphs."""


def keep_report(paragraphs: list[str], authors: tuple[str, ...]) -> list[str]:
    """Give the paragraphs that are the report's own.

    >>> keep_report(["Rain fell on Monday.", "Advertisement", "Ann Lee is a reporter in Bonn."], ("Ann Lee",))
    ['Rain fell on Monday.']
    """
    kept = _drop_repeats([one for one in paragraphs if not is_boilerplate(one)])
    head, tail = kept[:-_END], kept[-_END:]
    kept = head + [one for one in tail if not _is_bio(one, authors)]
    while kept and len(kept[-1]) < 60 and not re.search(r"[.!?…:;\"”’)]$", kept[-1]):
        kept.pop()
    return kept


def _drop_repeats(paragraphs: list[str]) -> list[str]:
    """Drop what is said again: whole paragraphs, and pull quotes (sentences lifted out of the text)."""
    kept: dict[str, str] = {}
    for place, one in enumerate(paragraphs):
        key = _key(one)
        kept.setdefault(key if len(key) > 40 else f"{place} {key}", one)
    whole = "\n".join(_key(one) for one in kept.values())
    if len(kept) > _MANY:
        return list(kept.values())
    return [one for one in kept.values() if len(one) > 400 or not _is_lifted(one, whole)]


def _is_lifted(paragraph: str, whole: str) -> bool:
    sentences = [_key(part) for part in re.split(r"(?<=[.!?]) ", paragraph)]
    return all(len(part) >= _LIFTED and whole.count(part) > 1 for part in sentences)


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())


def is_boilerplate(paragraph: str) -> bool:
    """Tell whether a paragraph is an advertisement, a call, a link to elsewhere, a caption or a notice."""
    if not re.search(r"[^\W\d_]", paragraph):
        return True
    whole, start = _patterns()
    if len(paragraph) <= 120 and whole.fullmatch(paragraph):
        return True
    return len(paragraph) <= 450 and bool(start.match(paragraph))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The patterns of data/boilerplate.toml: for whole paragraphs, and for their starts."""
    lists: dict[str, list[str]] = tomllib.loads(
        files("rashomon.read").joinpath("data", "boilerplate.toml").read_text("utf-8")
    )
    whole = rf"(?:{'|'.join(lists['whole'])})\W*"
    start = "|".join(f"(?:{one})" for one in lists["start"] + lists["caption"])
    return re.compile(whole, re.IGNORECASE), re.compile(start, re.IGNORECASE)


def _is_bio(paragraph: str, authors: tuple[str, ...]) -> bool:
    for author in authors:
        if paragraph.casefold().startswith(author.casefold()):
            rest = paragraph[len(author) :]
            if not rest or _BIO_VERB.match(rest) or len(rest) < 40:
                return True
    return False
