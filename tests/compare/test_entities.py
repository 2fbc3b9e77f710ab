"""Entities of a story's accounts: by what they are compared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from rashomon.compare.entities import compare_all, join_entities, list_entities

Begin = Callable[..., Any]


def test_two_descriptions_are_weighed_on_their_own(begin: Begin) -> None:
    wire = begin("Rebels shelled the ferry.").entity("the ferry", kind="facility")
    daily = begin("The boat, the ferry to Odda, sank.", outlet="Daily").entity("the ferry", kind="facility")
    ((_, features),) = compare_all(list_entities([wire.done(), daily.done()])).items()
    assert features["same head, neither named"] == 1.0
    assert all(name.endswith("neither named") for name in features)


@pytest.mark.parametrize(
    ("text", "other", "found"),
    [
        ("The hospital of Odda burned.", "Odda", {"one inside the other", "one at the other's end"}),
        ("The hospital burned near Odda hospital.", "Odda hospital", {"one sentence"}),
        ("The hospital burned. People of Odda hospital fled.", "Odda hospital", set[str]()),
    ],
)
def test_in_one_account_it_counts_whether_one_stands_in_or_beside_the_other(
    begin: Begin, text: str, other: str, found: set[str]
) -> None:
    one = "The hospital of Odda" if other == "Odda" else "The hospital"
    draft = begin(text).entity(one, kind="facility").entity(other, kind="place")
    ((_, features),) = compare_all(list_entities([draft.done()])).items()
    told = {name for name in features if name.startswith(("one inside", "one at", "one sentence"))}
    assert told == found


def test_one_name_in_two_accounts_is_one(begin: Begin) -> None:
    wire = begin("Ana Brekke spoke.").entity("Ana Brekke")
    daily = begin("Brekke spoke.", outlet="Daily").entity("Brekke")
    joined = join_entities([wire.done(), daily.done()])
    assert [len(entity.members) for entity in joined.entities] == [2]
