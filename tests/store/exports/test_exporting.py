"""One function for all formats, from accounts, a corpus or its path."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from rashomon.errors import BadCorpus, BadExport
from rashomon.records import Account, Dropped
from rashomon.store import Corpus, export
from rashomon.store.exports.formats import FORMATS, FileFormat


def choose_for(to: str, account: Account) -> dict[str, Any]:
    return {"statements": [account.statements[0].id]} if to == "claimreview" else {}


@pytest.mark.parametrize("to", FORMATS)
def test_a_corpus_and_its_accounts_give_the_same(
    filled: Corpus, kostenets: Account, tmp_path: Path, to: str
) -> None:
    choices = choose_for(to, kostenets)
    made: list[Any] = []
    for name, source in (("a", filled), ("b", filled.path), ("c", [kostenets])):
        exported = export(source, to, tmp_path / name, **choices)
        assert exported.written > 0
        assert exported.reports == 1
        if isinstance(FORMATS[to], FileFormat):
            made.append((tmp_path / name).read_bytes())
    assert len(set(made)) <= 1


def test_what_is_no_account_is_counted(kostenets: Account) -> None:
    items = [Dropped(source="a", reason="empty"), kostenets, Dropped(source="b", reason="empty")]
    exported = export(items, "jsonl", io.StringIO())
    assert (exported.written, exported.left_out) == (1, {"empty": 2})


@pytest.mark.parametrize("to", FORMATS)
def test_progress_is_told(filled: Corpus, kostenets: Account, tmp_path: Path, to: str) -> None:
    steps: list[tuple[int, int]] = []
    export(
        filled,
        to,
        tmp_path / "out",
        progress=lambda done, total: steps.append((done, total)),
        **choose_for(to, kostenets),
    )
    assert steps == [(1, 1)]


@pytest.mark.parametrize(
    ("to", "choices", "complaint"),
    [
        ("xml", {}, "no format 'xml'; there are csv, jsonl"),
        ("csv", {"tables": ["sketches"]}, "no table 'sketches' to export; there are reports"),
        ("jsonl", {"tables": ["events"]}, "tables go only with csv and parquet"),
        ("csv", {"unplaced": True}, "unplaced go only with geojson"),
        ("gdelt", {"statements": ["x"]}, "statements go only with claimreview"),
        ("claimreview", {}, "choose them by id, or by filters"),
        ("claimreview", {"statements": ["nope"]}, "there is no statement nope"),
        ("jsonl", {"speaker": "vidolov"}, "speaker: filters ask a corpus"),
        ("jsonl", {"words": "heart"}, "words: filters ask a corpus"),
        ("jsonl", {"colour": "red"}, "nothing is known of colour; there are outlet, published"),
    ],
)
def test_what_cannot_be_done_is_said(
    kostenets: Account, to: str, choices: dict[str, Any], complaint: str
) -> None:
    out = io.StringIO()
    with pytest.raises(BadExport, match=complaint):
        export([kostenets], to, out, **choices)
    assert not out.getvalue()


def test_a_path_that_is_no_corpus_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadCorpus, match="is not there"):
        export(tmp_path / "no.corpus", "jsonl", io.StringIO())


def test_a_corpus_is_not_written_over_by_what_it_gives(filled: Corpus) -> None:
    with pytest.raises(BadExport, match="is the corpus itself"):
        export(filled, "jsonl", filled.path)
    assert list(filled.report_ids())


def test_one_name_does_for_a_list(filled: Corpus, kostenets: Account) -> None:
    out = io.StringIO()
    assert export(filled, "csv", out, tables="labels").written == len(kostenets.labels)
    assert export(filled, "claimreview", out, statements=kostenets.statements[-1].id).written == 1


def test_a_filter_that_asks_for_nothing_is_none(kostenets: Account) -> None:
    assert export([kostenets], "jsonl", io.StringIO(), revisions=False).written == 1
