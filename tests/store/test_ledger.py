"""What is added is stored, revised, copied, known or dropped, and never twice."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from rashomon.records import Account, Dropped
from rashomon.store import Added, Corpus
from rashomon.store.opening import describe, open_to_write

from .conftest import Tell

RAIN = """Rain fell on the town for the whole of the night.

The river rose to four metres at the old bridge by noon."""
FLOOD = f"{RAIN}\n\nThe mayor asked people to leave the houses along the embankment."
FOOTER = "\n\nSign up for our newsletter."


def dump(corpus: Corpus) -> dict[str, list[dict[str, object]]]:
    return {table: list(corpus.query(f"SELECT * FROM {table}")) for table in describe()}  # noqa: S608


def test_the_same_input_twice_changes_nothing(filled: Corpus, kostenets: Account) -> None:
    dropped = Dropped(source="a.html", reason="empty")
    filled.add(dropped)
    before = dump(filled)
    assert filled.add([kostenets, dropped, kostenets]) == Added(known=3)
    assert dump(filled) == before


def test_the_account_comes_back_as_it_went_in(filled: Corpus, kostenets: Account) -> None:
    assert list(filled.accounts()) == [kostenets]
    assert filled.account(kostenets.report.id) == kostenets


def test_an_exact_copy_is_kept_beside_the_report_it_copies(corpus: Corpus, tell: Tell) -> None:
    first = tell(RAIN, outlet="Wire", url="https://wire.example/1")
    copy = tell(RAIN.upper().replace(" ", "  "), outlet="Daily Star", url="https://star.example/rain")
    assert corpus.add([first, copy]) == Added(stored=1, copied=1)
    assert list(corpus.accounts()) == [first]
    assert list(corpus.copies(first.report.id)) == [(copy.report, "exact")]
    assert corpus.account(copy.report.id) == first
    (hit,) = corpus.search("river")
    assert (hit.outlet, hit.copied_by) == ("Wire", ("Daily Star",))


def test_a_near_copy_is_kept_whole_beside_the_report(corpus: Corpus, tell: Tell) -> None:
    first = tell(FLOOD, outlet="Wire")
    copy = tell("\n\n".join(reversed(FLOOD.split("\n\n"))) + FOOTER, outlet="Daily Star")
    assert corpus.add([first, copy]) == Added(stored=1, copied=1)
    assert list(corpus.copies(first.report.id)) == [(copy.report, "near")]


@pytest.mark.parametrize(
    ("old", "new"), [("four metres", "six metres"), ("Rain", "Hail"), ("asked", "forced")]
)
def test_a_report_that_says_something_else_is_stored(corpus: Corpus, tell: Tell, old: str, new: str) -> None:
    assert corpus.add([tell(FLOOD), tell(FLOOD.replace(old, new))]) == Added(stored=2)


def test_a_url_with_another_text_is_a_revision_and_the_earlier_one_stays(corpus: Corpus, tell: Tell) -> None:
    first, second, third = (
        tell(text, url="https://wire.example/1") for text in (RAIN, FLOOD, FLOOD + FOOTER)
    )
    assert corpus.add([first, second, third]) == Added(stored=1, revised=2)
    assert list(corpus.accounts()) == [third]
    assert list(corpus.accounts(revisions=True)) == [first, second, third]
    rows = corpus.query("SELECT number, revision, replaced_by FROM reports ORDER BY number")
    assert [tuple(row.values()) for row in rows] == [(1, 1, 2), (2, 2, 3), (3, 3, None)]
    assert len(list(corpus.search("river"))) == 1
    assert len(list(corpus.search("river", revisions=True))) == 3


def test_texts_without_a_url_are_no_revisions_of_one_another(corpus: Corpus, tell: Tell) -> None:
    assert corpus.add([tell(RAIN), tell(FLOOD)]) == Added(stored=2)


def test_a_copy_found_before_it_is_coded_is_as_one_found_after(corpus: Corpus, tell: Tell) -> None:
    first, copy = tell(RAIN, outlet="Wire"), tell(RAIN, outlet="Daily Star")
    corpus.add(first)
    assert [corpus.knows(one.report) for one in (tell(FLOOD), copy, first)] == [False, True, True]
    with corpus.writer("test") as writer:
        writer.add(copy.report)
        writer.add(first.report)
    assert writer.added == Added(copied=1, known=1)
    assert list(corpus.copies(first.report.id)) == [(copy.report, "exact")]


def test_what_is_no_report_is_kept_with_its_reason(corpus: Corpus) -> None:
    assert corpus.add(Dropped(source="a\udcff.html", reason="not text", detail="\x1b[2J")) == Added(dropped=1)
    (row,) = corpus.query("SELECT source, reason, detail FROM dropped")
    assert row == {"source": "a\ufffd.html", "reason": "not text", "detail": "\u241b[2J"}


def test_a_report_that_no_json_can_hold_costs_no_other(corpus: Corpus, tell: Tell) -> None:
    odd = tell(RAIN, title="\ud800")
    assert corpus.add([odd, tell(FLOOD)]) == Added(stored=1, dropped=1)
    (row,) = corpus.query("SELECT reason, detail FROM dropped")
    assert row["reason"] == "cannot be stored"


def test_a_copy_that_no_json_can_hold_costs_no_other(corpus: Corpus, tell: Tell) -> None:
    corpus.add(tell(RAIN))
    odd = tell(RAIN, title="\ud800", outlet="Daily Star")
    with corpus.writer("test") as writer:
        writer.add(odd.report)
        writer.add(odd)
        writer.add(tell(FLOOD))
    assert writer.added == Added(stored=1, known=1, dropped=1)


def test_a_report_that_proves_not_to_be_known_is_coded_in_its_turn(corpus: Corpus, tell: Tell) -> None:
    flood = tell(FLOOD)
    with corpus.writer("test", {flood.report: flood}.__getitem__) as writer:
        writer.add(tell(RAIN))
        writer.add(flood.report)
        writer.add(tell(RAIN).report)
    assert writer.added == Added(stored=2, known=1)
    assert list(corpus.report_ids()) == [tell(RAIN).report.id, flood.report.id]


def test_a_report_that_nothing_can_code_is_refused(corpus: Corpus, tell: Tell) -> None:
    writer = corpus.writer("test")
    writer.add(tell(RAIN).report)
    with pytest.raises(ValueError, match="nothing to code it with"):
        writer.flush()


def test_an_account_that_is_coded_anew_takes_the_place_of_the_old_one(
    corpus: Corpus, kostenets: Account, tell: Tell
) -> None:
    newer = replace(kostenets, coder="newer", labels=())
    text, title = kostenets.report.text, kostenets.report.title
    copy = tell(text, title=title, outlet="Daily Star")
    later = tell(FLOOD, url=kostenets.report.url)
    corpus.add([kostenets, copy, tell(RAIN), later])
    assert sorted(corpus.coded_by_others("newer")) == sorted(corpus.report_ids())
    with corpus.writer("test") as writer:
        writer.replace(newer)
    assert writer.added == Added(recoded=1)
    assert corpus.account(kostenets.report.id) == corpus.account(copy.report.id) == newer
    assert kostenets.report.id not in corpus.coded_by_others("newer")
    asked = "SELECT reports.revision, later.id AS later FROM reports JOIN reports AS later"
    (row,) = corpus.query(f"{asked} ON reports.replaced_by = later.number")
    assert row == {"revision": 1, "later": later.report.id}
    assert len(list(corpus.search("extradition", revisions=True))) == 1


def test_rows_of_an_account_coded_anew_are_those_of_one_coded_so_at_first(
    corpus: Corpus, kostenets: Account, tmp_path: Path
) -> None:
    newer = replace(kostenets, coder="newer", labels=())
    corpus.add(kostenets)
    with corpus.writer("test") as writer:
        writer.replace(newer)
    with Corpus(tmp_path / "other.corpus") as other:
        other.add(newer)
        of_one, of_other = dump(corpus), dump(other)
    for table in set(of_one) - {"runs", "coders", "counts"}:
        assert [_bare(row) for row in of_one[table]] == [_bare(row) for row in of_other[table]], table
    with closing(open_to_write(corpus.path)) as connection:
        for index in ("reports_fts", "statements_fts", "entities_fts"):
            connection.execute(f"INSERT INTO {index} ({index}) VALUES ('integrity-check')")  # noqa: S608


def _bare(row: dict[str, object]) -> dict[str, object]:
    """Leave out numbers, which count what was there before."""
    return {name: value for name, value in row.items() if name not in ("number", "coder", "run", *POINTERS)}


POINTERS = ("report", "entity", "statement", "event", "place", "time", "within")


def test_an_account_of_no_stored_report_takes_no_place(corpus: Corpus, tell: Tell) -> None:
    corpus.add(tell(RAIN))
    with corpus.writer("test") as writer, pytest.raises(KeyError):
        writer.replace(tell(FLOOD))
    assert len(list(corpus.accounts())) == 1


def test_stock_phrases_hide_no_copy(corpus: Corpus, tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rashomon.store.ledger.SHARERS", 2)
    phrase = "This is a stock phrase that stands in every report of the town."
    local = "Street {0} was closed for the night.\n\nNobody in street {0} was hurt."
    reports = [tell(f"{phrase}\n\n{local.format(name)}") for name in "ABCDE"]
    corpus.add(reports)
    copy = tell(reports[0].report.text + FOOTER)
    assert corpus.add(copy) == Added(copied=1)


def test_an_account_with_doubled_ids_is_stored(corpus: Corpus, kostenets: Account) -> None:
    twice = replace(kostenets, entities=kostenets.entities * 2, events=kostenets.events * 2)
    assert corpus.add(twice) == Added(stored=1)
    assert list(corpus.accounts()) == [twice]
