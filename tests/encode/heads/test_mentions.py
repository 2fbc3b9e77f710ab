"""A mention stands on its head word, reaches from it to both sides, and points at earlier ones."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from rashomon.encode.heads.mentions import (
    FEATURES,
    FORMS,
    KINDS,
    MOST_LINKS,
    REACH,
    decode_mentions,
    link_mentions,
    pair_features,
)
from rashomon.records import MentionMark, Span

Numbers = NDArray[np.float32]
NO_FEATURES: Numbers = np.zeros(FEATURES, dtype=np.float32)


def draw_outputs(seed: int, size: int) -> dict[str, Numbers]:
    random = np.random.default_rng(seed)
    widths = {"forms": 4, "entity_kinds": 8, "edges": 12}
    return {name: random.normal(0, 2, (size, width)).astype(np.float32) for name, width in widths.items()}


def mention(words: Span, head: int, form: str = "description") -> MentionMark:
    return MentionMark(words=words, head=head, kind="person", form=form, score=0.9)


def vectors(anaphors: list[float], antecedents: list[float], is_new: list[float]) -> dict[str, Numbers]:
    """Link scores of one number a mention: that of a pair is the product of the two."""
    return {
        "anaphor": np.array(anaphors, dtype=np.float32)[:, None],
        "antecedent": np.array(antecedents, dtype=np.float32)[:, None],
        "is_new": np.array(is_new, dtype=np.float32),
    }


def test_a_mention_reaches_from_its_first_word_to_its_last() -> None:
    outputs = {
        "forms": np.full((6, 4), -9, dtype=np.float32),
        "entity_kinds": np.zeros((6, 8), dtype=np.float32),
    }
    outputs["forms"][:, 0] = 0
    outputs["forms"][3] = [-9, 5, 0, 0]
    outputs["entity_kinds"][3, KINDS.index("organization")] = 1
    edges = np.zeros((6, 4, 1), dtype=np.float32)
    edges[3, [0, 2]] = 1  # what the head asks for, at the start and at the end
    edges[1, 1], edges[4, 3] = 5, 5
    outputs["edges"] = edges.reshape(6, 4)
    (found,) = decode_mentions(outputs, 10)
    assert (found.words, found.head, found.kind, found.form) == ((11, 15), 13, "organization", "name")
    assert found.score == pytest.approx(1, abs=1e-3)


@given(st.integers(0, 10_000), st.integers(1, 120))
def test_a_mention_holds_its_head_and_reaches_no_further_than_it_may(seed: int, size: int) -> None:
    for found in decode_mentions(draw_outputs(seed, size), 0):
        first, last = found.words
        assert max(0, found.head - REACH) <= first <= found.head < last <= min(size, found.head + REACH + 1)
        assert found.kind in KINDS and found.form in FORMS


def test_no_mention_is_found_above_a_threshold_that_none_reaches() -> None:
    assert decode_mentions(draw_outputs(1, 20), 0, threshold=1.0) == []


def test_a_mention_points_at_the_earlier_one_it_repeats() -> None:
    mentions = [mention((0, 1), 0), mention((1, 2), 1), mention((2, 3), 2, "pronoun")]
    found = link_mentions(
        mentions, ["Ruiz", "Lee", "she"], [vectors([0, 0, 4], [2, -2, 0], [9, 9, 0])], NO_FEATURES
    )
    assert found[0].links == ()
    assert found[1].links[0][1] < 0.01
    assert found[2].links[0] == (0, pytest.approx(1, abs=0.01))


def test_links_cross_windows() -> None:
    windows = [vectors([0], [3], [9]), vectors([3], [0], [0])]
    found = link_mentions([mention((0, 1), 0), mention((5, 6), 5)], ["a"] * 6, windows, NO_FEATURES)
    assert found[1].links == ((0, pytest.approx(1, abs=0.01)),)


@given(st.integers(0, 10_000), st.integers(0, 12))
def test_links_point_backwards_likeliest_first_and_leave_room_for_the_new(seed: int, count: int) -> None:
    random = np.random.default_rng(seed)
    numbers = [random.normal(0, 3, count).tolist() for _ in range(3)]
    mentions = [mention((word, word + 1), word) for word in range(count)]
    weights = random.normal(0, 1, FEATURES).astype(np.float32)
    for index, found in enumerate(link_mentions(mentions, ["a"] * count, [vectors(*numbers)], weights)):
        odds = [share for _, share in found.links]
        assert len(odds) == min(index, MOST_LINKS)
        assert all(earlier < index for earlier, _ in found.links)
        assert odds == sorted(odds, reverse=True)
        assert sum(odds) <= 1.001


def test_without_mentions_there_is_nothing_to_link() -> None:
    assert link_mentions([], ["a"], [], NO_FEATURES) == []


def test_features_tell_what_two_mentions_share() -> None:
    words = "The new minister met her aide . A minister left".split()
    spans, heads, forms = [(0, 3), (4, 6), (7, 9)], [2, 5, 8], [1, 1, 1]
    features = pair_features(words, spans, heads, forms)
    assert features.shape == (3, 3, 6)
    assert (features >= 0).all() and (features < FEATURES).all()
    same_head, other_head = features[2, 0], features[1, 0]
    assert same_head[2] != other_head[2]  # "minister" twice
    assert same_head[3] == other_head[3]  # but not the same words
    assert same_head[4] != other_head[4]  # the later head stands in the earlier mention
    assert (features[0, 0, 5], features[2, 0, 5]) == (FEATURES - 1, FEATURES - 2)  # overlap
