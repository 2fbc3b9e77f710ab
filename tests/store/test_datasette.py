"""Datasette opens a corpus and searches it."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from rashomon.store import Corpus


def ask(corpus: Corpus, address: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "datasette", str(corpus.path), "--get", f"/{corpus.path.stem}/{address}"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("table", "words", "rows"),
    [
        ("reports", "extradition", 1),
        ("reports", "zzyzx", 0),
        ("statements", "absurd", 1),
        ("entities", "tashkent", 1),
    ],
)
def test_datasette_finds_the_rows_that_have_the_words(
    filled: Corpus, table: str, words: str, rows: int
) -> None:
    answer = ask(filled, f"{table}.json?_search={words}&_shape=objects")
    assert answer["filtered_table_rows_count"] == rows


def test_datasette_shows_what_a_row_points_at(filled: Corpus) -> None:
    answer = ask(filled, "participants.json?_labels=on&_shape=objects&words=Some+400+officers")
    assert answer["rows"][0]["entity"]["label"] == "Bulgarian police"
