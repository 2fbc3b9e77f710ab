"""``rashomon add`` into a folder of parts and by way of one, as a command that is run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from inputs import LATEST, read_rows

SAMPLES = Path(__file__).parents[2] / "samples"
INPUTS = (SAMPLES / "pinga.txt", SAMPLES / "kostenets-wire.html", "no-such-file.txt")


def run(folder: Path, *words: str | Path) -> tuple[int, list[str]]:
    command = [sys.executable, "-m", "rashomon", *map(str, words)]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, encoding="utf-8", timeout=LATEST, check=False
    )
    return done.returncode, [*done.stdout.splitlines(), *done.stderr.splitlines()]


def test_a_folder_is_filled_and_asked_like_a_corpus(tmp_path: Path) -> None:
    lost = [
        "rashomon: 1 input gave no account:",
        "  no-such-file.txt: unreadable (No such file or directory)",
    ]
    assert run(tmp_path, "add", "news.parts/", *INPUTS, "--jobs", "1") == (
        1,
        ["news.parts: 1 part with 2 reports", *lost],
    )
    assert run(tmp_path, "add", "news.parts", *INPUTS, "--jobs", "1") == (
        1,
        ["news.parts: 1 part with 2 reports, 1 done before", *lost],
    )
    code, told = run(tmp_path, "search", "news.parts", "Vidolov", "--json")
    assert (code, len(told)) == (0, 1)


@pytest.mark.cluster
def test_a_file_filled_by_dask_workers_has_the_same_rows(tmp_path: Path) -> None:
    for words in (["local.corpus"], ["dask.corpus", "--engine", "dask", "--jobs", "1"]):
        code, lines = run(tmp_path, "add", *words, *INPUTS)
        assert (code, lines[0]) == (1, f"{words[0]}: 2 reports stored, 1 input dropped")
        assert "rashomon: 1 input gave no account:" in lines
    assert read_rows(tmp_path / "dask.corpus") == read_rows(tmp_path / "local.corpus")
    assert (tmp_path / "dask.corpus.parts" / "part-0000000" / "done.json").is_file()


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["a.corpus", "x.txt", "--scheduler", "tcp://h:1"], "--scheduler goes with --engine dask"),
        (["a.corpus", "x.txt", "--engine", "spark"], "'spark' is not one of 'local', 'dask'"),
        (["file.txt/parts/", "x.txt"], "cannot be written"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(tmp_path: Path, words: list[str], complaint: str) -> None:
    (tmp_path / "file.txt").write_text("")
    code, told = run(tmp_path, "add", *words)
    assert code == 2
    assert complaint in told[-1]
