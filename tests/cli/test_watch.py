"""`rashomon watch`: what is new in feeds is stored once, round after round."""

from __future__ import annotations

import time
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

FEED = "https://post.example/feed"


class NoEncoder:
    """Reads nothing."""

    def encode(self, reports: Sequence[Report]) -> list[Marks]:
        return [Marks(words=(), sentences=(), upos=(), heads=(), deprels=()) for _ in reports]


@pytest.fixture(autouse=True)
def light_coder(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(**_options: object) -> Coder:
        return Coder(NoEncoder(), lambda report, _marks: Account(report=report, coder="test"))

    monkeypatch.setattr(rashomon.flow, "load", load)


def write_feed(*places: str) -> bytes:
    said = (
        "The road to {place} was opened again on Monday, and traffic went by lane {number}, officials said."
    )
    entries = (
        f"<item><title>Road to {place}</title><guid>{place}</guid><description>"
        f"{' '.join(said.format(place=place, number=number) for number in range(9))}</description></item>"
        for place in places
    )
    return f"<rss version='2.0'><channel>{''.join(entries)}</channel></rss>".encode()


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Make a web of one feed, which is fetched from as it is then."""
    pages = {FEED: write_feed("Bonn", "Oslo")}

    class Fetcher:
        def __init__(self, manners: Manners) -> None:
            assert manners.contact == "https://desk.example/"

        def fetch(self, url: str, since: Validator | None = None) -> Page | Dropped:
            version = Validator(etag=str(len(pages.get(url, b""))))
            if url not in pages or since == version:
                return Dropped(source=url, reason="not changed" if since else "not there")
            return Page(url=url, body=pages[url], charset=None, retrieved="2031-03-09", validator=version)

    monkeypatch.setattr(rashomon.read, "Fetcher", Fetcher)
    return pages


def run(*words: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["watch", "--contact", "https://desk.example/", *map(str, words)])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def titles(path: Path) -> list[str | None]:
    with Corpus(path) as corpus:
        return [account.report.title for account in corpus.accounts()]


def test_what_is_new_is_stored_once(
    web: dict[str, bytes], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "news.corpus"
    assert run("--once", path, FEED) == 0
    assert run("--once", path, FEED) == 0
    web[FEED] = write_feed("Bonn", "Lima", "Oslo")
    assert run("--once", path, FEED) == 0
    assert titles(path) == ["Road to Bonn", "Road to Oslo", "Road to Lima"]
    assert capfd.readouterr().out.splitlines() == [
        f"{path}: 2 reports stored",
        f"{path}: nothing stored",
        f"{path}: 1 report stored",
    ]


def test_what_is_larger_than_is_allowed_is_told(
    web: dict[str, bytes], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run("--once", "--max-bytes", "300", tmp_path / "news.corpus", FEED) == 1
    assert "too large" in capfd.readouterr().err


def test_rounds_follow_one_another_until_it_is_stopped(
    web: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "news.corpus"
    pauses: list[float] = []

    def sleep(seconds: float) -> None:
        pauses.append(seconds)
        web[FEED] = write_feed("Bonn", "Lima", "Oslo")
        if len(pauses) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(time, "sleep", sleep)
    assert run("--every", "5", path, FEED) == 130
    out, err = capfd.readouterr()
    assert pauses == [300, 300]
    assert err.endswith("\n\nrashomon: stopped\n")
    assert out.splitlines() == [f"{path}: 2 reports stored", f"{path}: 1 report stored"]
    assert len(titles(path)) == 3


def test_feeds_of_an_opml_file_are_read_and_lost_ones_are_told(
    web: dict[str, bytes], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    opml = tmp_path / "feeds.opml"
    outlines = "".join(f"<outline xmlUrl='{url}'/>" for url in (FEED, "https://gone.example/feed"))
    opml.write_text(f"<opml version='2.0'><body>{outlines}</body></opml>")
    assert run("--once", tmp_path / "news.corpus", opml) == 1
    out, err = capfd.readouterr()
    assert "2 reports stored, 1 input dropped" in out
    assert "https://gone.example/feed: not there" in err


@pytest.mark.parametrize(
    ("words", "complaint"),
    [(["a.corpus"], "Missing argument"), (["a.corpus", "none.opml"], "none.opml cannot be read")],
)
def test_wrong_use_is_one_line_and_makes_no_corpus(
    words: list[str], complaint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert run(*words) == 2
    assert complaint in capfd.readouterr().err
    assert not list(tmp_path.iterdir())
