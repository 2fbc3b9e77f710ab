"""Accounts and stories as a notebook shows them."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from rashomon.compare import compare
from rashomon.records import Account, Story
from rashomon.serial import account_from_json

CASES = Path(__file__).parent / "cases"
MARKET = [
    account_from_json(line) for line in (CASES / "market.accounts.jsonl").read_text("utf-8").splitlines()
]
HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(1)>" onmouseover="x \u202eevil\x1b[31m'


class Reader(HTMLParser):
    """Lists tags and attributes, and the text between them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    return reader


def show(shown: Account | Story) -> str:
    return shown._repr_html_()  # pyright: ignore[reportPrivateUsage] - the name that notebooks ask for


@pytest.fixture
def story() -> Story:
    return compare(MARKET)


def test_an_account_shows_its_whole_text_with_the_words_of_its_statements_marked(kostenets: Account) -> None:
    html = show(kostenets)
    reader = read(html)
    for start, end in kostenets.report.paragraphs:
        assert kostenets.report.text[start:end] in reader.text
    for statement in kostenets.statements:
        cue = kostenets.report.text[slice(*statement.cue.span)].split()[0]
        assert re.search(rf'title="[^"]*cue \d[^"]*">[^<]*{re.escape(cue)}', html)


def test_a_story_shows_what_its_voices_differ_on_conflicts_first(story: Story) -> None:
    html = show(story)
    rows = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    assert [read(cell).text for cell in re.findall(r"<th.*?</th>", rows[0], re.DOTALL)][1:] == [
        "Wire",
        "Daily",
        "Army",
        "Courier",
    ]
    assert "killed" in rows[1]
    assert 'title="conflicting">≠' in rows[1]
    assert "41" in rows[1]
    assert "Ana Brekke" in rows[1]


@pytest.mark.parametrize("kind", ["account", "story"])
def test_hostile_words_stay_words(kind: str) -> None:
    first = MARKET[0]
    poisoned = replace(first, report=replace(first.report, title=HOSTILE, outlet=HOSTILE, url=HOSTILE))
    html = show(poisoned if kind == "account" else compare([poisoned, *MARKET[1:]]))
    reader = read(html)
    assert not reader.tags & {"script", "img"}
    assert reader.attributes <= {"style", "title"}
    assert "\u202e" not in html
    assert "\x1b" not in html


def test_a_text_with_markup_in_it_is_shown_as_it_is() -> None:
    text = '<b>Rain</b> & "snow" fell.'
    report = replace(MARKET[0].report, title=None, text=text, paragraphs=((0, len(text)),), sentences=())
    assert text in read(show(Account(report=report, coder="test"))).text


def test_a_story_of_one_bare_report_is_shown() -> None:
    assert "These are all its differences" in show(compare([Account(report=MARKET[0].report, coder="test")]))


def test_records_load_nothing_to_show_themselves_until_asked() -> None:
    code = "import sys, rashomon.records; assert 'rashomon.notebook' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
