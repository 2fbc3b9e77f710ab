"""A corpus with the hand-made account, and accounts as small as they can be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rashomon.records import Account, Report
from rashomon.store import Corpus
from rashomon.text import content_id

Tell = Callable[..., Account]


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    """An empty corpus; the file is not there yet."""
    with Corpus(tmp_path / "news.corpus") as opened:
        yield opened


@pytest.fixture
def filled(corpus: Corpus, kostenets: Account) -> Corpus:
    """A corpus with the hand-made account."""
    corpus.add(kostenets)
    return corpus


@pytest.fixture(scope="session")
def tell() -> Tell:
    """Make an account that says nothing of a text and what is known of its report."""

    def make(
        text: str, *, url: str | None = None, outlet: str | None = None, title: str | None = None
    ) -> Account:
        report = Report(
            id=content_id("report", url, outlet, text),
            url=url,
            outlet=outlet,
            title=title,
            text=text,
            paragraphs=((0, len(text)),),
            reader="test",
        )
        return Account(report=report, coder="test")

    return make
