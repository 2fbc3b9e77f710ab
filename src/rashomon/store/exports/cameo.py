"""PLOVER's types under the codes of CAMEO, as ``cameo.toml`` has them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from rashomon.records import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """What CAMEO, and GDELT after it, have for a type of event: ``cameo.toml`` tells where from."""

    root: str
    quad: str
    quad_class: int
    goldstein: float

    @property
    def event(self) -> str:
        """The general code below the root, "not specified" further."""
        return f"{self.root}0"


def find_code(event: Event) -> Code | None:
    """Give the code of an event; None where CAMEO has none, as for OTHER.

    Where several of an event's contexts would make its code another, the first one does.
    """
    table = _read_table()
    found = table["types"].get(event.type)
    if found is None:
        return None
    roots = found.get("roots", {})
    root = next((roots[key] for key in _keys(event) if key in roots), found["root"])
    return Code(
        root=root,
        quad=found["quad"],
        quad_class=table["quad_classes"][found["quad"]],
        goldstein=table["goldstein"][root],
    )


def _keys(event: Event) -> Iterator[str]:
    """Give under which keys an event's root may stand, the narrowest first."""
    mode = event.mode or ""
    yield from (f"{mode}/{context.name}" for context in event.contexts)
    yield mode


@cache
def _read_table() -> dict[str, Any]:
    return tomllib.loads(files("rashomon.store.exports").joinpath("cameo.toml").read_text("utf-8"))
