"""A story made by hand, with a place, a time and somebody who says what happened."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from rashomon.compare import compare
from rashomon.records import Account, Place, Reference, Story, Time
from rashomon.serial import account_from_json

CASE = Path(__file__).parents[1] / "cases" / "market.accounts.jsonl"


def place(account: Account) -> Account:
    """Give an account's first event a time and a scene, and name a place that nobody knows."""
    text, (first, *others) = account.report.text, account.events
    odda, market = text.index("Odda"), text.index("market")
    told = replace(first, place="p1", time="t1")
    at = Time(id="t1", span=(0, 6), start="2031-10-14", end="2031-10-14", granularity="day", how="written")
    scene = Place(
        id="p1",
        span=(odda, odda + 4),
        name="Odda",
        latitude=60.07,
        longitude=6.55,
        country="NOR",
        how="resolved",
        confidence=0.9,
    )
    unknown = Place(id="p2", span=(market, market + 6), name="market", how="unresolved", confidence=0.1)
    return replace(account, events=(told, *others), times=(at,), places=(scene, unknown))


def accuse(account: Account) -> Account:
    """Let the army say that the front did it."""
    statement = account.statements[0]
    army = next(one for one in account.entities if "army" in one.name.lower())
    front = next(one for one in account.entities if "Front" in one.name)
    events = tuple(
        replace(
            one,
            voice=statement.id,
            actors=(Reference(span=front.mentions[0].span, entity=front.id),),
        )
        for one in account.events[:1]
    )
    spoken = replace(statement, source=Reference(span=army.mentions[0].span, entity=army.id))
    return replace(
        account, events=(*events, *account.events[1:]), statements=(spoken, *account.statements[1:])
    )


@pytest.fixture(scope="session")
def market() -> list[Account]:
    wire, daily, army, courier = (account_from_json(line) for line in CASE.read_text("utf-8").splitlines())
    return [accuse(place(wire)), place(daily), army, courier]


@pytest.fixture(scope="session")
def story(market: list[Account]) -> Story:
    return compare(market)
