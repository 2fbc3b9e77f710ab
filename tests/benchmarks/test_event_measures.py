"""Figures of predicates, roles and factuality, worked out by hand."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.factuality import area_under_curve, compare_scores, find_events
from benchmarks.roles import Frames, count_frames, figures_of, keep_scored, read_frames
from rashomon.encode.words import find_words
from rashomon.records import EventMark, Marks, PredicateMark, RoleMark
from training.corpora.markup import Mark, MarkedAccount


def predicate(word: int, *roles: tuple[str, int], factuality: float = 1.0) -> PredicateMark:
    marks = tuple(RoleMark(word=at, role=role, score=0.9) for role, at in roles)
    return PredicateMark(word=word, roles=marks, factuality=factuality, score=0.9)


def figures(gold: Frames, found: Frames) -> dict[str, float]:
    counts: Counter[tuple[str, str]] = Counter()
    count_frames(gold, found, counts)
    return figures_of(counts)


def test_the_right_frames_score_a_hundred() -> None:
    gold = Frames(predicates={2, 7}, roles={(2, 0, "ARG0"), (7, 5, "ARGM-LOC")})
    shown = figures(gold, gold)
    assert shown["predicate_f1"] == shown["role_f1"] == shown["argm_loc_f1"] == 100.0
    assert (shown["predicates"], shown["roles"]) == (2, 2)


def test_a_missed_predicate_costs_its_roles_but_not_among_the_found() -> None:
    gold = Frames(predicates={2, 7}, roles={(2, 0, "ARG0"), (7, 5, "ARG1")})
    shown = figures(gold, Frames(predicates={2}, roles={(2, 0, "ARG0")}))
    assert shown["predicate_recall"] == 50.0
    assert shown["role_f1"] == pytest.approx(200 / 3)
    assert shown["role_f1_of_found"] == 100.0


def test_the_wrong_word_or_role_is_wrong() -> None:
    gold = Frames(predicates={2}, roles={(2, 0, "ARG0"), (2, 4, "ARG1")})
    shown = figures(gold, Frames(predicates={2}, roles={(2, 0, "ARG1"), (2, 5, "ARG1")}))
    assert shown["role_f1"] == 0.0


def test_auxiliaries_other_roles_and_sentences_without_annotation_count_neither_way() -> None:
    gold = Frames(predicates=set(), roles=set())
    frames = [
        {"pred": 0, "sense": "do.01", "args": [{"role": "ARG0", "start": 1, "end": 2}]},
        {"pred": 2, "sense": "go.01", "args": [{"role": "ARGM-DIS", "start": 1, "end": 2}]},
    ]
    unscored = read_frames({"tokens": "Do not go".split(), "head": [3, 3, 0], "srl": frames}, 0, gold)
    unscored |= read_frames({"tokens": ["Gone", "."], "head": [0, 1], "srl": None}, 3, gold)
    given = [predicate(0, ("ARG0", 1)), predicate(2, ("ARGM-DIS", 1), ("ARG1", 1)), predicate(3)]
    assert gold == Frames(predicates={2}, roles=set())
    assert keep_scored(given, unscored) == Frames(predicates={2}, roles={(2, 1, "ARG1")})


def test_scores_of_nothing_and_of_all_the_same_are_no_error() -> None:
    assert compare_scores([])["r"] == 0.0
    assert compare_scores([(1.0, 2.0), (1.0, 2.0)])["r"] == 0.0
    assert area_under_curve([], [1.0]) == 0.0


def test_marked_events_meet_the_marks_that_share_their_words() -> None:
    text = "He may resign, she said."
    spans = find_words(text)
    at = {text[start:end]: number for number, (start, end) in enumerate(spans)}
    account = MarkedAccount(
        story="s",
        outlet="o",
        attributes={},
        text=text,
        paragraphs=[(0, len(text))],
        marks=[
            Mark("ev", (text.index("resign"), text.index(",")), {"status": "planned"}),
            Mark("ev", (text.index("said"), len(text) - 1), {"status": "happened"}),
            Mark("cue", (text.index("said"), len(text) - 1), {}),
        ],
        entities={},
        has_all_mentions=True,
    )
    event = EventMark(
        words=(at["may"], at["resign"] + 1), statuses={"planned": 0.3, "hypothetical": 0.6}, score=0.9
    )
    marks = Marks(
        words=tuple(spans),
        sentences=((0, len(spans)),),
        upos=("X",) * len(spans),
        heads=tuple(range(len(spans))),
        deprels=("dep",) * len(spans),
        predicates=(predicate(at["resign"], factuality=-0.5),),
        events=(event,),
    )
    assert list(find_events(account, marks)) == [("planned", "hypothetical", -0.5), ("happened", None, None)]
