"""What a person sees of an account, with and without colour, and with hostile text in it."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest

from rashomon.cli.account_view import show_account
from rashomon.cli.events_view import show_events
from rashomon.cli.screen import open_screen
from rashomon.cli.voices_view import show_voices
from rashomon.records import (
    Account,
    Cue,
    Event,
    Place,
    Quantity,
    Reason,
    Reference,
    Report,
    Statement,
    Time,
)
from rashomon.serial import account_from_json
from rashomon.voices import gather_voices

CASES = Path(__file__).parents[1] / "cases"
KOSTENETS = account_from_json((CASES / "kostenets.account.json").read_bytes())
VIEWS = {"marked": show_account, "voices": show_voices, "events": show_events}
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
    who = Reference(span=whole)
    place = Place(id="p", span=whole, name=text, country=text, how=text, confidence=1.0)
    time = Time(id="t", span=whole, start=text, end=None, granularity=text, how=text)
    figure = Quantity(
        id="q", span=whole, low=1.0, high=1.0, approximate=False, unit=text, role=text, event="e"
    )
    event = Event(
        id="e",
        type=text,
        mode=text,
        anchor=whole,
        actors=(who,),
        recipients=(who,),
        place="p",
        time="t",
        quantities=("q",),
        status=text,
        voice="s",
        confidence=1.0,
        because=(Reason(by=text),),
    )
    return Account(
        report=report,
        statements=(statement,),
        events=(event,),
        quantities=(figure,),
        times=(time,),
        places=(place,),
        coder="x",
    )


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
    signs = re.compile(r"[\[\]{}*⟨⟩ᵉ⁰¹²³⁴⁵⁶⁷⁸⁹·\s]")
    assert signs.sub("", ANSI.sub("", coloured)) == signs.sub("", seen(KOSTENETS))


def test_every_word_of_the_text_is_shown_in_order() -> None:
    signs = re.compile(r"[⟨⟩\[\]{}*ᵉ⁰¹²³⁴⁵⁶⁷⁸⁹·]")
    shown = "".join(signs.sub("", seen(KOSTENETS)).split())
    for start, end in KOSTENETS.report.paragraphs:
        assert "".join(KOSTENETS.report.text[start:end].split()) in shown


def test_a_terminal_without_unicode_gets_plain_signs() -> None:
    shown = seen(KOSTENETS, encoding="ascii")
    assert "[the Sofia City Prosecutor's Office]^2 {said}^2" in shown
    assert "<his men had *beaten*^e9 anyone>^4" in " ".join(shown.split())
    assert "-> Bulgaria" in seen(KOSTENETS, "events", encoding="ascii")


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
    silent = replace(KOSTENETS, statements=(), events=())
    for view in ("marked", "voices"):
        assert seen(silent, view).endswith("Nobody is said to say anything.\n")
    assert seen(silent, "events").endswith("No event is told.\n")


def test_without_statements_the_events_are_still_shown() -> None:
    own = tuple(replace(event, voice=None) for event in KOSTENETS.events)
    shown = seen(replace(KOSTENETS, statements=(), events=own))
    assert "police *searched*ᵉ⁵ a fenced" in shown
    assert shown.endswith("14 events\n*what happens*ᵉ¹\n")


def test_two_numbers_after_one_word_are_kept_apart_in_colour() -> None:
    assert "accusedᵉ¹¹·⁹" in ANSI.sub("", seen(KOSTENETS, color=True))
    assert "{*accused*ᵉ¹¹}⁹" in seen(KOSTENETS)


@pytest.mark.parametrize(
    ("width", "heading"), [(120, "figures"), (80, "actors, act,"), (40, "date, actors, act")]
)
def test_a_narrow_screen_stacks_the_fields_of_an_event(width: int, heading: str) -> None:
    shown = seen(KOSTENETS, "events", width=width)
    assert heading in shown
    for word in ("2031-10-14", "ASSAULT", "crowd-control", "pepper-sprayed", "Some 400", "denied", "outlet"):
        assert word in shown


def test_a_claim_that_something_happened_is_not_coloured_as_what_happened() -> None:
    shown = seen(KOSTENETS, "events", color=True)
    assert shown.count("\x1b[32mhappened") == 8
    assert shown.count("\x1b[36mhappened") == 4
    assert shown.count("\x1b[1;31mdenied") == 1


def test_a_figure_in_another_voice_than_its_event_says_whose_it_is() -> None:
    own = tuple(replace(event, voice=None) for event in KOSTENETS.events)
    shown = " ".join(seen(replace(KOSTENETS, events=own), "events", width=400).split())
    assert "11 officers (injured, says Sofia City Prosecutor's Office)" in shown


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
