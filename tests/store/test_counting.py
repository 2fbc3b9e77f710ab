"""What a corpus holds is counted."""

from __future__ import annotations

from dataclasses import replace

from rashomon.records import Account, Dropped
from rashomon.store import Corpus, Count
from rashomon.store.counting import COUNTED

from .conftest import Tell

RAIN = "Rain fell on the town for the whole of the night."


def test_counts_are_of_what_was_added(filled: Corpus, kostenets: Account) -> None:
    filled.add(Dropped(source="a.html", reason="empty"))
    counts = filled.stats()
    assert counts[0] == Count(what="reports", value=None, count=1)
    assert Count(what="events", value=None, count=len(kostenets.events)) in counts
    assert Count(what="reports by outlet", value="Balkan Newswire", count=1) in counts
    assert Count(what="dropped inputs by reason", value="empty", count=1) in counts
    by_type = [one.count for one in counts if one.what == "events by type"]
    assert by_type == sorted(by_type, reverse=True)
    assert sum(by_type) == len(kostenets.events)


def test_an_empty_corpus_has_nothing(corpus: Corpus) -> None:
    corpus.add([])
    assert {one.count for one in corpus.stats()} == {0}


def test_counts_stay_true_whatever_is_done(filled: Corpus, kostenets: Account, tell: Tell) -> None:
    at_one_url = [
        tell(text, url="https://wire.example/1", outlet="Wire") for text in (RAIN, f"{RAIN} It hailed.")
    ]
    copy = tell(RAIN.upper(), outlet="WIRE", url="https://wire.example/2")
    filled.add([*at_one_url, copy, kostenets, Dropped(source="a.html", reason="empty")])
    with filled.writer("test") as writer:
        writer.replace(replace(kostenets, coder="newer", labels=()))
    kept = {
        (row["of_table"], row["of_column"], row["value"].upper()): row["rows"]
        for row in filled.query("SELECT * FROM counts WHERE rows <> 0")
    }
    assert kept == count_anew(filled)


def count_anew(corpus: Corpus) -> dict[tuple[str, str, str], int]:
    """Count the rows themselves."""
    found: dict[tuple[str, str, str], int] = {}
    for table, columns in COUNTED.items():
        for column in ("", *columns):
            value = f"upper(coalesce({column}, ''))" if column else "''"
            asked = f"SELECT {value} AS value, count(*) AS n FROM {table} GROUP BY 1"  # noqa: S608
            found |= {(table, column, row["value"]): row["n"] for row in corpus.query(asked)}
    return found
