"""Records written as JSON come back the same, and what is wrong says where."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.errors import BadRecord
from rashomon.records import (
    Account,
    Candidate,
    Context,
    Cue,
    Dropped,
    Entity,
    Event,
    Label,
    Measure,
    Mention,
    Place,
    Quantity,
    Reason,
    Reference,
    Report,
    Statement,
    Time,
)
from rashomon.serial import account_from_json, report_from_json, to_json

KOSTENETS = (Path(__file__).parent / "cases" / "kostenets.account.json").read_text("utf-8")

T = TypeVar("T")
SIZE = 8

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
maybe = st.none() | words
share = st.floats(0, 1)
bound = st.none() | st.floats(allow_nan=False, allow_infinity=False)
yes = st.booleans()
span = st.tuples(st.integers(0, SIZE), st.integers(0, SIZE)).map(lambda pair: (min(pair), max(pair)))


def few(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(strategy, max_size=2).map(tuple)


def texts(names: str) -> dict[str, st.SearchStrategy[str]]:
    return dict.fromkeys(names.split(), words)


def id_of(*names: str) -> st.SearchStrategy[str | None]:
    """Nobody, or the one record of that kind that every account below has."""
    return st.sampled_from([None, *names])


reports = st.builds(
    Report,
    text=st.text(st.characters(exclude_categories=["Cs"]), min_size=SIZE, max_size=SIZE),
    paragraphs=few(span),
    sentences=few(span),
    byline=few(words),
    **dict.fromkeys("url outlet title published updated language credit".split(), maybe),
    **texts("id reader"),
)
reference = st.builds(Reference, span=span, entity=id_of("entity"))
entity = st.builds(
    Entity,
    id=st.just("entity"),
    country=maybe,
    sector=maybe,
    aliases=few(words),
    mentions=few(st.builds(Mention, span=span, form=words)),
    confidence=share,
    **texts("name kind"),
)
statement = st.builds(
    Statement,
    id=st.just("statement"),
    source=st.none() | reference,
    anonymous=yes,
    cue=st.builds(Cue, span=span, **texts("lemma kind stance")),
    content=few(span),
    within=id_of("statement"),
    confidence=share,
    **texts("source_kind manner polarity"),
)
event = st.builds(
    Event,
    id=st.just("event"),
    mode=maybe,
    contexts=few(st.builds(Context, name=words, spans=few(span))),
    anchor=span,
    actors=few(reference),
    recipients=few(reference),
    place=id_of("place"),
    time=id_of("time"),
    quantities=few(st.just("quantity")),
    voice=id_of("statement"),
    confidence=share,
    because=few(st.builds(Reason, by=words, spans=few(span))),
    **texts("type status"),
)
quantity = st.builds(
    Quantity,
    id=st.just("quantity"),
    span=span,
    low=bound,
    high=bound,
    approximate=yes,
    of=maybe,
    event=id_of("event"),
    voice=id_of("statement"),
    also=few(st.builds(Measure, span=span, low=bound, high=bound, unit=words)),
    **texts("unit role"),
)
time = st.builds(Time, id=st.just("time"), span=span, start=maybe, end=maybe, **texts("granularity how"))
number = st.integers(0, 2**31)
candidate = st.builds(Candidate, geonames_id=number, name=words, country=maybe, admin1=maybe, score=share)
place = st.builds(
    Place,
    id=st.just("place"),
    span=span,
    entity=id_of("entity"),
    latitude=st.none() | st.floats(-90, 90),
    longitude=st.none() | st.floats(-180, 180),
    geonames_id=st.none() | number,
    confidence=share,
    candidates=few(candidate),
    **dict.fromkeys("country admin1 feature".split(), maybe),
    **texts("name how"),
)
label = st.builds(
    Label,
    id=st.just("label"),
    span=span,
    target=id_of("entity", "event"),
    quoted=yes,
    voice=id_of("statement"),
    **texts("tone"),
)
accounts = st.builds(
    Account,
    report=reports,
    entities=st.tuples(entity),
    statements=st.tuples(statement),
    events=st.tuples(event),
    quantities=st.tuples(quantity),
    times=st.tuples(time),
    places=st.tuples(place),
    labels=st.tuples(label),
    coder=words,
)


@given(accounts)
def test_an_account_written_and_read_again_is_the_same(account: Account) -> None:
    line = to_json(account)
    assert "\n" not in line
    assert account_from_json(line) == account


@given(reports)
def test_a_report_written_and_read_again_is_the_same(report: Report) -> None:
    assert report_from_json(to_json(report).encode()) == report


def test_json_names_are_those_of_the_contract_in_its_order() -> None:
    account = json.loads(KOSTENETS)
    assert list(account) == ("report entities statements events quantities times places labels coder".split())
    assert list(account["report"]) == (
        "id url outlet title byline published updated retrieved language credit "
        "text paragraphs sentences reader".split()
    )
    assert list(account["entities"][0]) == ("id name kind country sector aliases mentions confidence".split())
    assert list(account["entities"][0]["mentions"][0]) == ["span", "form"]
    statement = account["statements"][1]
    assert list(statement) == (
        "id source source_kind anonymous cue content manner polarity within confidence".split()
    )
    assert list(statement["cue"]) == ["span", "lemma", "kind", "stance"]
    assert list(statement["source"]) == ["span", "entity"]
    assert list(account["events"][1]) == (
        "id type mode contexts anchor actors recipients place time quantities status voice "
        "confidence because".split()
    )
    assert list(account["quantities"][0]) == (
        "id span low high approximate unit of role event voice also".split()
    )
    assert list(account["times"][0]) == "id span start end granularity how".split()
    assert list(account["places"][0]) == (
        "id span name entity latitude longitude country admin1 geonames_id feature how confidence "
        "candidates".split()
    )
    assert list(account["labels"][0]) == "id span target tone quoted voice".split()
    assert to_json(account_from_json(KOSTENETS)) == KOSTENETS.strip()


def test_a_dropped_input_is_written_too() -> None:
    assert json.loads(to_json(Dropped(source="a", reason="empty"))) == {
        "source": "a",
        "reason": "empty",
        "detail": None,
    }


def damaged(*path: str | int, value: object) -> str:
    account: Any = json.loads(KOSTENETS)
    at = account
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return json.dumps(account)


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ("", "truncated"),
        ("{'a'", "malformed"),
        (b"\xff{}", "malformed"),
        ("[]", "object"),
        (damaged("coder", value=None), "$.coder"),
        (damaged("report", "text", value=7), "$.report.text"),
        (damaged("report", "paragraphs", 0, value=[0, 9999]), "$.report.paragraphs[0]"),
        (damaged("report", "paragraphs", 0, value=[3]), "$.report.paragraphs[0]"),
        (damaged("report", "paragraphs", 0, value=[5, 3]), "$.report.paragraphs[0]"),
        (damaged("entities", 1, "mentions", 0, "span", value=[-1, 3]), "$.entities[1].mentions[0].span"),
        (damaged("statements", 0, "cue", "span", value=[0, 9999]), "$.statements[0].cue.span"),
        (damaged("statements", 0, "content", value=[[0, 9999]]), "$.statements[0].content[0]"),
        (damaged("statements", 1, "source", "span", value=[0, 9999]), "$.statements[1].source.span"),
        (damaged("statements", 1, "source", "entity", value="x"), "$.statements[1].source.entity"),
        (damaged("statements", 0, "within", value="x"), "$.statements[0].within"),
        (damaged("events", value=[1]), "$.events"),
        (damaged("events", 1, "anchor", value=[0, 9999]), "$.events[1].anchor"),
        (damaged("events", 1, "actors", 0, "entity", value="x"), "$.events[1].actors[0].entity"),
        (damaged("events", 1, "contexts", 0, "spans", value=[[5, 3]]), "$.events[1].contexts[0].spans[0]"),
        (damaged("events", 1, "because", 0, "spans", value=[[0, 9999]]), "$.events[1].because[0].spans[0]"),
        (damaged("events", 1, "place", value="x"), "$.events[1].place"),
        (damaged("events", 1, "time", value="x"), "$.events[1].time"),
        (damaged("events", 1, "quantities", value=["x"]), "$.events[1].quantities[0]"),
        (damaged("events", 1, "voice", value="x"), "$.events[1].voice"),
        (damaged("quantities", 0, "event", value="x"), "$.quantities[0].event"),
        (damaged("quantities", 0, "voice", value="x"), "$.quantities[0].voice"),
        (damaged("times", 0, "span", value=[0, 9999]), "$.times[0].span"),
        (damaged("places", 0, "entity", value="x"), "$.places[0].entity"),
        (
            damaged("labels", 0, "target", value="x"),
            "entities or events has the id 'x' - at `$.labels[0].target",
        ),
    ],
)
def test_a_wrong_account_says_where_it_is_wrong(line: str | bytes, where: str) -> None:
    with pytest.raises(BadRecord) as caught:
        account_from_json(line)
    assert where in str(caught.value)


def test_half_a_surrogate_pair_is_refused_and_not_written_wrong() -> None:
    with pytest.raises(BadRecord, match="character 1"):
        to_json(Report(id="a", text="x\ud800", paragraphs=(), reader="by hand"))
