"""Drafts of reviews, read as linked data with rdflib; no verdict is ever in them."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given

from rashomon.errors import BadExport
from rashomon.records import Account
from rashomon.store import Corpus
from rashomon.store.exports import claim_reviews
from tests.store.exports.conftest import Choice, Export, some, spoil, spoilings

rdflib: Any = import_module("rdflib")
Graph = Any
SCHEMA = "https://schema.org/"
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


def draft(source: Choice, written: Export, **choices: Choice) -> list[dict[str, Any]]:
    read = json.loads(written(source, "claimreview", **choices))
    assert read["@context"] == "https://schema.org"
    return read["@graph"]


def link(text: str) -> Graph:
    """Read a document as a graph; the context is what schema.org's does to all its terms."""
    read = json.loads(text) | {"@context": {"@vocab": SCHEMA}}
    return rdflib.Graph().parse(data=json.dumps(read), format="json-ld")


@pytest.fixture
def every(kostenets: Account) -> list[str]:
    return [one.id for one in kostenets.statements]


def test_a_draft_is_linked_data_of_schema_org(kostenets: Account, written: Export, every: list[str]) -> None:
    graph = link(written([kostenets], "claimreview", statements=every))
    question = """PREFIX schema: <https://schema.org/>
        SELECT ?words ?headline WHERE { ?review a schema:ClaimReview ; schema:claimReviewed ?words ;
            schema:creativeWorkStatus ?status ; schema:itemReviewed ?claim .
            ?claim a schema:Claim ; schema:author [ a schema:Person ; schema:name "Plamen Vidolov" ] ;
            schema:appearance [ schema:headline ?headline ; schema:publisher [ schema:name ?outlet ] ] }"""
    found = {str(row.words) for row in graph.query(question)}
    assert any(words.startswith("“The doctors tell me") for words in found)


def test_there_is_no_verdict(kostenets: Account, hostile: Account, written: Export, every: list[str]) -> None:
    graph = link(written([kostenets, hostile], "claimreview", statements=every))
    terms = {str(predicate).removeprefix(SCHEMA) for _, predicate, _ in graph}
    assert not {"reviewRating", "ratingValue", "alternateName", "reviewBody"} & terms
    reviews = list(graph.subjects(rdflib.RDF.type, rdflib.URIRef(SCHEMA + "ClaimReview")))
    for review in reviews:
        (status,) = graph.objects(review, rdflib.URIRef(SCHEMA + "creativeWorkStatus"))
        assert str(status).startswith("Draft")
        assert not list(graph.objects(review, rdflib.URIRef(SCHEMA + "author")))


def test_the_words_are_the_very_words(kostenets: Account, written: Export, every: list[str]) -> None:
    text = kostenets.report.text
    for one in draft([kostenets], written, statements=every):
        assert all(part in text for part in one["claimReviewed"].split(" … "))
        (appearance,) = one["itemReviewed"]["appearance"]
        assert appearance["url"] == kostenets.report.url
        assert appearance["datePublished"] == kostenets.report.published
        assert one["itemReviewed"]["firstAppearance"]["url"] == kostenets.report.url


def test_what_is_denied_is_not_put_into_a_mouth(filled: Corpus, written: Export) -> None:
    claims = [one["claimReviewed"] for one in draft(filled, written, speaker="vidolov")]
    assert "Interior Minister Plamen Vidolov denied that his men had beaten anyone" in claims
    assert "his men had beaten anyone" not in claims


def test_what_claims_nothing_is_left_out(kostenets: Account, written: Export) -> None:
    first, second, third = kostenets.statements[:3]
    statements = (
        replace(first, polarity="withheld"),
        replace(second, cue=replace(second.cue, kind="decree")),
        third,
    )
    account = replace(kostenets, statements=statements)
    assert len(draft([account], written, statements=[one.id for one in statements])) == 1


def test_the_same_words_in_two_reports_are_one_claim_first_seen_in_the_earlier(
    kostenets: Account, written: Export
) -> None:
    report = replace(
        kostenets.report,
        id="later",
        url="https://later.example/1",
        published="2031-10-14T13:00:00Z",  # an hour after 15:20 in Sofia
    )
    undated = replace(kostenets.report, id="undated", url="https://undated.example/1", published=None)
    accounts = [replace(kostenets, report=one) for one in (undated, report, kostenets.report)]
    named = next(one for one in kostenets.statements if one.source and not one.anonymous)
    (one,) = draft(accounts, written, statements=[named.id])
    urls = [appearance["url"] for appearance in one["itemReviewed"]["appearance"]]
    assert urls == [kostenets.report.url, report.url, undated.url]
    assert one["itemReviewed"]["firstAppearance"]["url"] == kostenets.report.url


def test_who_is_not_named_is_not_named(kostenets: Account, written: Export, every: list[str]) -> None:
    statements = tuple(replace(one, anonymous=True) for one in kostenets.statements)
    for one in draft([replace(kostenets, statements=statements)], written, statements=every):
        assert "name" not in one["itemReviewed"].get("author", {})


def test_a_bad_address_is_no_link(hostile: Account, written: Export, every: list[str]) -> None:
    text = written([hostile], "claimreview", statements=every)
    assert "javascript" not in text
    assert "<" not in text


def test_too_many_are_no_choice(
    kostenets: Account, written: Export, every: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claim_reviews, "MOST_CLAIMS", 3)
    with pytest.raises(BadExport, match="choose fewer"):
        written([kostenets], "claimreview", statements=every)


@some
@given(spoiled=spoilings)
def test_hostile_words_come_back(kostenets: Account, written: Export, spoiled: dict[str, str]) -> None:
    account = spoil(kostenets, spoiled)
    named = next(one for one in account.statements if one.polarity == "asserted")
    (one,) = draft([account], written, statements=[named.id])
    assert one["claimReviewed"] == " … ".join(account.report.text[slice(*span)] for span in named.content)
