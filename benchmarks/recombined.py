"""Any number of accounts out of a few: two joined under one another, their names spelled anew.

The texts are our own stories as this project codes them. In each account made of them every name has other
letters, as many as before, consonants for consonants and vowels for vowels; so spans stay true, no two texts
are copies, and the vocabulary grows as that of news does. Everything follows from the account's number.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from benchmarks.results import OWN_STORIES, Data
from rashomon.flow import load
from rashomon.read import read_report
from rashomon.records import Account, Report
from rashomon.serial import account_from_json, to_json
from rashomon.text import content_id
from training.corpora import stories

STORIES = 40
"""Stories of the training split whose accounts the reports are made of."""
OUTLETS = 200
START = datetime(2031, 1, 1, tzinfo=UTC)
MINUTES_APART = 5

_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{3,}")
_WORD = re.compile(r"[A-Z][a-z]{3,}")
_LISTS = ("entities", "statements", "events", "quantities", "times", "places", "labels")
_PARTS = ("paragraphs", "sentences")
_VOWELS, _CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxyz"


def find_data(shared: Path) -> Data:
    """Name the stories that are read."""
    return Data(files=tuple(stories.paths(shared / "annotated", OWN_STORIES, "train")[:STORIES]))


def code_stories(shared: Path) -> list[Account]:
    """Code the accounts of our stories, as if all were published when the first one is."""
    coder = load()
    texts = (one.text for path in find_data(shared).files for one in stories.read_accounts(path))
    reports = (read_report(text, published=START.isoformat()) for text in texts)
    return list(coder.pipe(report for report in reports if isinstance(report, Report)))


def recombine(accounts: Sequence[Account], first: int = 0) -> Iterator[Account]:
    """Give accounts without end, from number ``first`` on: the same ones for the same ``accounts``."""
    drafts = [json.loads(to_json(account)) for account in accounts]
    for number in count(first):
        rng = random.Random(number)
        first, second = rng.sample(drafts, 2)
        yield account_from_json(json.dumps(_finish(_join(first, second), number, rng)))


def _join(first: dict, second: dict) -> dict:
    """Put one account's text under the other's, and the records of both together."""
    gap = len(first["report"]["text"]) + 2
    moved = _map(second, span=lambda span: [at + gap for at in span])
    report = {**first["report"], "text": f"{first['report']['text']}\n\n{second['report']['text']}"}
    report |= {name: first["report"][name] + moved["report"][name] for name in _PARTS}
    return {**first, "report": report, **{name: first[name] + moved[name] for name in _LISTS}}


def _finish(draft: dict, number: int, rng: random.Random) -> dict:
    """Spell the names of an account anew, and give it ids, an outlet, an address and a time of its own."""
    table = swap_letters(rng)
    names = {name: name.translate(table) for name in set(_NAME.findall(draft["report"]["text"]))}
    ids = {one["id"]: content_id(f"{number}", one["id"]) for name in _LISTS for one in draft[name]}

    def spell(text: str) -> str:
        return ids.get(text) or _WORD.sub(lambda word: names.get(word[0], word[0]), text)

    made = _map(draft, string=spell)
    made["report"] |= {
        "id": content_id("recombined", f"{number}"),
        "outlet": f"Outlet {rng.randrange(OUTLETS)}",
        "url": f"https://outlet.example/{number}",
        "published": (START + timedelta(minutes=MINUTES_APART * number)).isoformat(),
    }
    return made


def spell_names_anew(text: str, rng: random.Random) -> str:
    """Write other letters in every name that does not begin a sentence, the same for the same name."""
    table = swap_letters(rng)
    return _NAME.sub(lambda name: name[0].translate(table), text)


def swap_letters(rng: random.Random) -> dict[int, str]:
    """Give each vowel another vowel, and each consonant another consonant, for ``str.translate``."""
    letters: dict[str, str] = {}
    for kind in (_VOWELS, _CONSONANTS):
        others = rng.sample(kind, len(kind))
        letters |= dict(zip(kind + kind.upper(), others + [one.upper() for one in others], strict=True))
    return str.maketrans(letters)


def _map(
    value: object,
    *,
    string: Callable[[str], str] = str,
    span: Callable[[list[int]], list[int]] = list,
) -> object:
    """Make a copy of JSON with every string, and every pair of whole numbers, put through a function."""
    if isinstance(value, str):
        return string(value)
    if isinstance(value, dict):
        return {name: _map(one, string=string, span=span) for name, one in value.items()}
    if isinstance(value, list):
        if len(value) == 2 and all(type(one) is int for one in value):
            return span(value)
        return [_map(one, string=string, span=span) for one in value]
    return value
