"""A text is cut at every boundary of its marks, and nothing of it is lost."""

from __future__ import annotations

import itertools
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from rashomon.marking import ROLES, TOLD, Mark, cut, find_depths, find_marks, number_statements, sort_marks
from rashomon.records import Account, Cue, Event, Reference, Report, Span, Statement

spans = st.tuples(st.integers(0, 30), st.integers(1, 10)).map(lambda pair: (pair[0], pair[0] + pair[1]))
marks = st.builds(
    Mark,
    span=spans,
    role=st.sampled_from(["content", "source", "cue"]),
    numbers=st.just((1,)),
    depth=st.integers(0, 3),
)


def statement(name: str, cue: Span, content: tuple[Span, ...], source: Span | None = None) -> Statement:
    return Statement(
        id=name,
        source=None if source is None else Reference(span=source),
        source_kind="person",
        anonymous=False,
        cue=Cue(span=cue, lemma="say", kind="statement", stance="neutral"),
        content=content,
        manner="indirect",
        polarity="asserted",
        confidence=1.0,
    )


def event(name: str, anchor: Span) -> Event:
    return Event(id=name, type="OTHER", anchor=anchor, status="happened", confidence=1.0, because=())


def account(*statements: Statement) -> Account:
    report = Report(id="r", text="x" * 60, paragraphs=((0, 60),), reader="by hand")
    return Account(report=report, statements=statements, coder="by hand")


@given(spans, st.lists(marks, max_size=6))
def test_the_pieces_of_a_region_are_the_region(region: Span, several: list[Mark]) -> None:
    pieces = list(cut(region, several))
    assert pieces[0].span[0] == region[0]
    assert pieces[-1].span[1] == region[1]
    assert all(one.span[1] == two.span[0] for one, two in itertools.pairwise(pieces))


@given(spans, st.lists(marks, max_size=6))
def test_each_mark_that_touches_a_region_opens_and_closes_once(region: Span, several: list[Mark]) -> None:
    pieces = list(cut(region, several))
    touching = [mark for mark in several if mark.span[0] < region[1] and region[0] < mark.span[1]]
    assert sum(len(piece.opening) for piece in pieces) == len(touching)
    assert sum(len(piece.closing) for piece in pieces) == len(touching)
    for piece in pieces:
        middle = piece.span[0]
        assert list(piece.marks) == [mark for mark in touching if mark.span[0] <= middle < mark.span[1]]


@given(st.sets(spans))
def test_a_depth_counts_the_spans_that_hold_one(several: set[Span]) -> None:
    assert find_depths(several) == {
        inner: sum(outer[0] <= inner[0] and inner[1] <= outer[1] for outer in several) for inner in several
    }


@given(st.lists(st.integers(0, 12), unique=True), st.lists(marks, max_size=6))
def test_each_region_gets_the_marks_that_touch_it(starts: list[int], several: list[Mark]) -> None:
    regions = [(3 * start, 3 * start + 2) for start in sorted(starts)]
    assert sort_marks(regions, several) == [
        [mark for mark in several if mark.span[0] < end and start < mark.span[1]] for start, end in regions
    ]


def test_events_are_marked_by_their_own_numbers() -> None:
    told = replace(account(statement("a", (5, 9), ())), events=(event("x", (20, 25)), event("y", (5, 9))))
    found = find_marks(told)
    assert [(mark.role, mark.span, mark.numbers) for mark in found] == [
        ("cue", (5, 9), (1,)),
        ("event", (5, 9), (1,)),
        ("event", (20, 25), (2,)),
    ]


def test_statements_are_numbered_by_where_their_cues_stand() -> None:
    late, early = statement("a", (30, 34), ()), statement("b", (5, 9), ())
    assert number_statements(account(late, early)) == {"b": 1, "a": 2}


def test_two_statements_with_the_same_source_share_its_mark() -> None:
    found = find_marks(account(statement("a", (10, 14), (), (0, 9)), statement("b", (20, 24), (), (0, 9))))
    assert [mark.numbers for mark in found if mark.role == "source"] == [(1, 2)]


def test_a_content_in_a_content_is_deeper() -> None:
    outer, inner = statement("a", (50, 54), ((0, 40),)), statement("b", (5, 9), ((10, 30),))
    depths = {mark.span: mark.depth for mark in find_marks(account(outer, inner)) if mark.role == "content"}
    assert depths == {(0, 40): 1, (10, 30): 2}


def test_figures_times_places_and_labels_are_marked_when_they_are_asked_for(kostenets: Account) -> None:
    marks = find_marks(kostenets, ROLES)

    held = {role: len({n for mark in marks if mark.role == role for n in mark.numbers}) for role in ROLES}
    assert held["figure"] == len(kostenets.quantities)
    assert held["time"] == len(kostenets.times)
    assert held["place"] == len(kostenets.places)
    assert held["label"] == len(kostenets.labels)
    assert {mark.role for mark in find_marks(kostenets)} == set(TOLD)
