"""JSON-LD can be put into a page."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from rashomon.store.exports.json_ld import name_record, write_json_ld

values = st.recursive(
    st.text(st.sampled_from("</script>&\u2028\u202e\"'\\") | st.characters(exclude_categories=["Cs"]))
    | st.integers()
    | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
)


@given(values)
def test_json_reads_back_and_ends_no_script(value: object) -> None:
    text = write_json_ld(value)
    assert json.loads(text) == value
    assert not set(text) & set("<>&\u2028\u2029")


def test_what_is_none_is_left_out_at_any_depth() -> None:
    assert json.loads(write_json_ld({"a": [{"b": None, "c": 1}], "d": None})) == {"a": [{"c": 1}]}


def test_names_differ_where_ids_do() -> None:
    assert name_record("a", "b") == name_record("a", "b") != name_record("a", "c")
