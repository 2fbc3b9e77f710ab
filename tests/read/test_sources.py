"""Whatever a user names becomes reports in order: files, folders, JSON lines, standard input."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from rashomon.read import list_files, read_reports
from rashomon.records import Dropped, Report

TEXT = "The ferry to the island was suspended on Tuesday after a fire, its operator said."
PAGE = f"<html><title>Ferry</title><p>{TEXT}</p><p>Nobody was hurt, a spokeswoman for it added.</p></html>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.html").write_text(PAGE, "utf-8")
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "c.jsonl").write_text(json.dumps({"text": TEXT}) + "\n{}\n", "utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / ".hidden.txt").write_text(TEXT, "utf-8")
    (tmp_path / "b_files").mkdir()
    (tmp_path / "b_files" / "advert.html").write_text(PAGE, "utf-8")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "d.htm").write_text(PAGE, "utf-8")
    return tmp_path


def put_on_stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def outcome(result: Report | Dropped) -> str:
    return result.reason if isinstance(result, Dropped) else "read"


def test_folder_is_read_through_in_order_of_names(folder: Path) -> None:
    assert [str(path.relative_to(folder)) for path in list_files(folder)] == [
        "a.txt",
        "b.html",
        "c.jsonl",
        str(Path("more") / "d.htm"),
    ]
    assert [outcome(one) for one in read_reports(folder)] == ["read", "read", "read", "bad record", "read"]


def test_what_cannot_be_read_stops_nothing(folder: Path) -> None:
    sources = [folder / "none.txt", folder / "picture.png", folder / "none.jsonl", folder / "a.txt"]
    assert [outcome(one) for one in read_reports(sources)] == ["unreadable", "not text", "unreadable", "read"]


def test_folder_without_reports_is_told(tmp_path: Path) -> None:
    assert list(read_reports(tmp_path)) == [
        Dropped(source=str(tmp_path), reason="empty", detail="no report in this folder")
    ]


@pytest.mark.parametrize(
    ("data", "outcomes"),
    [
        (TEXT.encode(), ["read"]),
        (PAGE.encode(), ["read"]),
        (b"\n \n" + json.dumps({"text": TEXT}).encode() + b"\n7\n", ["read", "bad record"]),
        (b"", ["empty"]),
        (b" " * 100_000, ["empty"]),
    ],
)
def test_standard_input_is_told_by_its_look(
    monkeypatch: pytest.MonkeyPatch, data: bytes, outcomes: list[str]
) -> None:
    put_on_stdin(monkeypatch, data)
    assert [outcome(one) for one in read_reports("-")] == outcomes


def test_line_numbers_of_standard_input_count_blank_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    put_on_stdin(monkeypatch, b"\n\n{}\n")
    [bad] = read_reports("-")
    assert isinstance(bad, Dropped)
    assert (bad.source, bad.detail) == ("-:3", "line 3: 'text' is missing")


def test_what_is_known_is_given_to_every_report(folder: Path) -> None:
    reports = [one for one in read_reports(folder, outlet="The Post") if isinstance(one, Report)]
    assert {one.outlet for one in reports} == {"The Post"}


def test_same_input_gives_the_same_id(folder: Path) -> None:
    one, two = ([r.id for r in read_reports(folder) if isinstance(r, Report)] for _ in range(2))
    assert one == two
    assert len(set(one)) == 2, "two of the inputs hold the same text, and two the same page"
