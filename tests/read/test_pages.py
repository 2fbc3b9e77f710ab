"""Every page in tests/cases is read as its expected.json says; add a folder to add a case."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rashomon.read import REASONS, read_report
from rashomon.records import Dropped

CASES = sorted(path.parent for path in (Path(__file__).parents[1] / "cases").glob("*/page.html"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_page_is_read_as_expected(case: Path) -> None:
    expected: dict[str, object] = json.loads((case / "expected.json").read_text("utf-8"))
    report = read_report(case / "page.html")
    if "dropped" in expected:
        assert isinstance(report, Dropped)
        assert report.reason == expected["dropped"]
        assert report.reason in REASONS
        assert report.detail == expected.get("detail", report.detail)
        return
    assert not isinstance(report, Dropped), report
    assert [report.text[start:end] for start, end in report.paragraphs] == expected.pop("paragraphs")
    found: dict[str, object] = {key: getattr(report, key) for key in expected}
    found |= {"byline": list(report.byline)} if "byline" in expected else {}
    assert found == expected
