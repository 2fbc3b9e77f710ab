"""Accounts come back line by line, and what is none is told with its line."""

from __future__ import annotations

import io

import pytest

from rashomon.records import Account, Dropped
from rashomon.serial import to_json
from rashomon.store import account_lines, read_accounts


def test_a_bad_line_costs_no_other(kostenets: Account) -> None:
    good = to_json(kostenets).encode()
    stream = io.BytesIO(b"\xef\xbb\xbf" + good + b"\n\n{}\r\n\xff\n" + good)
    first, second, third, last = read_accounts(stream, "a.jsonl")
    assert first == last == kostenets
    assert isinstance(second, Dropped) and isinstance(third, Dropped)
    assert (second.source, third.source) == ("a.jsonl:3", "a.jsonl:4")
    assert "missing required field" in second.reason


def test_a_nest_without_bottom_is_a_bad_line() -> None:
    (dropped,) = read_accounts(io.BytesIO(b'{"x":' + b"[" * 100_000 + b"]" * 100_000 + b"}"), "a")
    assert isinstance(dropped, Dropped)


def test_a_line_too_long_is_passed_over(kostenets: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    good = to_json(kostenets).encode()
    monkeypatch.setattr(account_lines, "LONGEST_LINE_BYTES", len(good) + 1)
    dropped, account = read_accounts(io.BytesIO(b"x" * 3_000_000 + b"\n" + good), "a")
    assert isinstance(dropped, Dropped) and dropped.source == "a:1"
    assert account == kostenets
