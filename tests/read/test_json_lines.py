"""JSON lines: one report an object, a bad line is told by its number and costs no other."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.read import parse_fields
from rashomon.read.guard import Limits
from rashomon.read.json_lines import unpack_json_lines
from rashomon.read.terms import Terms
from rashomon.read.unread import read_found
from rashomon.records import Dropped, Report

TEXT = "The ferry to the island was suspended on Tuesday after a fire, its operator said."


def read(*lines: object, fields: dict[str, str] | None = None, limit: int = 5_000) -> list[Report | Dropped]:
    data = b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    terms = Terms(limits=Limits(size_bytes=limit), fields=fields or {})
    return list(read_found(unpack_json_lines(io.BytesIO(data), "in.jsonl", terms)))


def test_every_field_is_read() -> None:
    [report] = read(
        {
            "text": TEXT,
            "title": "Ferry suspended",
            "outlet": "The Post",
            "url": "https://post.example/1",
            "published": "2031-03-04T17:40:00Z",
            "updated": "2031-03-05",
            "byline": ["By Ida Brekke", "Tom Adeyemi"],
            "credit": "with agencies",
            "unknown": 1,
        }
    )
    assert isinstance(report, Report)
    assert (report.title, report.outlet, report.url) == (
        "Ferry suspended",
        "The Post",
        "https://post.example/1",
    )
    assert (report.published, report.updated) == ("2031-03-04T17:40:00+00:00", "2031-03-05")
    assert (report.byline, report.credit) == (("Ida Brekke", "Tom Adeyemi"), "with agencies")
    assert report.text == f"Ferry suspended\n\n{TEXT}"
    assert report.text[slice(*report.paragraphs[0])] == "Ferry suspended"


def test_fields_are_mapped_by_the_option() -> None:
    [report] = read({"body": TEXT, "head": "Ferry"}, fields=parse_fields("text=body, title=head"))
    assert isinstance(report, Report)
    assert report.title == "Ferry"


def test_html_field_is_read_as_a_page() -> None:
    [report] = read({"html": f"<p>{TEXT}</p><p>Nobody was hurt, she added.</p>", "title": "Ferry"})
    assert isinstance(report, Report)
    assert [report.text[start:end] for start, end in report.paragraphs][:2] == ["Ferry", TEXT]


@pytest.mark.parametrize(
    ("line", "detail"),
    [
        (b"{broken", "line 2: not JSON"),
        (b'{"text": "\xff"}', "line 2: not UTF-8"),
        (b"[" * 100_000, None),
        ([1], "line 2: not an object"),
        ({"title": "Ferry"}, "line 2: 'text' is missing"),
        ({"text": 7}, "line 2: 'text' is a number, not a string"),
        ({"text": TEXT, "byline": [1]}, "line 2: 'byline' is a list, not a string"),
        ({"text": TEXT, "published": "soon"}, "line 2: 'published' is no date"),
    ],
)
def test_bad_line_is_dropped_with_its_number_and_the_others_are_read(
    line: object, detail: str | None
) -> None:
    one, bad, two = read({"text": TEXT}, line, {"text": TEXT})
    assert isinstance(one, Report)
    assert isinstance(two, Report)
    assert isinstance(bad, Dropped)
    assert bad.source == "in.jsonl:2"
    assert bad.reason == ("bad record" if detail else "too large")
    assert detail in (bad.detail, None)


def test_line_over_the_limit_costs_no_other() -> None:
    bad, good = read({"text": "a " * 100_000}, {"text": TEXT}, limit=1_000)
    assert isinstance(bad, Dropped)
    assert bad.reason == "too large"
    assert isinstance(good, Report)


def test_blank_lines_are_passed_over_but_counted() -> None:
    [bad] = read(b"", b"  ", b"7")
    assert isinstance(bad, Dropped)
    assert bad.source == "in.jsonl:3"


@pytest.mark.parametrize("option", ["text", "text=", "body=text", "=x"])
def test_mapping_that_makes_no_sense_is_an_error(option: str) -> None:
    with pytest.raises(ValueError, match=r"write FIELD=NAME|no field of a report"):
        parse_fields(option)


@given(st.lists(st.binary(max_size=60).map(lambda data: b"{" + data.replace(b"\n", b"")), max_size=4))
def test_any_lines_are_read_or_dropped(lines: list[bytes]) -> None:
    assert len(read(*lines)) == len(lines)
