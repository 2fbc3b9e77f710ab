"""A story as people look at it: rows, columns, what is folded and what comes first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from rashomon.compare import compare
from rashomon.compare.lineages import cut_words
from rashomon.compare.matrix import Row, lay_out
from rashomon.compare.overview import Overview, oversee, select_parts, unfold
from rashomon.records import Account, Position, Voice
from rashomon.serial import account_from_json, story_from_json

CASES = Path(__file__).parents[1] / "cases"
LINES = (CASES / "market.accounts.jsonl").read_text("utf-8").splitlines()
MARKET = [account_from_json(line) for line in LINES]
STORY = story_from_json((CASES / "market.story.json").read_text("utf-8"))
"""As compared once, so that no weight of joining changes what is seen here."""
OUTLETS = ["Wire", "Daily", "Army", "Courier"]


@pytest.fixture
def overview() -> Overview:
    return oversee(STORY, MARKET)


def find(overview: Overview, slot: str) -> Row:
    sections = *overview.differences, overview.naming, overview.attributions
    return next(row for section in sections for row in section.rows if row.slot == slot)


def test_figures_come_first_and_conflicts_first_among_them(overview: Overview) -> None:
    section = overview.differences[0]
    assert (section.title, section.rows[0].slot, section.rows[0].relation) == (
        "Figures",
        "killed",
        "conflicting",
    )


def test_a_happening_is_called_by_the_verbs_it_is_told_with(overview: Overview) -> None:
    assert "hit / struck / shelled" in [section.title for section in overview.differences]


def test_what_all_tell_alike_is_folded(overview: Overview) -> None:
    shown = {row.slot for section in overview.differences for row in unfold(section, shows_all=False)}
    assert "type" not in shown
    everything = {row.slot for section in overview.differences for row in unfold(section, shows_all=True)}
    assert "type" in everything
    assert overview.folded


def test_who_tells_of_it_without_an_agent_is_vague_and_who_tells_nothing_silent(overview: Overview) -> None:
    assert {voice.outlet for voice in find(overview, "actor").vague} == {"Wire", "Daily", "Courier"}
    assert find(overview, "killed").silent == (3,)


def test_every_outlet_has_a_column_and_the_rest_of_the_room_is_for_speakers(overview: Overview) -> None:
    row = find(overview, "killed")
    narrow, wide = (lay_out([row], overview.outlets, most) for most in (4, 5))
    assert narrow is not None
    assert wide is not None
    assert [column.outlet for column in narrow.columns] == OUTLETS
    assert [column.name for column in wide.columns if column.outlet == "Daily"] == ["own voice", "Ana Brekke"]
    assert wide.outlets == [("Wire", 1), ("Daily", 2), ("Army", 1), ("Courier", 1)]


def test_a_speaker_without_a_column_is_named_in_the_cell(overview: Overview) -> None:
    matrix = lay_out([find(overview, "killed")], overview.outlets, 4)
    assert matrix is not None
    daily, army = matrix.cells[0][1], matrix.cells[0][2]
    assert [(one.value, one.speaker) for one in daily.sayings] == [("24 or more", None), ("41", "Ana Brekke")]
    assert army.is_silent


def test_more_outlets_than_columns_are_no_matrix(overview: Overview) -> None:
    assert lay_out([], overview.outlets, 3) is None


def test_two_reports_without_an_outlet_are_told_apart() -> None:
    accounts = [replace(one, report=replace(one.report, outlet=None)) for one in MARKET[:2]]
    assert oversee(compare(accounts), accounts).outlets.names == ["report 1", "report 2"]


def test_a_denial_has_its_words_and_what_it_answers(overview: Overview) -> None:
    denial = overview.denials[0]
    assert (denial.cue, denial.denied.words) == ("denied", "any part in it")
    assert {voice.words for voice in denial.said} == {"accused"}


def test_a_report_that_came_before_all_that_tell_is_not_yet_silent() -> None:
    late = [
        replace(one, report=replace(one.report, published=f"2031-11-0{at}"))
        for at, one in enumerate(MARKET, 1)
    ]
    early = [replace(late[2], report=replace(late[2].report, published="2031-10-01"))]
    accounts: list[Account] = [*late[:2], *early, late[3]]
    silences = oversee(compare(accounts), accounts).silences
    assert [(one.silent, one.early) for one in silences if one.slot == "killed"] == [((1,), (1,))]


def test_a_derived_report_is_shown_with_its_exchanged_words(overview: Overview) -> None:
    (lineage,) = overview.lineages
    (derived,) = lineage.derived
    edit = derived.edits[0]
    swapped = [[one.words for one in side if one.is_exchanged] for side in (edit.before, edit.after)]
    assert (derived.report, edit.what, swapped) == ("Courier", "relabelled", [["army"], ["regime"]])


def test_a_copy_has_no_text_of_its_own_to_show() -> None:
    copy = replace(MARKET[0].report, id="Late", outlet="Late Edition")
    overview = oversee(compare(MARKET, copies=[("Wire", copy)]), MARKET)
    derived = {one.report: one for lineage in overview.lineages for one in lineage.derived}
    assert derived["Late"].edits == ()
    assert derived["Late"].counts
    assert "Late Edition" not in overview.outlets.names


def test_names_that_differ_by_numbers_or_fullness_alone_are_folded() -> None:
    story = STORY
    named = next(one for one in story.divergences if one.slot == "name")
    positions = tuple(
        Position(value=name, voices=(Voice(report=report, span=(0, 1), words=name),))
        for name, report in (("two people", "Wire"), ("at least 27 people", "Daily"))
    )
    story = replace(story, divergences=(replace(named, relation="compatible", positions=positions),))
    assert [row.is_minor for row in oversee(story, MARKET).naming.rows] == [True]


def test_some_parts_can_be_had_alone(overview: Overview) -> None:
    some = select_parts(overview, ["figures", "denials"])
    assert [section.title for section in some.differences] == ["Figures"]
    assert (some.denials, some.lineages, some.naming.rows) == (overview.denials, (), ())
    assert select_parts(overview, []) == overview
    with pytest.raises(ValueError, match="no part of a story is called weather"):
        select_parts(overview, ["weather"])


def test_words_exchanged_outside_a_sentence_do_not_cut_it() -> None:
    assert [one.words for one in cut_words("one two", (0, 3), [((4, 7), "name"), (None, None)])] == ["one"]
