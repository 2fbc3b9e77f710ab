"""What a person sees of a story: matrix or blocks, in terminal and Markdown, with hostile text in it."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest

from rashomon.cli.markdown_view import escape, write_markdown
from rashomon.cli.screen import open_screen
from rashomon.cli.story_view import show_story
from rashomon.compare import compare
from rashomon.compare.overview import oversee
from rashomon.records import Account
from rashomon.serial import account_from_json, story_from_json

CASES = Path(__file__).parents[1] / "cases"
LINES = (CASES / "market.accounts.jsonl").read_text("utf-8").splitlines()
MARKET = [account_from_json(line) for line in LINES]
STORY = story_from_json((CASES / "market.story.json").read_text("utf-8"))
"""As compared once, so that no weight of joining changes what is seen here."""
ANSI = re.compile(r"\x1b\[[0-9;]*m")
EVIL = "\x1b[2J\u202e|`<b>*x*</b>\n# no [l](javascript:alert(1)) https://evil.example"


def seen(
    accounts: list[Account],
    *,
    color: bool = False,
    width: int = 80,
    encoding: str = "utf-8",
    all_: bool = False,
) -> str:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="backslashreplace", newline="")
    screen = open_screen(stream, color=color, width=width)
    story = STORY if accounts is MARKET else compare(accounts)
    show_story(oversee(story, accounts), screen, shows_all=all_)
    stream.seek(0)
    return stream.read()


def hostile() -> list[Account]:
    found: list[Account] = []
    for at, one in enumerate(MARKET):
        entities = tuple(replace(entity, name=EVIL) for entity in one.entities)
        report = replace(one.report, title=EVIL, outlet=f"{at}{EVIL}", url="javascript:alert(1)")
        found.append(replace(one, report=report, entities=entities))
    return found


@pytest.mark.parametrize("width", [80, 120])
def test_a_story_looks_as_it_did_when_somebody_last_looked(width: int) -> None:
    assert seen(MARKET, width=width) == (CASES / f"market.{width}.txt").read_text("utf-8")


def test_markdown_looks_as_it_did_when_somebody_last_looked() -> None:
    written = write_markdown(oversee(STORY, MARKET))
    assert written == (CASES / "market.md.txt").read_text("utf-8")


@pytest.mark.parametrize("width", [40, 80, 119, 120, 200])
@pytest.mark.parametrize("all_", [False, True])
def test_no_line_is_wider_than_asked(width: int, all_: bool) -> None:
    assert max(map(len, seen(MARKET, width=width, all_=all_).splitlines())) <= width


@pytest.mark.parametrize("width", [80, 120])
def test_colour_changes_no_word_and_marks_stay(width: int) -> None:
    coloured = seen(MARKET, color=True, width=width)
    assert "\x1b[" in coloured
    assert ANSI.sub("", coloured) == seen(MARKET, width=width)


def test_plain_ascii_has_signs_of_its_own() -> None:
    told = seen(MARKET, encoding="ascii")
    assert told.isascii()
    assert "!= killed" in told
    assert "\\u" not in told


@pytest.mark.parametrize("width", [80, 200])
def test_hostile_text_cannot_steer_the_terminal(width: int) -> None:
    told = seen(hostile(), width=width, all_=True)
    assert "\x1b" not in told
    assert "\u202e" not in told


def test_hostile_text_is_no_markup() -> None:
    written = write_markdown(oversee(compare(hostile()), hostile()), shows_all=True)
    bare = re.sub(r"\\.|&#?\w+;|<br>|\*\*|~~", "", written)
    assert not re.search(r"[`<>\[\]\u202e\x1b]|https?://", bare)
    tables = [line for line in written.splitlines() if line.startswith("|")]
    assert tables
    assert {line.count("|") for line in tables} == {6}


def test_many_outlets_are_lists_in_markdown() -> None:
    crowd = [
        replace(
            one, report=replace(one.report, id=f"{one.report.id}{at}", outlet=f"{one.report.outlet} {at}")
        )
        for at in range(3)
        for one in MARKET
    ]
    lines = write_markdown(oversee(compare(crowd), crowd)).splitlines()
    assert not [line for line in lines if line.startswith("|")]
    assert any(line.startswith("  - **27**: **Wire 0** “27 people”; ") for line in lines)


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("a | b", "a &#124; b"),
        ("<script>", "&lt;script&gt;"),
        ("1. one", "1\\. one"),
        ("- one", "\\- one"),
        ("2 - 1", "2 - 1"),
        ("https://a.example", "https&#58;//a.example"),
        ("www.a.example", "www&#46;a.example"),
        ("[a](javascript:b)", "\\[a\\](javascript:b)"),
        ("snake_case *bold* `code`", "snake\\_case \\*bold\\* \\`code\\`"),
        ("two\nlines", "two lines"),
    ],
)
def test_words_are_written_as_they_are(words: str, written: str) -> None:
    assert escape(words) == written
