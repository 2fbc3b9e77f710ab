"""Filters choose reports, events or statements of a corpus, as those of a search do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import pytest

from rashomon.records import Account
from rashomon.store import Corpus, Filters
from rashomon.store.exports.choosing import CorpusSource, choose
from tests.store.conftest import Tell
from tests.store.exports.conftest import Choice

Choose = Callable[..., set[str]]


@pytest.fixture
def stocked(filled: Corpus, tell: Tell) -> Corpus:
    """A corpus with a second report, of which nothing is told."""
    filled.add(tell("Rain fell on the court of Sofia.", outlet="Rain Gazette", title="Rain"))
    return filled


@pytest.fixture
def events(stocked: Corpus) -> Choose:
    """Give the ids of the events that an export takes."""

    def give(words: str = "", **filters: Choice) -> set[str]:
        source = CorpusSource(stocked, choose("event", words, cast("Filters", filters)))
        return {told.event.id for chosen in source.accounts() for told in chosen.events()}

    return give


@pytest.mark.parametrize(
    "filters",
    [
        {"type": "COERCE"},
        {"type": "coerce", "status": "happened"},
        {"actor": "police"},
        {"voice": "outlet"},
        {"voice": "others", "published": "2031-10"},
        {"place": "BGR"},
        {"happened": "2031-10-14"},
        {"speaker": "vidolov", "voice": "others"},
        {"type": "COERCE", "published": "2032"},
    ],
)
def test_events_are_those_that_a_search_finds(
    stocked: Corpus, events: Choose, filters: dict[str, Any]
) -> None:
    assert events(**filters) == {hit.id for hit in stocked.search(limit=None, **filters)}


def test_filters_of_reports_take_all_their_events(events: Choose, kostenets: Account) -> None:
    everything = {event.id for event in kostenets.events}
    assert events() == events("compound") == events(published="2031-10-14") == everything
    assert events("rain") == events(outlet="Rain Gazette") == set()


def test_a_speaker_takes_the_events_he_tells(events: Choose, kostenets: Account) -> None:
    told = events(speaker="vidolov")
    assert told
    assert told < {event.id for event in kostenets.events if event.voice}


@pytest.mark.parametrize(
    ("words", "filters", "reports"),
    [
        ("", {}, 2),
        ("rain", {}, 1),
        ("", {"speaker": "vidolov"}, 1),
        ("", {"type": "COERCE"}, 1),
        ("rain", {"type": "COERCE"}, 0),
        ("sofia", {"revisions": True}, 2),
    ],
)
def test_reports_are_taken_where_any_of_them_fits(
    stocked: Corpus, words: str, filters: Choice, reports: int
) -> None:
    source = CorpusSource(stocked, choose("report", words, filters))
    taken = list(source.accounts())
    assert len(taken) == source.taken == source.count() == reports
    assert all(chosen.ids is None for chosen in taken)


def statements(corpus: Corpus, words: str = "", ids: tuple[str, ...] = (), **filters: Choice) -> set[str]:
    source = CorpusSource(corpus, choose("statement", words, cast("Filters", filters), ids))
    return {one.id for chosen in source.accounts() for one in chosen.statements()}


def test_statements_are_those_of_a_speaker_with_the_words_in_them(stocked: Corpus) -> None:
    said = {quote.statement_id for quote in stocked.quotes("vidolov")}
    assert statements(stocked, speaker="vidolov") == said
    assert statements(stocked, "heart", speaker="vidolov") < said
    assert statements(stocked, "extradition", speaker="vidolov") == set()


def test_statements_are_those_that_tell_events(stocked: Corpus, kostenets: Account) -> None:
    voices = {event.voice for event in kostenets.events if event.status == "denied"}
    assert statements(stocked, status="denied") == voices - {None} != set()


def test_statements_are_found_by_their_ids(stocked: Corpus, kostenets: Account) -> None:
    ids = tuple(one.id for one in kostenets.statements[:2])
    assert statements(stocked, ids=ids) == set(ids)
    assert statements(stocked, ids=("nothing",)) == set()


def test_accounts_come_by_date_the_undated_last(stocked: Corpus, kostenets: Account) -> None:
    titles = [
        chosen.account.report.title for chosen in CorpusSource(stocked, choose("report", "", {})).accounts()
    ]
    assert titles == [kostenets.report.title, "Rain"]


def test_a_filter_that_is_none_is_wrong_use() -> None:
    with pytest.raises(ValueError, match="no filter 'colour'"):
        choose("event", "", cast("Filters", {"colour": "red"}))
    with pytest.raises(ValueError, match="no date"):
        choose("event", "", {"published": "yesterday"})
