"""``rashomon serve``: says where it serves and ends without a word; what goes wrong is a sentence."""

from __future__ import annotations

import http.client
import re
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from rashomon.cli import main
from rashomon.records import Account
from rashomon.store import Corpus
from rashomon.web.site.serving import open_socket


@pytest.fixture
def corpus(tmp_path: Path, kostenets: Account) -> Path:
    path = tmp_path / "news.corpus"
    with Corpus(path) as opened:
        opened.add(kostenets)
    return path


def run(*arguments: str) -> int | str | None:
    with pytest.raises(SystemExit) as ended:
        main(["serve", *arguments])
    return ended.value.code


def test_it_serves_until_it_is_stopped_and_writes_nothing(corpus: Path) -> None:
    before = corpus.read_bytes()
    command = [sys.executable, "-m", "rashomon", "serve", str(corpus), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as served:
        assert served.stdout is not None and served.stderr is not None
        told = served.stdout.readline()
        found = re.match(r"(http://127\.0\.0\.1:\d+/) shows .+ for reading; Ctrl-C ends it", told)
        assert found, told
        asked = http.client.HTTPConnection(urlsplit(found[1]).netloc, timeout=30)
        asked.request("GET", "/stories?at_least=1")
        answer = asked.getresponse()
        assert answer.status == 200
        assert b"1 report waits to be put into a story" in answer.read()
        asked.close()
        served.send_signal(signal.SIGINT)
        rest, complaints = served.communicate(timeout=30)
    assert served.returncode == 0
    assert rest == ""
    assert complaints == f"1 report waits to be put into stories: rashomon stories {corpus} does that\n"
    assert corpus.read_bytes() == before


def test_with_the_right_to_write_reports_are_put_into_stories_first(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def end_at_once(*_: object) -> None:
        pass

    monkeypatch.setattr("rashomon.web.site.serving.serve", end_at_once)

    assert run(str(corpus), "--write", "--port", "0") == 0

    assert "1 report grouped" in capfd.readouterr().err
    with Corpus(corpus) as opened:
        assert [row.reports for row in opened.stories()] == [1]


def test_a_taken_port_is_told(corpus: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with open_socket("127.0.0.1", 0) as taken:
        port = str(taken.getsockname()[1])
        assert run(str(corpus), "--port", port) == 2
    assert f"port {port} is taken: choose another one with --port" in capfd.readouterr().err


def test_a_corpus_that_is_not_there_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(str(tmp_path / "none.corpus")) == 2
    assert "is not there" in capfd.readouterr().err


def test_a_missing_extra_is_named(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "starlette", None)

    assert run(str(corpus)) == 2

    assert "pip install 'rashomon[web]'" in capfd.readouterr().err
