"""What a corpus holds is counted."""

from __future__ import annotations

from rashomon.records import Account, Dropped
from rashomon.store import Corpus, Count


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
