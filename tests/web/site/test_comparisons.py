"""A story is compared once, and again when something of it has changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rashomon.serial import account_from_json
from rashomon.store import Corpus
from rashomon.stories import group_corpus
from rashomon.web.site import comparisons
from rashomon.web.site.comparisons import Comparisons

MARKET = Path(__file__).parents[2] / "cases" / "market.accounts.jsonl"


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with Corpus(tmp_path / "news.corpus") as opened:
        opened.add(account_from_json(line) for line in MARKET.read_text("utf-8").splitlines())
        group_corpus(opened)
        yield opened


def test_it_is_kept_until_somebody_says_something_of_it(corpus: Corpus) -> None:
    kept, (row,) = Comparisons(), corpus.stories()
    first = kept.find(corpus, row.id)
    assert kept.find(corpus, row.id) is first
    event = first.story.happenings[0].events[0].event

    said = corpus.judge("split", event)

    second = kept.find(corpus, row.id)
    assert second.story != first.story
    corpus.undo(said.number)
    assert kept.find(corpus, row.id).story == first.story


def test_it_is_compared_anew_when_a_report_has_a_copy(corpus: Corpus) -> None:
    kept, (row,) = Comparisons(), corpus.stories()
    first = kept.find(corpus, row.id)
    account = next(corpus.accounts())
    copy = replace(account.report, id="c0c0", outlet="Copy Post", url="https://copy.example/1")

    corpus.add(replace(account, report=copy))

    assert len(kept.find(corpus, row.id).story.reports) == len(first.story.reports) + 1


def test_of_a_very_large_story_the_first_reports_are_compared_and_the_rest_counted(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparisons, "MOST_REPORTS", 2)
    kept, (row,) = Comparisons(), corpus.stories()

    compared = kept.find(corpus, row.id)

    assert len(compared.story.reports) == 2
    assert compared.left_out == row.reports - 2
    assert kept.count(corpus, row).origins == len(compared.story.origins) + compared.left_out


def test_stories_that_were_not_looked_at_for_longest_are_let_go(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparisons, "KEPT", 1)
    report = next(corpus.report_ids())
    corpus.judge("split", report)
    group_corpus(corpus)
    kept, (one, other) = Comparisons(), corpus.stories()
    first = kept.find(corpus, one.id)

    kept.find(corpus, other.id)

    assert kept.find(corpus, one.id) is not first


def test_a_story_that_is_gone_is_told(corpus: Corpus) -> None:
    with pytest.raises(KeyError):
        Comparisons().find(corpus, "0" * 16)
