"""Predicates are read with their roles, each on its head word."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rashomon.encode.heads.predicates import ROLES, decode_predicates

Numbers = NDArray[np.float32]
KEY = 2


def tables_that_ask(first: str, second: str) -> dict[str, Numbers]:
    """Queries by which a word whose key is [1, 0] has the first role, one whose key is [0, 1] the second."""
    bias = np.full((len(ROLES), KEY), -5, dtype=np.float32)
    bias[ROLES.index(first)] = (5, -5)
    bias[ROLES.index(second)] = (-5, 5)
    return {"role_query_weight": np.zeros((len(ROLES) * KEY, 3), np.float32), "role_query_bias": bias.ravel()}


def outputs_of(*acts: float, keys: list[list[float]], factuality: float = 0.0) -> dict[str, Numbers]:
    size = len(acts)
    return {
        "predicate": np.array(acts, dtype=np.float32),
        "factuality": np.full(size, factuality, dtype=np.float32),
        "role_key": np.array(keys, dtype=np.float32),
        "act": np.zeros((size, 3), dtype=np.float32),
    }


def test_each_word_of_the_sentence_gets_its_likeliest_role_or_none() -> None:
    outputs = outputs_of(-9, 9, -9, -9, keys=[[1, 0], [1, 0], [0, 1], [0, 0]])
    (found,) = decode_predicates(outputs, tables_that_ask("ARG0", "ARG1"), [(0, 4)], 10)
    assert found.word == 11
    assert [(role.word, role.role) for role in found.roles] == [(10, "ARG0"), (12, "ARG1")]
    assert all(role.score > 0.9 for role in found.roles)


def test_no_role_lies_in_another_sentence() -> None:
    outputs = outputs_of(9, -9, -9, keys=[[0, 0], [1, 0], [1, 0]])
    (found,) = decode_predicates(outputs, tables_that_ask("ARG0", "ARG1"), [(0, 2), (2, 3)], 0)
    assert [role.word for role in found.roles] == [1]


def test_factuality_keeps_to_its_scale() -> None:
    outputs = outputs_of(9, keys=[[0, 0]], factuality=7.5)
    (found,) = decode_predicates(outputs, tables_that_ask("ARG0", "ARG1"), [(0, 1)], 0)
    assert found.factuality == 3.0


def test_a_window_without_predicates_gives_none() -> None:
    assert decode_predicates(outputs_of(-9, keys=[[0, 0]]), {}, [(0, 1)], 0) == []
