"""Accounts whose every text is hostile, and exports in hand."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from rashomon.records import Account
from rashomon.store import export

HOSTILE = "\t\n\r\x00\x1b\x85\u2028\u202e\ufeff\"'=+-@;,\\|<>&{}%😀\xa0"
Export = Callable[..., str]
Choice = Any
"""A source of an export, or something that is asked of it."""
some = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
"""Examples enough where each is a whole account."""


def spoil(account: Account, spoiled: dict[str, str]) -> Account:
    """Put other characters in the place of some, everywhere; spans stay true."""
    table = str.maketrans(spoiled)

    def change(text: str | None) -> str | None:
        return text and text.translate(table)

    report = replace(
        account.report,
        text=account.report.text.translate(table),
        title=change(account.report.title),
        outlet=change(account.report.outlet),
        url=change(account.report.url),
    )
    entities = tuple(replace(one, name=one.name.translate(table)) for one in account.entities)
    places = tuple(replace(one, name=one.name.translate(table)) for one in account.places)
    return replace(account, report=report, entities=entities, places=places)


spoilings = st.dictionaries(st.sampled_from("aeinorstMBI“( ."), st.sampled_from(HOSTILE), max_size=9)
"""Which letters of an account become which hostile characters."""


@pytest.fixture(scope="session")
def hostile(kostenets: Account) -> Account:
    """The hand-made account with something bad at the beginning and inside of every text."""
    bad = {"M": "=", "B": '"', "P": "@", "a": "\t", "e": "\n", "r": "\u202e", "i": "'", "s": "\x00", "o": "<"}
    spoiled = spoil(kostenets, bad)
    return replace(spoiled, report=replace(spoiled.report, url="javascript:alert('<script>')"))


@pytest.fixture(scope="session")
def written() -> Export:
    """Export to a text."""

    def write(source: Choice, to: str, **choices: Choice) -> str:
        out = io.StringIO(newline="")
        export(source, to, out, **choices)
        return out.getvalue()

    return write
