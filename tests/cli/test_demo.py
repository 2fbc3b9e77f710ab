"""`rashomon demo`: a corpus of the shipped stories, set up once, and shown on this machine alone."""

from __future__ import annotations

import socket
import webbrowser
from pathlib import Path

import pytest

from rashomon import demo
from rashomon.cli import main
from rashomon.store import Corpus
from rashomon.web.site import serving


def run(*words: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["demo", *map(str, words)])
    assert isinstance(ended.value.code, int)
    return ended.value.code


@pytest.fixture(autouse=True)
def one_story(monkeypatch: pytest.MonkeyPatch) -> None:
    """One story instead of twelve."""
    monkeypatch.setattr(demo, "PAGES", demo.PAGES / "lae-curfew-2033")


def test_a_corpus_is_set_up_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--no-serve", tmp_path / "new") == 0
    assert "4 reports stored" in capsys.readouterr().out
    assert run("--no-serve", tmp_path / "new") == 0
    assert "4 known already" in capsys.readouterr().out
    with Corpus(tmp_path / "new" / "demo.corpus") as corpus:
        assert next(corpus.stories()).reports >= 3


def test_it_is_shown_on_this_machine_alone_and_gone_at_the_end(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    served: list[str] = []
    opened: list[str] = []

    def serve(site: object, listening: socket.socket) -> None:
        served.append(listening.getsockname()[0])

    monkeypatch.setattr(serving, "serve", serve)
    monkeypatch.setattr(webbrowser, "open", opened.append)
    assert run("--port", "0") == 0
    out = capsys.readouterr().out
    assert served == ["127.0.0.1"]
    assert f"{opened[0]} shows the demo" in out
    assert not Path(out.split(":")[0]).exists()


def test_a_corpus_that_would_be_gone_at_once_is_not_set_up(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--no-serve") == 2
    assert "--no-serve needs a FOLDER" in capsys.readouterr().err
