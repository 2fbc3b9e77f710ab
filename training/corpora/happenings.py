"""The happenings and loaded words of a marked account as word layers."""

from __future__ import annotations

from itertools import pairwise

from rashomon.records import Span
from training.corpora.markup import Mark, MarkedAccount
from training.corpora.placing import find_head, words_under
from training.documents import Happening

_ROLES = ("by", "to", "at")
_NEAR_WORDS = 40
"""An entity that the sentence does not mention is looked for this many words before the anchor."""


def find_happenings(account: MarkedAccount, words: list[Span], shown: list[str]) -> list[Happening]:
    """Give an account's happenings with the head words of those who act, suffer and hold the scene.

    The story names entities; of an entity's mentions the nearest in the anchor's sentence is taken, else the
    nearest of the ``_NEAR_WORDS`` before it. Its other mentions in the sentence may be meant as well.
    """
    heads: dict[str, list[int]] = {}
    for mark in account.marks:
        if mark.name == "en":
            under = words_under(words, *mark.span)
            heads.setdefault(mark.attributes["x"], []).append(find_head(shown, under[0], under[-1] + 1))
    starts = [i + 1 for i, word in enumerate(shown) if word in ".!?"]
    sentences = list(pairwise(sorted({0, len(words), *starts, *_paragraph_starts(account, words)})))
    happenings: list[Happening] = []
    for mark in account.marks:
        if mark.name != "ev":
            continue
        under = words_under(words, *mark.span)
        sentence = next(span for span in sentences if span[0] <= under[0] < span[1])
        happening = Happening(
            under, mark.attributes["type"], mark.attributes.get("mode"), mark.attributes["status"], [], []
        )
        _set_roles(happening, mark, heads, sentence)
        happenings.append(happening)
    return happenings


def _paragraph_starts(account: MarkedAccount, words: list[Span]) -> set[int]:
    starts = {start for start, _ in account.paragraphs}
    return {index for index, (start, _) in enumerate(words) if start in starts}


def _set_roles(happening: Happening, mark: Mark, heads: dict[str, list[int]], sentence: Span) -> None:
    anchor = happening.words[0]
    for role in _ROLES:
        for entity in mark.attributes.get(role, "").split():
            inside = [word for word in heads.get(entity, ()) if sentence[0] <= word < sentence[1]]
            before = [word for word in heads.get(entity, ()) if anchor - _NEAR_WORDS <= word < sentence[0]]
            near = min(inside, key=lambda word: abs(word - anchor), default=max(before, default=None))
            if near is not None:
                happening.roles.append((near, role))
                happening.unsure.extend((word, role) for word in inside if word != near)


def find_loaded(account: MarkedAccount, words: list[Span]) -> dict[int, str]:
    """Give the loaded words of an account and their tone."""
    return {
        word: mark.attributes["tone"]
        for mark in account.marks
        if mark.name == "lab"
        for word in words_under(words, *mark.span)
    }
