"""Marks in a text: inside one another, and cut where they cross."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rashomon.web.passages import Marked, Note, Parts, mark_paragraph

TEXT = "abcdefghijklmnop"
SPANS = st.tuples(st.integers(0, 16), st.integers(0, 16)).filter(lambda span: span[0] < span[1])


def flatten(parts: Parts) -> str:
    return "".join(part if isinstance(part, str) else flatten(part.parts) for part in parts)


def find(parts: Parts) -> list[Marked]:
    return [found for part in parts if isinstance(part, Marked) for found in (part, *find(part.parts))]


@given(st.sets(SPANS), SPANS)
def test_marks_lose_no_letter_and_hold_what_they_mark(
    spans: set[tuple[int, int]], region: tuple[int, int]
) -> None:
    notes = [Note(span=span, id=str(span), note="n") for span in spans]
    parts = mark_paragraph(TEXT, region, notes, set())
    assert flatten(parts) == TEXT[slice(*region)]
    inside = [one for one in notes if one.span[0] < region[1] and region[0] < one.span[1]]
    ids = [one.id for one in find(parts) if one.id]
    assert sorted(ids) == sorted(one.id for one in inside)
    for one in inside:
        start, end = max(one.span[0], region[0]), min(one.span[1], region[1])
        marked = next(each for each in find(parts) if each.id == one.id)
        assert TEXT[start:end].startswith(flatten(marked.parts))


def test_a_mark_inside_another_is_deeper_unless_one_is_quiet() -> None:
    notes = [
        Note(span=(0, 9), id="a", note="a", is_quiet=True),
        Note(span=(1, 8), id="b", note="b"),
        Note(span=(2, 4), id="c", note="c"),
    ]
    found = find(mark_paragraph(TEXT, (0, 16), notes, set()))
    assert [(one.id, one.depth, one.is_quiet) for one in found] == [
        ("a", 0, True),
        ("b", 1, False),
        ("c", 2, False),
    ]


def test_a_mark_over_two_paragraphs_has_its_id_once() -> None:
    seen: set[str] = set()
    notes = [Note(span=(2, 10), id="a", note="a")]
    both = [mark_paragraph(TEXT, region, notes, seen) for region in ((0, 6), (6, 16))]
    assert [[one.id for one in find(parts)] for parts in both] == [["a"], [None]]
