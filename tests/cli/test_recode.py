"""`rashomon recode`: what an earlier version coded is coded anew, the rest stays."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

import rashomon.flow
from rashomon.cli import main
from rashomon.flow import Coder
from rashomon.records import Account, Marks, Report
from rashomon.store import Corpus


class NoEncoder:
    """Reads nothing; falls over on a text with the word FAULT in it."""

    def encode(self, reports: Sequence[Report]) -> list[Marks]:
        if any("FAULT" in report.text for report in reports):
            raise RuntimeError("no head for this")
        return [Marks(words=(), sentences=(), upos=(), heads=(), deprels=()) for _ in reports]


@pytest.fixture(autouse=True)
def light_coder(monkeypatch: pytest.MonkeyPatch) -> None:
    def build(report: Report, marks: Marks) -> Account:
        return Account(report=report, coder="second")

    def load(**_options: object) -> Coder:
        return Coder(NoEncoder(), build, name="second")

    monkeypatch.setattr(rashomon.flow, "load", load)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two reports coded by a first coder, one by the second."""
    path = tmp_path / "news.corpus"
    with Corpus(path) as opened:
        for text, coder in (("Rain fell.", "first"), ("Snow fell.", "second"), ("Hail fell.", "first")):
            report = Report(id=text, text=text, paragraphs=((0, len(text)),), reader="test")
            opened.add(Account(report=report, coder=coder))
    return path


def run(*words: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["recode", *map(str, words)])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_what_another_coder_made_is_coded_anew(corpus: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(corpus) == 0
    assert run(corpus) == 0
    assert capfd.readouterr().out.splitlines() == [
        f"{corpus}: 2 coded anew",
        f"{corpus}: every report was coded by second already",
    ]
    with Corpus(corpus) as opened:
        assert {account.coder for account in opened.accounts()} == {"second"}
        assert sorted(opened.report_ids()) == ["Hail fell.", "Rain fell.", "Snow fell."]


def test_all_are_coded_anew_if_asked_for(corpus: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(corpus, "--all") == 0
    assert capfd.readouterr().out == f"{corpus}: 3 coded anew\n"


def test_a_report_that_the_coder_fails_on_keeps_its_account(
    corpus: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    report = Report(id="FAULT", text="The FAULT.", paragraphs=((0, 10),), reader="test")
    with Corpus(corpus) as opened:
        opened.add(Account(report=report, coder="first"))
    assert run(corpus) == 1
    out, err = capfd.readouterr()
    assert out == f"{corpus}: 2 coded anew\n"
    assert "a fault in Rashomon itself (RuntimeError: no head for this)" in err
    with Corpus(corpus) as opened:
        assert opened.account("FAULT").coder == "first"


def test_a_corpus_that_is_not_there_is_one_line_and_exit_code_2(capfd: pytest.CaptureFixture[str]) -> None:
    assert run("nowhere.corpus") == 2
    assert capfd.readouterr().err == "rashomon: nowhere.corpus is not there; rashomon add makes it\n"
