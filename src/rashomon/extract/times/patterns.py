"""Patterns over sorts of words: regular expressions in which the names of sorts stand for words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from rashomon.extract.times.found import Found
from rashomon.extract.times.meanings import Meaning
from rashomon.extract.times.vocabulary import load_vocabulary

MACROS = {
    "NUMBER": "(?:digits|year|figure|spelled(?:(?:hyphen|and)?spelled){0,4})",
    "COUNT": "(?:(?:a|some)?NUMBER(?:and a half)?|a?some of?|a|half a|a half)",
    "ABOUT": "(?:just?(?:about|at?least|(?:more|less)than)?)",
}
"""Pieces of patterns; repeats are bounded, so that a rule looks at a few words only."""
_NAME = re.compile(r"[A-Z]{4,}|[a-z_]+")


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what its words mean; ``build`` gives None where they mean no time after all."""

    pattern: str
    build: Callable[[Found], Meaning | None]


@cache
def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Compile a pattern to one over the characters of a line."""
    sorts = load_vocabulary().sorts

    def give(match: re.Match[str]) -> str:
        name = match.group()
        return _NAME.sub(give, MACROS[name]).replace(" ", "") if name in MACROS else sorts[name]

    return re.compile(_NAME.sub(give, pattern).replace(" ", ""))
