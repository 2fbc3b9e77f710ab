"""A story written as JSON comes back the same, under the names of the contract; what is wrong says where."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.errors import BadRecord
from rashomon.records import (
    Change,
    Divergence,
    EventIn,
    Happening,
    Join,
    Omission,
    Origin,
    Position,
    RecordIn,
    Span,
    Story,
    StoryEntity,
    StoryReport,
    Swap,
    Voice,
)
from rashomon.serial import story_from_json, to_json

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
maybe = st.none() | words
share = st.floats(0, 1)
bound = st.none() | st.floats(allow_nan=False, allow_infinity=False)


def span_of(pair: tuple[int, int]) -> Span:
    return min(pair), max(pair)


span = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(span_of)
maybe_span = st.none() | span
report = st.sampled_from(["one", "two"])
swap = st.builds(Swap, from_=maybe_span, to=maybe_span, kind=maybe)
change = st.builds(
    Change,
    report=report,
    from_=maybe_span,
    to=maybe_span,
    what=words,
    swaps=st.lists(swap, max_size=2).map(tuple),
)
origin = st.builds(
    Origin,
    id=words,
    reports=st.tuples(report),
    first=report,
    how=maybe,
    kind=words,
    changes=st.lists(change, max_size=2).map(tuple),
)
record = st.builds(RecordIn, report=report, id=words)
join = st.builds(Join, left=record, right=record, score=share, by=st.tuples(words))
voice = st.builds(
    Voice,
    report=report,
    span=maybe_span,
    **dict.fromkeys("outlet speaker statement words published".split(), maybe),
)
position = st.builds(Position, value=maybe, low=bound, high=bound, voices=st.tuples(voice))
about = st.sampled_from([None, "entity", "happening"])
stories = st.builds(
    Story,
    id=words,
    summary=words,
    reports=st.tuples(
        *(
            st.builds(
                StoryReport,
                id=st.just(name),
                **dict.fromkeys("outlet title url published copy_of".split(), maybe),
            )
            for name in ("one", "two")
        )
    ),
    origins=st.tuples(origin),
    entities=st.tuples(
        st.builds(
            StoryEntity,
            id=st.just("entity"),
            members=st.tuples(record),
            because=st.tuples(join),
            unsure=st.tuples(join),
        )
    ),
    happenings=st.tuples(
        st.builds(
            Happening,
            id=st.just("happening"),
            events=st.tuples(st.builds(EventIn, report=report, event=words)),
            because=st.tuples(join),
            unsure=st.tuples(join),
        )
    ),
    divergences=st.tuples(st.builds(Divergence, about=about, positions=st.tuples(position))),
    omissions=st.tuples(st.builds(Omission, about=about, told_by=st.tuples(voice), silent=st.tuples(report))),
    **dict.fromkeys("title start end".split(), maybe),
)

STORY = Story(
    id="s",
    title='"from_": a title',
    start=None,
    end=None,
    summary="2 reports, 1 origin.",
    reports=(StoryReport(id="one"), StoryReport(id="two")),
    origins=(
        Origin(
            id="o",
            reports=("one", "two"),
            first="one",
            how="time",
            kind="rewrites",
            changes=(
                Change(
                    report="two",
                    from_=(0, 9),
                    to=(0, 8),
                    what="relabelled",
                    swaps=(Swap(from_=(0, 4), to=None, kind="label"),),
                ),
            ),
        ),
    ),
)


@given(stories)
def test_a_story_written_and_read_again_is_the_same(story: Story) -> None:
    line = to_json(story)
    assert "\n" not in line
    assert story_from_json(line) == story


def test_a_change_says_from_and_no_text_is_changed_by_that() -> None:
    story = json.loads(to_json(STORY))
    change = story["origins"][0]["changes"][0]
    assert list(change) == ["report", "from", "to", "what", "swaps"]
    assert change["swaps"] == [{"from": [0, 4], "to": None, "kind": "label"}]
    assert story["title"] == STORY.title


def test_json_names_of_a_story_are_those_of_the_contract_in_its_order() -> None:
    story = json.loads(to_json(STORY))
    assert list(story) == (
        "id title start end summary reports origins entities happenings divergences omissions".split()
    )
    assert list(story["origins"][0]) == "id reports first how kind changes".split()


def damaged(*path: str | int, value: object) -> str:
    story: Any = json.loads(to_json(STORY))
    at = story
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return json.dumps(story)


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ("", "truncated"),
        ("[]", "object"),
        (damaged("summary", value=None), "$.summary"),
        (damaged("origins", 0, "first", value="three"), "$.origins[0].first"),
        (damaged("origins", 0, "reports", value=["three"]), "$.origins[0].reports[0]"),
        (damaged("origins", 0, "changes", 0, "from", value=[9, 3]), "$.origins[0].changes[0].from"),
        (damaged("origins", 0, "changes", 0, "from", value=[9]), "$.origins[0].changes[0].from"),
        (damaged("origins", 0, "changes", 0, "report", value="three"), "$.origins[0].changes[0].report"),
    ],
)
def test_a_wrong_story_says_where_it_is_wrong(line: str, where: str) -> None:
    with pytest.raises(BadRecord) as caught:
        story_from_json(line)
    assert where in str(caught.value)
