"""`rashomon read`: what is written where, what is lost, and with which exit code."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from io import FileIO
from pathlib import Path

import pytest

import rashomon.flow
from rashomon.cli import main
from rashomon.flow import Coder
from rashomon.records import Account, Cue, Marks, Report, Statement
from rashomon.serial import account_from_json


class NoEncoder:
    """Reads nothing; falls over on a text with the word FAULT in it."""

    def encode(self, reports: Sequence[Report]) -> list[Marks]:
        if any("FAULT" in report.text for report in reports):
            raise RuntimeError("no head for this")
        return [Marks(words=(), sentences=(), upos=(), heads=(), deprels=()) for _ in reports]


def build(report: Report, marks: Marks) -> Account:
    """Take the first "said" of a text for its only statement."""
    at = report.text.find("said")
    cue = Cue(span=(at, at + 4), lemma="say", kind="statement", stance="neutral")
    statement = Statement(
        id="s",
        source=None,
        source_kind="unnamed",
        anonymous=True,
        cue=cue,
        content=(),
        manner="indirect",
        polarity="asserted",
        confidence=1.0,
    )
    return Account(report=report, statements=(statement,) if at >= 0 else (), coder="test")


@pytest.fixture(autouse=True)
def light_coder(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(**_options: object) -> Coder:
        return Coder(NoEncoder(), build)

    monkeypatch.setattr(rashomon.flow, "load", load)


@pytest.fixture
def reports(tmp_path: Path) -> Iterator[Path]:
    """Make a folder of three texts, one of them empty, and step into its parent."""
    folder = tmp_path / "reports"
    (folder / "deeper").mkdir(parents=True)
    body = "\n\nThe minister of the interior said on Tuesday that the road to the north was open again.\n" * 3
    (folder / "a.txt").write_text(f"Road open{body}")
    (folder / "b.txt").write_text("")
    (folder / "deeper" / "c.txt").write_text(f"Road still open{body}")
    (folder / ".hidden.txt").write_text(f"Hidden{body}")
    (folder / "notes.md").write_text("Notes")
    before = Path.cwd()
    os.chdir(tmp_path)
    yield folder
    os.chdir(before)


def run(*words: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(word) for word in words])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def titles(out: str) -> list[str | None]:
    return [account_from_json(line).report.title for line in out.splitlines()]


def test_a_report_is_shown_with_its_marks(reports: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run("read", reports / "a.txt") == 0
    out, err = capfd.readouterr()
    assert out.startswith("Road open\n")
    assert "{said}¹" in out
    assert not err


def test_json_has_one_account_a_line_in_the_order_asked(
    reports: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run("read", "--json", reports / "deeper" / "c.txt", reports / "a.txt") == 0
    assert titles(capfd.readouterr().out) == ["Road still open", "Road open"]


def test_a_folder_is_read_and_what_is_no_report_is_told_at_the_end(
    reports: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run("read", "--json", reports, "missing.txt") == 1
    out, err = capfd.readouterr()
    assert titles(out) == ["Road open", "Road still open"]
    assert err.startswith("rashomon: 2 inputs gave no account:\n")
    assert "b.txt: " in err
    assert "missing.txt: " in err
    assert "Traceback" not in err


def test_an_empty_folder_is_told(reports: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (reports.parent / "empty").mkdir()
    assert run("read", "empty") == 1
    assert "empty: no report in this folder" in capfd.readouterr().err


def test_a_report_that_breaks_the_coder_loses_no_other(
    reports: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (reports / "aa.txt").write_text("FAULT" + "\n\nThe minister said that the road was open again today." * 3)
    assert run("read", "--json", reports) == 1
    out, err = capfd.readouterr()
    assert titles(out) == ["Road open", "Road still open"]
    assert "RuntimeError: no head for this" in err


def test_several_reports_are_parted_by_a_line(reports: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run("read", "--width", "40", reports / "a.txt", reports / "deeper") == 0
    assert capfd.readouterr().out.count("\n\n" + "─" * 40 + "\n\n") == 1


def test_by_speaker_lists_the_voices(reports: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run("read", "--by", "speaker", reports / "a.txt") == 0
    assert "Nobody named  1 statement\n  1  said" in capfd.readouterr().out


def test_events_are_a_table(reports: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run("read", "--events", reports / "a.txt") == 0
    assert capfd.readouterr().out == "Road open\n\nNo event is told.\n"


def test_options_fill_what_a_text_lacks(reports: Path, capfd: pytest.CaptureFixture[str]) -> None:
    options = ["--outlet", "The Road", "--url", "https://road.example/1", "--published", "2031-03-04"]
    assert run("read", "--json", *options, reports / "a.txt") == 0
    report = json.loads(capfd.readouterr().out)["report"]
    assert (report["outlet"], report["url"], report["published"]) == (
        "The Road",
        "https://road.example/1",
        "2031-03-04",
    )


def test_fields_of_json_lines_are_mapped(reports: Path, capfd: pytest.CaptureFixture[str]) -> None:
    body = "The minister of the interior said on Tuesday that the road to the north was open again. " * 3
    (reports / "x.jsonl").write_text(json.dumps({"body": body, "headline": "Road open"}) + "\n")
    assert run("read", "--json", "--map", "text=body", "--map", "title=headline", reports / "x.jsonl") == 0
    assert titles(capfd.readouterr().out) == ["Road open"]


def test_an_address_that_may_not_be_fetched_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    assert run("read", "--contact", "https://desk.example/", "http://127.0.0.1:9/a") == 1
    assert "http://127.0.0.1:9/a: address refused (127.0.0.1 is at 127.0.0.1" in capfd.readouterr().err


def test_a_feed_is_read_and_its_links_are_told(reports: Path, capfd: pytest.CaptureFixture[str]) -> None:
    items = (
        f"<item><title>{title}</title><link>https://road.example/{count}</link><description>"
        f"{' '.join(f'The road to town {n} is open, they said.' for n in range(count))}</description></item>"
        for title, count in (("Road open", 30), ("Road shut", 1))
    )
    (reports / "feed.xml").write_text(f"<rss version='2.0'><channel>{''.join(items)}</channel></rss>")
    assert run("read", "--json", reports / "feed.xml") == 1
    out, err = capfd.readouterr()
    assert titles(out) == ["Road open"]
    assert "https://road.example/1: only a link" in err


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["nonsense"], "No such command"),
        (["read"], "Missing argument"),
        (["read", "--nonsense", "a"], "No such option"),
        (["read", "--by", "colour", "a"], "colour"),
        (["read", "--json", "--by", "speaker", "a"], "cannot go together"),
        (["read", "--json", "--events", "a"], "cannot go together"),
        (["read", "--map", "body", "a"], "FIELD=NAME"),
        (["read", "--map", "colour=body", "a"], "no field of a report"),
        (["read", "--published", "yesterday", "a"], "no date"),
        (["read", "--width", "3", "a"], "--width"),
        (["read", "--max-bytes", "0", "a"], "--max-bytes"),
        (["read", "--contact", "ü", "a"], "--contact"),
        (["read", "--lexicon", "missing.toml", "a"], "missing.toml"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(
    words: list[str], complaint: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(*words) == 2
    out, err = capfd.readouterr()
    assert not out
    assert err.count("\n") == 1
    assert complaint in err


def test_the_size_limit_drops_larger_inputs(reports: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run("read", "--max-bytes", "100", reports / "a.txt") == 1
    assert "a.txt: too large" in capfd.readouterr().err


def test_no_command_at_all_shows_the_help(capfd: pytest.CaptureFixture[str]) -> None:
    assert run() == 2
    assert "Usage: rashomon" in capfd.readouterr().out


def test_the_version_and_the_weights_are_told(capfd: pytest.CaptureFixture[str]) -> None:
    assert run("--version") == 0
    told = capfd.readouterr().out
    assert re.fullmatch(rf"rashomon {re.escape(rashomon.__version__)}, weights [0-9a-f]{{12}}\n", told)


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (KeyboardInterrupt(), 130, "\nrashomon: stopped\n"),
        (
            rashomon.BadLexicon("verbs.toml: entry 'x' has no kind"),
            2,
            "rashomon: verbs.toml: entry 'x' has no kind\n",
        ),
        (ZeroDivisionError("oh"), 70, "rashomon: a fault in Rashomon itself: ZeroDivisionError: oh\n"),
    ],
)
def test_what_ends_a_run_is_one_line(
    error: BaseException,
    code: int,
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    def fail(**_options: object) -> Coder:
        raise error

    monkeypatch.setattr(rashomon.flow, "load", fail)
    assert run("read", "a.txt") == code
    assert capfd.readouterr().err == told


def test_a_reader_that_goes_away_ends_it_quietly() -> None:
    program = """
