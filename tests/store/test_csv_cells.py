"""A cell is never a formula, and what was in it comes back."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.store.csv_cells import guard, read_list, unguard, write_cell

FORMULA_SIGNS = tuple("=+-@＝＋－＠")
texts = st.text(st.sampled_from("'=+-@ \t;\\\"ax,\n\r\x00＝＋é") | st.characters(exclude_categories=["Cs"]))
lines = texts.map(lambda text: " ".join(text.split()))


@given(texts)
def test_a_guarded_text_comes_back_and_begins_no_formula(text: str) -> None:
    cell = guard(text)
    assert unguard(cell) == text
    assert not cell.lstrip().startswith(FORMULA_SIGNS)


@given(texts)
def test_only_what_is_risky_is_touched(text: str) -> None:
    if text[:1].isalnum():
        assert guard(text) == text


@given(st.lists(lines, min_size=1, max_size=4))
def test_a_list_comes_back(parts: list[str]) -> None:
    cell = write_cell(parts)
    assert read_list(cell) == ([] if parts == [""] else parts)


@given(st.lists(lines, min_size=1, max_size=4))
def test_cells_come_back_from_a_csv_file(values: list[str]) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerow([write_cell(value) for value in values])
    (row,) = csv.reader(io.StringIO(stream.getvalue(), newline=""))
    assert [unguard(cell) for cell in row] == values


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (-1.29, "-1.29"),
        (-7, "-7"),
        (15.0, "15"),
        (2_500_000.0, "2500000"),
        (0.875, "0.875"),
        (None, ""),
        (False, "false"),
        ("-1.29", "'-1.29"),
        ("  @everyone ", "'@everyone"),
        ("＝1+1", "'＝1+1"),
        ("two\n lines", "two lines"),
        ([], ""),
        (["=A1", None, 3.5], "'=A1;;3.5"),
    ],
)
def test_values_are_written_so(value: object, cell: str) -> None:
    assert write_cell(value) == cell  # pyright: ignore[reportArgumentType]
