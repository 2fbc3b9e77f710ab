"""Records written as JSON come back the same, and what is wrong says where."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.errors import BadRecord
from rashomon.records import (
    Account,
    Cue,
    Dropped,
    Entity,
    Mention,
    Reference,
    Report,
    Span,
    Statement,
)
from rashomon.serial import account_from_json, report_from_json, to_json

KOSTENETS = (Path(__file__).parent / "cases" / "kostenets.account.json").read_text("utf-8")

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
maybe = st.none() | words
share = st.floats(0, 1)


def spans_in(size: int) -> st.SearchStrategy[Span]:
    return st.tuples(st.integers(0, size), st.integers(0, size)).map(lambda pair: (min(pair), max(pair)))


@st.composite
def reports(draw: st.DrawFn) -> Report:
    text = draw(words)
    spans = st.lists(spans_in(len(text)), max_size=3).map(tuple)
    return Report(
        id=draw(words),
        url=draw(maybe),
        outlet=draw(maybe),
        title=draw(maybe),
        byline=tuple(draw(st.lists(words, max_size=2))),
        published=draw(maybe),
        updated=draw(maybe),
        language=draw(maybe),
        credit=draw(maybe),
        text=text,
        paragraphs=draw(spans),
        sentences=draw(spans),
        reader=draw(words),
    )


@st.composite
def accounts(draw: st.DrawFn) -> Account:
    report = draw(reports())
    span = spans_in(len(report.text))
    mention = st.builds(Mention, span=span, form=words)
    entities = draw(
        st.lists(
            st.builds(
                Entity,
                id=words,
                name=words,
                kind=words,
                country=maybe,
                sector=maybe,
                aliases=st.lists(words, max_size=2).map(tuple),
                mentions=st.lists(mention, max_size=2).map(tuple),
                confidence=share,
            ),
            max_size=3,
        )
    )
    known = st.sampled_from([None, *(entity.id for entity in entities)])
    statement = st.builds(
        Statement,
        id=words,
        source=st.none() | st.builds(Reference, span=span, entity=known),
        source_kind=words,
        anonymous=st.booleans(),
        cue=st.builds(Cue, span=span, lemma=words, kind=words, stance=words),
        content=st.lists(span, max_size=2).map(tuple),
        manner=words,
        polarity=words,
        within=st.none(),
        confidence=share,
    )
    statements = draw(st.lists(statement, max_size=3))
    return Account(report=report, entities=tuple(entities), statements=tuple(statements), coder=draw(words))


@given(accounts())
def test_an_account_written_and_read_again_is_the_same(account: Account) -> None:
    line = to_json(account)
    assert "\n" not in line
    assert account_from_json(line) == account


@given(reports())
def test_a_report_written_and_read_again_is_the_same(report: Report) -> None:
    assert report_from_json(to_json(report).encode()) == report


def test_json_names_are_those_of_the_contract_in_its_order() -> None:
    account = json.loads(KOSTENETS)
    assert list(account) == ("report entities statements events quantities times places labels coder".split())
    assert list(account["report"]) == (
        "id url outlet title byline published updated language credit "
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
    ],
)
def test_a_wrong_account_says_where_it_is_wrong(line: str | bytes, where: str) -> None:
    with pytest.raises(BadRecord) as caught:
        account_from_json(line)
    assert where in str(caught.value)


def test_half_a_surrogate_pair_is_refused_and_not_written_wrong() -> None:
    with pytest.raises(BadRecord, match="character 1"):
        to_json(Report(id="a", text="x\ud800", paragraphs=(), reader="by hand"))
