"""A cell keeps to its cell, for readers that know quoting and for those that do not."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from rashomon.store.exports.tsv_cells import read_field, write_field, write_line

texts = st.text(
    st.sampled_from("\"'=+-@ \t;\\ax\n\r\x1b\x85\u2028é") | st.characters(exclude_categories=["C"])
)


@given(st.lists(texts, min_size=1, max_size=5))
def test_quoting_and_cutting_readers_find_the_same_cells(values: list[str]) -> None:
    out = io.StringIO(newline="")
    write_line(values, out)
    line = out.getvalue()
    assert line.count("\n") == 1
    cut = line.removesuffix("\n").split("\t")
    (row,) = csv.reader(io.StringIO(line, newline=""), delimiter="\t")
    assert row == (cut if cut != [""] else [])


@given(texts)
def test_a_text_comes_back_on_one_line(text: str) -> None:
    expected = " ".join(text.replace("\x1b", "\ufffd").split())
    assert read_field(write_field(text)) == expected


@given(texts)
def test_no_cell_begins_like_a_formula_or_a_quotation(text: str) -> None:
    assert not write_field(text).lstrip().startswith(("=", "+", "-", "@", '"'))
