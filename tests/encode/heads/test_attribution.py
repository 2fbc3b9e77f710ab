"""Cues are found, and each gets the best source in one piece and the best content."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from rashomon.encode.heads.attribution import (
    CUE_KINDS,
    DISTANCES,
    LABELS,
    STANCES,
    CueScores,
    best_paths,
    decode_attributions,
    distance_of,
    score_cues,
)

Numbers = NDArray[np.float32]
SIZES = st.tuples(st.integers(0, 99), st.integers(0, 2), st.integers(1, 9))
"""Seed, cues and words of a window."""
OTHER, SOURCE, SOURCE_ON, CONTENT, CONTENT_ON = range(5)


def is_allowed(path: tuple[int, ...]) -> bool:
    """At most one source, and nothing goes on that has not begun."""
    goes_on = all(
        after not in (SOURCE_ON, CONTENT_ON) or before in (after, after - 1)
        for before, after in pairwise((OTHER, *path))
    )
    return goes_on and path.count(SOURCE) <= 1


def total(scores: Numbers, path: tuple[int, ...]) -> float:
    return float(sum(scores[word, label] for word, label in enumerate(path)))


def draw_scores(seed: int, cues: int, words: int) -> Numbers:
    return np.random.default_rng(seed).normal(0, 2, (cues, words, len(LABELS))).astype(np.float32)


def window(scores: Numbers, offset: int = 0, cue: int = 0) -> CueScores:
    """A window in which every row of scores belongs to a cue of one word."""
    count = len(scores)
    kinds, stances = np.eye(6, dtype=np.float32)[[1] * count], np.eye(5, dtype=np.float32)[[3] * count]
    return CueScores(offset, [(cue, cue + 1, 0.9)] * count, scores, kinds, stances)


def scores_of(labels: str) -> Numbers:
    """Scores that ask for these labels, one letter a word: o, S, s, C, c."""
    scores = np.full((1, len(labels), 5), -6, dtype=np.float32)
    for word, label in enumerate(labels):
        scores[0, word, "oSsCc".index(label)] = -0.01
    return scores


@given(st.integers(0, 10_000), st.integers(1, 3), st.integers(1, 5))
def test_the_best_path_is_the_one_a_search_of_all_finds(seed: int, cues: int, words: int) -> None:
    scores = draw_scores(seed, cues, words)
    allowed = [path for path in product(range(5), repeat=words) if is_allowed(path)]
    for own, path in zip(scores, best_paths(scores).tolist(), strict=True):
        assert tuple(path) in allowed
        assert total(own, tuple(path)) == pytest.approx(max(total(own, one) for one in allowed), abs=1e-4)


@given(st.integers(0, 10_000), st.integers(1, 4), st.integers(1, 40))
def test_no_path_has_two_sources_or_goes_on_with_nothing(seed: int, cues: int, words: int) -> None:
    assert all(is_allowed(tuple(path)) for path in best_paths(draw_scores(seed, cues, words)).tolist())


def test_of_two_likely_sources_the_likelier_is_taken() -> None:
    scores = scores_of("SsoCcoS")
    scores[0, 6, SOURCE] = -0.001
    (marks,) = decode_attributions([[window(scores, cue=2)]])
    assert [mark.source for mark in marks] == [(0, 2)]


def test_source_and_content_are_counted_in_the_whole_text() -> None:
    (marks,) = decode_attributions([[window(scores_of("SsoCcoCcc"), offset=10, cue=2)]])
    (mark,) = marks
    assert (mark.source, mark.cue, mark.content) == ((10, 12), (12, 13), ((13, 15), (16, 19)))
    assert max(mark.kinds, key=mark.kinds.__getitem__) == CUE_KINDS[1]
    assert max(mark.stances, key=mark.stances.__getitem__) == STANCES[3]
    assert sum(mark.kinds.values()) == pytest.approx(1, abs=1e-3)
    assert 0 < mark.score <= 0.9


def test_a_cue_may_lack_a_source() -> None:
    (marks,) = decode_attributions([[window(scores_of("oCCc"))]])
    assert [(mark.source, mark.content) for mark in marks] == [(None, ((1, 2), (2, 4)))]


def test_a_cue_without_content_attributes_nothing() -> None:
    assert decode_attributions([[window(scores_of("oSs"))]]) == [[]]


@given(st.lists(st.lists(SIZES, max_size=2), max_size=3))
def test_texts_solved_together_are_solved_as_if_alone(texts: list[list[tuple[int, int, int]]]) -> None:
    read = [[window(draw_scores(*sizes), offset=7) for sizes in text] for text in texts]
    assert decode_attributions(read) == [decode_attributions([text])[0] for text in read]


def test_distance_is_counted_from_the_nearer_end_of_the_cue() -> None:
    classes = distance_of(300, 100, 102).tolist()
    assert classes == sorted(classes)
    assert len(set(classes[100:103])) == 1
    assert classes[99] < classes[100] < classes[103]
    assert (classes[0], classes[-1]) == (1, DISTANCES - 1)


def test_a_cue_is_never_its_own_source_or_content() -> None:
    random = np.random.default_rng(3)

    def draw(*shape: int) -> Numbers:
        return random.normal(0, 1, shape).astype(np.float32)

    outputs = {"cues": draw(9, 3), "key": draw(9, 4), "pair": draw(9, 6), "alone": draw(9, 10)}
    outputs |= {"kinds": draw(9, 6), "stances": draw(9, 5)}
    tables = {"attribution_distance": draw(5, DISTANCES), "attribution_query_weight": draw(20, 6)}
    tables |= {"attribution_query_bias": draw(20)}
    scored = score_cues(outputs, tables, 0)
    assert scored.cues
    assert np.exp(scored.scores).sum(2) == pytest.approx(1, abs=1e-4)
    for (first, last, _), path in zip(scored.cues, best_paths(scored.scores), strict=True):
        assert not path[first:last].any()


def test_a_window_without_cues_has_no_scores() -> None:
    outputs = {"cues": np.array([[9, 0, 0]], dtype=np.float32), "key": np.ones((1, 4), dtype=np.float32)}
    outputs |= {name: np.ones((1, n), dtype=np.float32) for name, n in (("pair", 6), ("alone", 10))}
    outputs |= {name: np.ones((1, n), dtype=np.float32) for name, n in (("kinds", 6), ("stances", 5))}
    shapes = {"distance": (5, DISTANCES), "query_weight": (20, 6), "query_bias": (20,)}
    tables = {f"attribution_{name}": np.zeros(shape, dtype=np.float32) for name, shape in shapes.items()}
    assert decode_attributions([[score_cues(outputs, tables, 0)]]) == [[]]
