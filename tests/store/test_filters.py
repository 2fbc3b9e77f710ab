"""Filters become conditions, and no words of a user become a fault of SQL."""

from __future__ import annotations

from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.records import Account
from rashomon.store import Corpus, Filters
from rashomon.store.filters import read_filters, read_range


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory, kostenets: Account) -> Corpus:
    """A corpus to be asked anything."""
    corpus = Corpus(tmp_path_factory.mktemp("asked") / "news.corpus")
    corpus.add(kostenets)
    return corpus


@given(st.text(st.characters(exclude_categories=["Cs"])) | st.text(alphabet="\"'*():^-+ a{}\x00"))
def test_no_words_are_a_fault(asked: Corpus, words: str) -> None:
    list(asked.search(words))
    list(asked.search(words, speaker=words, actor=words))
    list(asked.search(words, speaker=words))
    list(asked.quotes(words))


@pytest.mark.parametrize(
    "dates",
    [
        "2031-1",
        "31",
        "2031-10-14 to 2031-10-15",
        "tomorrow",
        "2031...2032",
        "",
        "2031-13",
        "2031-02-30",
        "0000",
    ],
)
def test_what_is_no_date_is_said_so(dates: str) -> None:
    with pytest.raises(ValueError, match="is no date"):
        read_range(dates)


@pytest.mark.parametrize(
    ("dates", "moment", "is_in"),
    [
        ("2031-10", "2031-10-31T23:59:59+03:00", True),
        ("2031-10", "2031-11-01", False),
        ("2031-10", "2031-09-30", False),
        ("2031-10-14..", "2031-10-14T00:00", True),
        ("2031-10-14..", "2099-01-01", True),
        ("..2031-10-14", "2031-10-14T23:00Z", True),
        ("..2031-10-14", "2031-10-15", False),
        ("2030..2031", "2031-12-31", True),
    ],
)
def test_a_range_holds_its_first_and_its_last_day(dates: str, moment: str, is_in: bool) -> None:
    first, after = read_range(dates)
    assert (first <= moment < after) is is_in


@pytest.mark.parametrize(
    ("filters", "complaint"),
    [
        ({"speakers": "x"}, "no filter 'speakers'; there are outlet, published, speaker"),
        ({"voice": "mine"}, "no voice 'mine'; there are outlet, others"),
        ({"status": "denid"}, "no status 'denid'; there are happened, ongoing"),
        ({"happened": "soon"}, "is no date"),
        ({"published": "2032..2031"}, "ends before it begins"),
    ],
)
def test_a_wrong_filter_is_a_value_error_at_once(
    asked: Corpus, filters: dict[str, str], complaint: str
) -> None:
    with pytest.raises(ValueError, match=complaint):
        read_filters(cast("Filters", filters))
    with pytest.raises(ValueError, match=complaint):
        asked.search("x", **cast("Filters", filters))
