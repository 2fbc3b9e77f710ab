"""Marks as W3C Web Annotations, read as linked data with rdflib."""

from __future__ import annotations

import json
from collections import Counter
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given

from rashomon.records import Account
from rashomon.store.exports.annotations import find_marks
from tests.store.exports.conftest import Export, some, spoil, spoilings

rdflib: Any = import_module("rdflib")
OA, RDF_VALUE = "http://www.w3.org/ns/oa#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#value"
AS = "https://www.w3.org/ns/activitystreams#"
CONTEXT: dict[str, Any] = {
    "oa": OA,
    "id": {"@id": "@id", "@type": "@id"},
    "type": "@type",
    "Annotation": "oa:Annotation",
    "TextualBody": "oa:TextualBody",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "AnnotationCollection": f"{AS}OrderedCollection",
    "AnnotationPage": f"{AS}OrderedCollectionPage",
    "first": {"@id": f"{AS}first", "@type": "@id"},
    "items": {"@id": f"{AS}items", "@type": "@id", "@container": "@list"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "value": RDF_VALUE,
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": "oa:start",
    "end": "oa:end",
    **{name: f"oa:{name}" for name in ("identifying", "classifying", "tagging")},
}
"""What the W3C's context makes of the terms that stand in the export."""
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


def annotate(account: Account, written: Export) -> dict[str, Any]:
    read = json.loads(written([account], "annotations"))
    assert read["@context"] == "http://www.w3.org/ns/anno.jsonld"
    return read


def test_every_mark_is_an_annotation_with_two_selectors(kostenets: Account, written: Export) -> None:
    read = annotate(kostenets, written) | {"@context": CONTEXT}
    graph = rdflib.Graph().parse(data=json.dumps(read), format="json-ld")
    annotations = list(graph.subjects(rdflib.RDF.type, rdflib.URIRef(OA + "Annotation")))
    assert len(annotations) == len(list(find_marks(kostenets)))
    for annotation in annotations:
        target = graph.value(annotation, rdflib.URIRef(OA + "hasTarget"))
        assert str(graph.value(target, rdflib.URIRef(OA + "hasSource"))) == kostenets.report.url
        told: dict[str, Any] = {}
        for selector in graph.objects(target, rdflib.URIRef(OA + "hasSelector")):
            told |= {str(term).removeprefix(OA): value for term, value in graph.predicate_objects(selector)}
        assert kostenets.report.text[int(told["start"]) : int(told["end"])] == str(told["exact"])


def test_all_records_are_marked(kostenets: Account) -> None:
    marked = Counter(mark.record for mark in find_marks(kostenets))
    assert marked["entity"] == sum(len(one.mentions) for one in kostenets.entities)
    assert marked["event"] == sum(1 + len(one.actors) + len(one.recipients) for one in kostenets.events)
    for record, records in (
        ("quantity", kostenets.quantities),
        ("time", kostenets.times),
        ("place", kostenets.places),
        ("label", kostenets.labels),
    ):
        assert marked[record] == len(records) > 0
    statements = kostenets.statements
    assert marked["statement"] == sum(1 + len(one.content) + (one.source is not None) for one in statements)


def test_a_collection_is_whole(kostenets: Account, hostile: Account, written: Export) -> None:
    read = json.loads(written([kostenets, hostile], "annotations"))
    items = read["first"]["items"]
    assert read["total"] == len(items)
    assert read["id"] != read["first"]["id"] != json.loads(written([kostenets], "annotations"))["first"]["id"]
    assert len({one["id"] for one in items}) == len({one["id"] for one in items if one["target"]})


def test_the_quotation_finds_its_place_again(kostenets: Account, written: Export) -> None:
    text = kostenets.report.text
    for one in annotate(kostenets, written)["first"]["items"]:
        place, quote = one["target"]["selector"]
        whole = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert text.find(whole) + len(quote["prefix"]) == place["start"]


def test_a_claim_says_whose_voice_it_is(kostenets: Account, written: Export) -> None:
    tags: dict[str, set[str]] = {}
    for one in annotate(kostenets, written)["first"]["items"]:
        record = next(body["value"] for body in one["body"] if body["purpose"] == "identifying")
        tags.setdefault(record, set()).update(
            body["value"] for body in one["body"] if body["purpose"] == "tagging"
        )
    for event in kostenets.events:
        voice = "voice: outlet" if event.voice is None else f"voice: statement {event.voice}"
        assert voice in tags[event.id]
        assert {event.type, event.status} <= tags[event.id]


def test_a_bad_address_is_no_source(hostile: Account, written: Export) -> None:
    for one in annotate(hostile, written)["first"]["items"]:
        assert one["target"]["source"].startswith("urn:uuid:")


@some
@given(spoiled=spoilings)
def test_hostile_words_come_back(kostenets: Account, written: Export, spoiled: dict[str, str]) -> None:
    account = spoil(kostenets, spoiled)
    for one in annotate(account, written)["first"]["items"]:
        place, quote = one["target"]["selector"]
        assert account.report.text[place["start"] : place["end"]] == quote["exact"]
