"""PLOVER's types have codes of CAMEO; what CAMEO does not know has none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rashomon.records import Account, Context, Event
from rashomon.store.exports.cameo import find_code

VERBAL, MATERIAL = 1, 2
QUADS = {
    1: "AGREE CONSULT SUPPORT CONCEDE",
    2: "COOPERATE AID RETREAT",
    3: "REQUEST ACCUSE REJECT THREATEN",
    4: "PROTEST SANCTION MOBILIZE COERCE ASSAULT",
}


@pytest.fixture
def event(kostenets: Account) -> Event:
    return kostenets.events[0]


def test_all_of_plovers_types_have_a_code_of_their_quad(event: Event) -> None:
    for quad, types in QUADS.items():
        for name in types.split():
            code = find_code(replace(event, type=name, mode=None))
            assert code is not None
            assert code.quad_class == quad
            assert code.event == f"{code.root}0"
            assert (code.goldstein > 0) == (quad <= MATERIAL)


@pytest.mark.parametrize(
    ("type_", "mode", "contexts", "root"),
    [
        ("ASSAULT", None, (), "18"),
        ("ASSAULT", None, ("crime", "military"), "19"),
        ("ASSAULT", "beat", ("military",), "18"),
        ("ASSAULT", "drone", (), "19"),
        ("ACCUSE", "investigate", ("legal",), "09"),
        ("COERCE", "seize", (), "17"),
        ("COERCE", "seize", ("legal", "military"), "19"),
    ],
)
def test_mode_and_contexts_choose_the_root(
    event: Event, type_: str, mode: str | None, contexts: tuple[str, ...], root: str
) -> None:
    told = tuple(Context(name=name, spans=()) for name in contexts)
    code = find_code(replace(event, type=type_, mode=mode, contexts=told))
    assert code is not None
    assert code.root == root


@pytest.mark.parametrize("type_", ["OTHER", "LANDGRAB", ""])
def test_what_cameo_does_not_know_has_no_code(event: Event, type_: str) -> None:
    assert find_code(replace(event, type=type_)) is None
