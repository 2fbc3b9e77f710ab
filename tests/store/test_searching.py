"""A search finds what it is asked for, in the words of the text."""

from __future__ import annotations

from dataclasses import replace
from typing import Unpack

import pytest

from rashomon.records import Account
from rashomon.store import Corpus, Filters, searching

from .conftest import Tell


def found(corpus: Corpus, words: str = "", **filters: Unpack[Filters]) -> list[str]:
    """Give the words that are marked in each hit."""
    return [
        " ".join(hit.words[start - hit.start : end - hit.start] for start, end in hit.marks)
        for hit in corpus.search(words, limit=None, **filters)
    ]


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("compound", ["compound"]),
        ('"court order" officers', ["officers court order officers"]),
        ("extradit*", ["extradition"]),
        ("COMPOUNDS", ["compound"]),
        ("order court", ["court order"]),
        ('"order court"', []),
        ("compound zzyzx", []),
    ],
)
def test_reports_are_found_by_words(filled: Corpus, words: str, marked: list[str]) -> None:
    assert found(filled, words) == marked


@pytest.mark.parametrize(
    ("filters", "anchors"),
    [
        ({"type": "COERCE", "actor": "police"}, ["entered", "searched"]),
        ({"type": "coerce", "voice": "outlet"}, ["searched"]),
        ({"status": "denied"}, ["beaten"]),
        ({"recipient": "botir tursunov"}, ["pepper-sprayed"]),
        ({"place": "kostenets", "happened": "2031-10-14"}, ["entered"]),
        ({"place": "BGR", "happened": "2032.."}, []),
        ({"speaker": "prosecutor's office", "type": "COERCE"}, ["entered"]),
        ({"speaker": "Vidolov", "voice": "outlet"}, []),
        ({"actor": "police", "outlet": "another"}, []),
    ],
)
def test_events_are_found_by_what_they_tell(filled: Corpus, filters: Filters, anchors: list[str]) -> None:
    hits = found(filled, **filters)
    assert set(anchors) <= set(hits)
    assert bool(hits) == bool(anchors)


def test_statements_are_found_by_who_said_which_words(filled: Corpus) -> None:
    (hit,) = filled.search("heart", speaker="vidolov")
    assert (hit.kind, hit.speaker, hit.cue) == (
        "statement",
        "Plamen Vidolov",
        "told reporters",
    )
    assert "it was his heart" in hit.words
    assert list(filled.search("extradition", speaker="vidolov")) == []


def test_a_hit_is_a_passage_of_its_report(filled: Corpus, kostenets: Account) -> None:
    text = kostenets.report.text
    for hit in [*filled.search("officers"), *filled.search(speaker="Vidolov"), *filled.search(type="COERCE")]:
        assert hit.words == text[hit.start : hit.end]
        assert hit.report_id == kostenets.report.id
        assert all(hit.start <= start < end <= hit.end for start, end in hit.marks)


def test_a_report_is_shown_by_the_sentence_with_most_of_the_words(filled: Corpus) -> None:
    (hit,) = filled.search("officers court stones")
    assert hit.words.startswith("“When people throw stones at officers carrying a court order")


def test_reports_are_found_by_date_and_outlet_alone(filled: Corpus) -> None:
    (hit,) = filled.search(published="2031-10", outlet="balkan newswire")
    assert hit.words == "Man dies as Bulgarian police storm Uzbek exile compound"
    assert hit.marks == ()
    assert list(filled.search(published="..2031-09")) == []


def test_a_report_is_found_by_the_outlet_of_its_copy(filled: Corpus, kostenets: Account) -> None:
    report = replace(kostenets.report, id="copy", outlet="Daily Star", url=None)
    assert filled.add(replace(kostenets, report=report)).copied == 1
    (hit,) = filled.search("compound", outlet="daily star")
    assert (hit.outlet, hit.copied_by) == ("Balkan Newswire", ("Daily Star",))


def test_the_last_added_come_first_and_words_by_relevance(corpus: Corpus, tell: Tell) -> None:
    texts = [
        "Rain fell, and rain and more rain.",
        "It rained in the hills.",
        "Snow fell on the hills and on the town.",
    ]
    corpus.add([tell(text, outlet="Wire") for text in texts])
    assert [hit.words for hit in corpus.search(outlet="wire")] == texts[::-1]
    assert [hit.words for hit in corpus.search("rain")] == texts[:2]


def test_a_limit_is_kept_and_what_is_further_back_is_found(
    corpus: Corpus, kostenets: Account, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "WINDOWS", (1, 3))
    corpus.add([kostenets, *(tell(f"Street {number} was closed.", outlet="Wire") for number in range(5))])
    assert len(list(corpus.search(type="COERCE", limit=2))) == 2
    assert len(list(corpus.search(outlet="wire", limit=4))) == 4
    assert len(list(corpus.search(outlet="wire", limit=None))) == 5
    assert [hit.kind for hit in corpus.search(speaker="Vidolov", limit=50)] == ["statement"] * 3
    assert list(corpus.search("zzyzx", limit=0)) == []


@pytest.mark.parametrize(
    "filters",
    [
        {"type": "COERCE"},
        {"type": "COERCE", "status": "happened"},
        {"actor": "police"},
        {"happened": "2031-10"},
        {"place": "BGR"},
        {"voice": "others", "outlet": "Balkan Newswire"},
        {"speaker": "vidolov"},
    ],
)
def test_the_answers_are_the_same_however_far_back_they_are_looked_for(
    filled: Corpus, tell: Tell, filters: Filters, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.add(tell(f"Street {number} was closed.") for number in range(5))
    near = [hit.id for hit in filled.search(**filters)]
    monkeypatch.setattr(searching, "WINDOWS", (1, 3))
    assert near == [hit.id for hit in filled.search(**filters)]
    assert near


def test_quotes_come_by_date_with_the_stance_of_each_verb(filled: Corpus, kostenets: Account) -> None:
    report = replace(kostenets.report, id="earlier", published="2031-10-13", outlet="Daily Star", url=None)
    text = report.text.replace("told reporters", "told officials")
    filled.add(replace(kostenets, report=replace(report, text=text)))
    quotes = list(filled.quotes("vidolov"))
    assert [quote.outlet for quote in quotes] == ["Daily Star"] * 3 + ["Balkan Newswire"] * 3
    assert {(quote.speaker, quote.stance, quote.polarity) for quote in quotes} >= {
        ("Plamen Vidolov", "denying", "denied")
    }
    assert "“The doctors tell me it was his heart,” … “When people throw" in quotes[1].content
    assert [quote.relayed_by for quote in filled.quotes("doctors")] == ["Plamen Vidolov"] * 2


def test_quotes_are_found_by_another_name_of_the_speaker(filled: Corpus) -> None:
    assert [quote.speaker for quote in filled.quotes("tashkent")] == ["Uzbekistan"] * 2
    assert list(filled.quotes("nobody of that name")) == []
