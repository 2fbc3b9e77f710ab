"""`rashomon add` of an address: a page is sent again only if it has changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

import rashomon.flow
import rashomon.read
from rashomon.cli import main
from rashomon.flow import Coder
from rashomon.read import Manners, Page, Validator
from rashomon.records import Account, Dropped, Marks, Report
from rashomon.store import Corpus

URL = "https://post.example/1"


class NoEncoder:
    """Reads nothing; falls over on a text with the word FAULT in it."""

    def encode(self, reports: Sequence[Report]) -> list[Marks]:
        if any("FAULT" in report.text for report in reports):
            raise RuntimeError("no head for this")
        return [Marks(words=(), sentences=(), upos=(), heads=(), deprels=()) for _ in reports]


class Web:
    """Pages by their addresses, each of which has its text for its version; notes what it was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {}
        self.asked: list[str | None] = []

    def __call__(self, manners: Manners) -> Web:
        return self

    def fetch(self, url: str, since: Validator | None = None) -> Page | Dropped:
        self.asked.append(since and since.etag)
        body = self.pages[url]
        version = Validator(etag=body.decode()[-9:])
        if since == version:
            return Dropped(source=url, reason="not changed")
        return Page(url=url, body=body, charset=None, retrieved="2031-03-09", validator=version)


@pytest.fixture(autouse=True)
def light_coder(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(**_options: object) -> Coder:
        return Coder(NoEncoder(), lambda report, _marks: Account(report=report, coder="test"))

    monkeypatch.setattr(rashomon.flow, "load", load)


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Web:
    made = Web()
    made.pages[URL] = b"The river was closed to all on Monday."
    monkeypatch.setattr(rashomon.read, "Fetcher", made)
    return made


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return tmp_path / "news.corpus"


def run(*words: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["add", *map(str, words)])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_a_page_that_has_not_changed_is_known(
    web: Web, corpus: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(corpus, URL) == run(corpus, URL) == 0
    assert web.asked == [None, "n Monday."]
    assert capfd.readouterr().out.splitlines()[1].endswith("1 known already")


def test_a_page_that_has_changed_is_a_revision(
    web: Web, corpus: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    run(corpus, URL)
    web.pages[URL] = b"The river was opened to all on Friday."
    assert run(corpus, URL) == run(corpus, URL) == 0
    assert web.asked == [None, "n Monday.", "n Friday."]
    assert "1 revision" in capfd.readouterr().out
    with Corpus(corpus) as opened:
        assert [account.report.text[-7:] for account in opened.accounts()] == ["Friday."]


def test_a_page_of_which_nothing_came_is_asked_for_again(web: Web, corpus: Path) -> None:
    run(corpus, URL)
    web.pages[URL] = b"The FAULT was found by all on Friday."
    assert run(corpus, URL) == run(corpus, URL) == 1
    assert web.asked == [None, "n Monday.", "n Monday."]


def test_a_page_under_another_address_is_asked_for_as_it_is(web: Web, corpus: Path) -> None:
    web.pages[URL] = (
        b"<html><head><link rel='canonical' href='https://post.example/river'></head><body><p>The river was "
        b"closed to all on Monday, the minister said, and would be so for a week.</p></body></html>"
    )
    assert run(corpus, URL) == run(corpus, URL) == 0
    assert web.asked == [None, None]
