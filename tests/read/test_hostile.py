"""Nothing that comes in can hang the reader, crash it or shift an offset."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.read import REASONS, guard, read_report, worker
from rashomon.records import Dropped, Report

SAID = "<p>The minister said on Monday that the bridge would be closed for repairs until the year’s end.</p>"
DENIED = "<p>Her deputy denied that any of the money for the bridge had been spent on his own house.</p>"


def page(body: str, head: str = "") -> bytes:
    return f"<html><head><title>Bridge closed</title>{head}</head><body>{body}</body></html>".encode()


def check(result: Report | Dropped) -> Report | Dropped:
    if isinstance(result, Dropped):
        assert result.reason in REASONS
    else:
        pieces = [result.text[start:end] for start, end in result.paragraphs]
        assert "\n\n".join(pieces) == result.text
        assert all(piece == piece.strip() != "" for piece in pieces)
    return result


@pytest.mark.parametrize(
    ("reason", "data"),
    [
        ("empty", b" \n\t\r "),
        ("too large", b"<html>" + b"a " * 25_000_000),
        ("too large", page("<p>" + "a" * 20_000_000)),
        ("too large", page("<p>x</p>" * 200_000)),
        ("too large", page("<div>" * 200_000)),
        ("too large", page("<table><tr><td>" * 30_000)),
        ("no article found", page("<div>" * 2_000 + SAID + DENIED)),
        ("no article found", page("<!--" + SAID + DENIED)),
        ("no article found", b"<!-- -->" * 100 + b"<html>"),
        ("not text", b"%PDF-1.7 \xff\xfe"),
        ("not text", b"<html>" + bytes(range(256)) * 100),
        ("not text", b"a" * 50_000),
    ],
)
def test_hostile_input_is_dropped_with_its_reason(reason: str, data: bytes) -> None:
    result = check(read_report(data))
    assert isinstance(result, Dropped)
    assert result.reason == reason


@pytest.mark.parametrize(
    "data",
    [
        page("<blockquote>" * 150 + SAID + DENIED),
        page("<table><tr><td>" * 50 + SAID + DENIED),
        page("<p>" + "a" * 1_000_000 + "</p>" + SAID + DENIED),
        page((SAID + DENIED).replace("bridge", "bri\x00dge\u200b").replace("money", "\u202emoney\u202c")),
        page((SAID + DENIED).replace("bridge", "br&#105;dg&#x65;&#0;&shy;").replace("money", "mo&zwnj;ney")),
        page(SAID + DENIED, '<meta charset="no-such-charset">').replace("’".encode(), b"\x92"),
        page(SAID + DENIED, '<meta charset="zlib_codec">').replace("’".encode(), b"\x92"),
        page(SAID + DENIED).decode().encode("utf-16"),
        page(SAID + DENIED).decode().encode("utf-16-le"),
        page(SAID + DENIED, '<script type="application/ld+json">' + "[" * 100_000 + "</script>"),
        page("<br>" * 20_000 + SAID + DENIED),
    ],
    ids=lambda data: str(len(data)),
)
def test_hostile_page_gives_its_text_with_exact_offsets(data: bytes) -> None:
    report = check(read_report(data))
    assert isinstance(report, Report)
    text = report.text.replace("\ufffd", "").replace("\u200c", "")
    assert "that the bridge would be closed" in text
    assert "any of the money for the bridge" in text


@pytest.mark.parametrize("before", [b"", b"<html><p>"])
def test_a_text_longer_than_a_book_is_too_large(before: bytes) -> None:
    short, long = (before + (b"He said that it rained. " * times).rstrip() for times in (20_000, 22_000))
    assert isinstance(check(read_report(short)), Report)
    result = check(read_report(long))
    assert isinstance(result, Dropped)
    assert (result.reason, (result.detail or "")[:7]) == ("too large", "a text ")
    assert isinstance(check(read_report(long, max_bytes=6_000_000)), Report)


def test_what_grows_out_of_a_page_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "MOST_GROWTH", 0)
    monkeypatch.setattr(worker, "ROOM_BYTES", 100)
    asked, answers = io.BytesIO(), io.BytesIO()
    for frame in (b"page", b"", page(SAID + DENIED)):
        worker.send(asked, frame)
    asked.seek(0)
    worker.serve(asked, answers)
    answers.seek(0)
    assert worker.receive(answers) == b'{"problem": "more than 0 times what is in it"}'


def test_page_that_takes_too_long_is_stopped_and_the_next_one_is_read() -> None:
    slow = page("<blockquote class=twitter-tweet>" * 200 + "<p>He said so.</p>" * 20_000)
    result = check(read_report(slow, max_seconds=0.2))
    assert isinstance(result, Dropped)
    assert result.reason == "timed out"
    assert isinstance(read_report(page(SAID + DENIED)), Report)


def test_worker_that_dies_costs_one_page_at_most() -> None:
    answer = guard.ask_worker(worker.PAGE, page(SAID), None, guard.Limits(memory_bytes=30_000_000))
    assert answer == "unreadable" or "problem" in answer
    assert isinstance(read_report(page(SAID + DENIED)), Report)


def test_missing_file_and_folder_are_dropped_as_unreadable(tmp_path: Path) -> None:
    for path in (tmp_path / "none.html", tmp_path):
        result = read_report(path)
        assert isinstance(result, Dropped)
        assert (result.source, result.reason) == (str(path), "unreadable")


def test_published_that_is_no_date_is_an_error() -> None:
    with pytest.raises(ValueError, match="no date"):
        read_report("Text.", published="soon")


TAGS = "<p> <div> <table> <td> </table> <a> </a> <br> <h1> <ul> <li> <!-- <script> </script> &lt; &".split()
ODD = [
    "<blockquote class='twitter-tweet'>",
    "<time datetime='2031-02-30'>",
    "&#x202e;",
    "\x00",
    "\u202e",
    "\r\n",
]
PIECES = st.sampled_from([*TAGS, *ODD, "\ufeff", "é", SAID, DENIED, " he said. "])


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=40), st.binary(max_size=8))
def test_any_soup_of_tags_is_read_or_dropped(pieces: list[str], noise: bytes) -> None:
    result = check(read_report(b"<html>" + "".join(pieces).encode() + noise))
    assert not isinstance(result, Dropped) or result.reason != "unreadable", "the reader itself failed"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_dropped(data: bytes) -> None:
    result = read_report(data)
    if isinstance(result, Dropped):
        assert result.reason in REASONS
    else:
        assert all(result.text[start:end].strip() for start, end in result.paragraphs)
