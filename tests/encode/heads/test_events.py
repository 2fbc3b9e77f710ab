"""Happenings are read with their labels and roles; loaded words as runs of one tone."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rashomon.encode.heads.events import MODES, ROLES, STATUSES, TYPES, decode_events, decode_loaded

Numbers = NDArray[np.float32]


def outputs_of(
    anchors: str, keys: list[float], *, kind: str = "ASSAULT", mode: str = "drone"
) -> dict[str, Numbers]:
    """Numbers for words labelled O, B or I, whose first word of an anchor is of this type and mode."""
    size = len(anchors)
    rows = np.zeros((size, 3), dtype=np.float32)
    rows[np.arange(size), ["OBI".index(letter) for letter in anchors]] = 9
    labels = {
        name: np.zeros((size, len(names)), dtype=np.float32)
        for name, names in (("types", TYPES), ("modes", MODES), ("statuses", STATUSES))
    }
    labels["types"][:, TYPES.index(kind)] = 9
    labels["modes"][:, MODES.index(mode)] = 9
    labels["statuses"][:, STATUSES.index("planned")] = 2
    key = np.array(keys, dtype=np.float32)[:, None]
    return {"anchors": rows, **labels, "part_key": key, "happening": np.zeros((size, 2), dtype=np.float32)}


def tables_that_ask(role: str) -> dict[str, Numbers]:
    bias = np.full(len(ROLES), -9, dtype=np.float32)
    bias[ROLES.index(role)] = 9
    return {"part_query_weight": np.zeros((len(ROLES), 2), np.float32), "part_query_bias": bias}


def test_an_anchor_has_its_type_mode_status_and_who_acts() -> None:
    (found,) = decode_events(outputs_of("OBIO", [1, -1, -1, -1]), tables_that_ask("by"), 5)
    assert found.words == (6, 8)
    assert (next(iter(found.types)), next(iter(found.modes)), next(iter(found.statuses))) == (
        "ASSAULT",
        "drone",
        "planned",
    )
    assert (5, "by") in [(role.word, role.role) for role in found.roles]
    assert (6, "by") not in [(role.word, role.role) for role in found.roles]


def test_unlikely_labels_are_left_out_and_the_likeliest_stands_first() -> None:
    (found,) = decode_events(outputs_of("B", [-1]), tables_that_ask("at"), 0)
    assert list(found.types) == ["ASSAULT"]
    assert list(found.statuses.values()) == sorted(found.statuses.values(), reverse=True)


def test_a_window_without_happenings_gives_none() -> None:
    assert decode_events(outputs_of("OO", [0, 0]), {}, 0) == []


def test_loaded_words_of_one_tone_side_by_side_are_one() -> None:
    logits = np.array([[9, 0, 0], [0, 9, 0], [0, 9, 0], [0, 0, 9], [9, 0, 0]], dtype=np.float32)
    assert [(one.words, one.tone) for one in decode_loaded(logits, 3)] == [((4, 6), "neg"), ((6, 7), "pos")]
