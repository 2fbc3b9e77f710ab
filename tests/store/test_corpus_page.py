"""What the page of the corpus says is so."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from rashomon.store import Corpus

PAGE = (Path(__file__).parents[2] / "docs" / "corpus.md").read_text("utf-8")
QUESTIONS = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_in_sql_has_an_answer(filled: Corpus, question: str) -> None:
    assert list(filled.query(question))


def test_words_are_those_of_the_text(filled: Corpus) -> None:
    (question,) = (one for one in QUESTIONS if "substr" in one)
    assert all(row["anchor"] == row["of_text"] for row in filled.query(question))


@pytest.mark.parametrize("code", re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL))
def test_python_in_the_page_runs(filled: Corpus, code: str) -> None:
    filled.close()
    command = [sys.executable, "-W", "error", "-c", code]
    done = subprocess.run(command, cwd=filled.path.parent, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert "Plamen" not in done.stderr
    assert len(done.stdout.splitlines()) > 3
