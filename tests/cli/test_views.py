"""What a person sees of an account, with and without colour, and with hostile text in it."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest

from rashomon.cli.account_view import show_account
from rashomon.cli.screen import open_screen
from rashomon.cli.voices import gather_voices
from rashomon.cli.voices_view import show_voices
from rashomon.records import Account, Cue, Reference, Report, Statement
from rashomon.serial import account_from_json

CASES = Path(__file__).parents[1] / "cases"
KOSTENETS = account_from_json((CASES / "kostenets.account.json").read_bytes())
VIEWS = {"marked": show_account, "voices": show_voices}
ANSI = re.compile(r"\x1b\[[0-9;]*m")


def seen(
    account: Account, view: str = "marked", *, color: bool = False, width: int = 80, encoding: str = "utf-8"
) -> str:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="backslashreplace", newline="")
    VIEWS[view](account, open_screen(stream, color=color, width=width))
    stream.seek(0)
    return stream.read()


def hostile(text: str) -> Account:
    report = Report(
        id="r", title=text, outlet=text, url=text, text=text, paragraphs=((0, len(text)),), reader="x"
    )
    whole = (0, len(text))
    statement = Statement(
        id="s",
        source=Reference(span=whole),
        source_kind="person",
        anonymous=False,
        cue=Cue(span=whole, lemma="say", kind="statement", stance="neutral"),
        content=(whole,),
        manner="direct",
        polarity="asserted",
        confidence=1.0,
    )
    return Account(report=report, statements=(statement,), coder="x")


@pytest.mark.parametrize("view", VIEWS)
def test_an_account_looks_as_it_did_when_somebody_last_looked(view: str) -> None:
    assert seen(KOSTENETS, view) == (CASES / f"kostenets.{view}.txt").read_text("utf-8")


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("width", [20, 33, 80, 200])
def test_no_line_is_wider_than_asked(view: str, width: int) -> None:
    assert max(map(len, seen(KOSTENETS, view, width=width).splitlines())) <= width


def test_colour_changes_no_word_of_the_text() -> None:
    coloured = seen(KOSTENETS, color=True)
    assert "\x1b[" in coloured
    signs = re.compile(r"[\[\]{}⟨⟩⁰¹²³⁴⁵⁶⁷⁸⁹·\s]")
    assert signs.sub("", ANSI.sub("", coloured)) == signs.sub("", seen(KOSTENETS))


def test_every_word_of_the_text_is_shown_in_order() -> None:
    signs = re.compile(r"[⟨⟩\[\]{}⁰¹²³⁴⁵⁶⁷⁸⁹·]")
    shown = "".join(signs.sub("", seen(KOSTENETS)).split())
    for start, end in KOSTENETS.report.paragraphs:
        assert "".join(KOSTENETS.report.text[start:end].split()) in shown


def test_a_terminal_without_unicode_gets_plain_signs() -> None:
    shown = seen(KOSTENETS, encoding="ascii")
    assert "[the Sofia City Prosecutor's Office]^2 {said}^2" in shown
    assert "<his men had beaten anyone>^4" in " ".join(shown.split())


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("color", [True, False])
@pytest.mark.parametrize(
    "text",
    ["\x1b]0;owned\x07\x1b[2Jgone", "a\u202egnp.exe", "\x9b31mred", "a\rb\x08c\x0bd\x0ce", "\u2066x\u2028y"],
)
def test_no_report_can_steer_the_terminal(view: str, color: bool, text: str) -> None:
    shown = ANSI.sub("", seen(hostile(text), view, color=color))
    assert not set(shown) & set("\x1b\x07\x9b\r\x08\x0b\x0c\u202e\u2066\u2028")


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(
    "text", ["[bold red]loud[/]", "[/nothing]", ":smiley: [link=x]y[/link]", "[@click=z]"]
)
def test_no_report_can_style_itself(view: str, text: str) -> None:
    assert text in seen(hostile(text), view)


def test_a_report_without_statements_says_so() -> None:
    silent = replace(KOSTENETS, statements=())
    for view in VIEWS:
        assert seen(silent, view).endswith("Nobody is said to say anything.\n")


def test_a_report_without_a_title_says_so() -> None:
    untitled = replace(KOSTENETS, report=replace(KOSTENETS.report, title=None))
    assert seen(untitled).startswith("(no title)\n")


def test_byline_dates_and_credit_stand_under_the_title() -> None:
    report = replace(
        KOSTENETS.report,
        byline=("Elena Markova", "Stoyan Iliev"),
        published="2031-10-14",
        updated="2031-10-14T17:05:00Z",
        credit="AP",
    )
    assert seen(replace(KOSTENETS, report=report), width=200).splitlines()[1] == (
        "Balkan Newswire · by Elena Markova and Stoyan Iliev · 14 October 2031"
        " · updated 14 October 2031, 17:05 (UTC) · credit: AP"
    )


def test_voices_come_the_most_talkative_first_and_the_nameless_last() -> None:
    voices = gather_voices(KOSTENETS)
    assert [voice.entity.name if voice.entity else voice.words for voice in voices] == [
        "Plamen Vidolov",
        "Sofia City Prosecutor's Office",
        "Ozod Yo'l (Free Path)",
        "Uzbekistan",
        ("The doctors",),
        "Dilnoza Yusupova",
        (),
    ]
    assert sum(len(voice.statements) for voice in voices) == len(KOSTENETS.statements)


def test_two_sources_joined_to_nobody_stay_two_voices() -> None:
    statements = tuple(
        replace(one, source=Reference(span=one.source.span))
        for one in KOSTENETS.statements
        if one.source is not None
    )
    assert len(gather_voices(replace(KOSTENETS, statements=statements))) == len(statements)