import sys
from rashomon import cli, flow, read, records
report = records.Report(id="r", text="x" * 100_000, paragraphs=((0, 100_000),), reader="x")
flow.load = lambda **_: flow.Coder(None, None)
flow.Coder.pipe = lambda self, reports: [records.Account(report=one, coder="x") for one in reports]
read.unpack_sources = lambda source, **_: [report] * 100
cli.main(["read", "--json", "--jobs", "1", "x"])
"""
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


BAR = "━━━"
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("inputs", "is_shown"), [(["samples"], True), (["samples/pinga.txt"], False)])
def test_a_bar_is_shown_on_a_terminal_for_more_than_one_input(
    inputs: list[str], is_shown: bool, tmp_path: Path
) -> None:
    program = """
import sys
from rashomon import cli, flow, records
flow.load = lambda **_: flow.Coder(None, None)
flow.Coder.pipe = lambda self, reports: [records.Account(report=one, coder="x") for one in reports]
cli.main(["read", "--json", "--jobs", "1", *sys.argv[1:]])
"""
    terminal, stderr = pty.openpty()
    command = [sys.executable, "-c", program, *inputs]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    with (
        (tmp_path / "out").open("wb") as stdout,
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=stdout, stderr=stderr) as process,
        os.fdopen(terminal, "rb", buffering=0) as screen,
    ):
        os.close(stderr)
        shown = read_all(screen)
    assert process.returncode == 0
    out = (tmp_path / "out").read_text("utf-8")
    assert (BAR in shown) is is_shown
    assert BAR not in out
    assert titles(out)


def read_all(screen: FileIO) -> str:
    """Read what was written to a terminal that nobody writes to any more."""
    parts: list[bytes] = []
    with contextlib.suppress(OSError):  # how Linux says that a terminal has ended
        while part := screen.read(4096):
            parts.append(part)
    return b"".join(parts).decode()


def test_no_bar_is_written_where_stderr_is_no_terminal(
    reports: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run("read", "--json", reports / "a.txt", reports / "deeper") == 0
    assert not capfd.readouterr().err
