"""Reports of a corpus are put into stories as they come, and stay where people put them."""

from __future__ import annotations

import re
import sqlite3
import tomllib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import rashomon
from rashomon import Account, Corpus, Report, compare_story, group_corpus, list_stories
from rashomon.compare.grouping import group_reports
from rashomon.compare.signatures import sign
from rashomon.store.opening import open_to_write
from rashomon.stories import BATCH_REPORTS, Grouped
from rashomon.text import content_id

CASES = sorted((Path(__file__).parent / "cases" / "stories").glob("*.toml"))
FERRY = (
    "The ferry Lady Orchid sank off Tamba and the coastguard found nine bodies in the water.",
    "Nine bodies were found off Tamba where the ferry Lady Orchid sank, the coastguard said on board.",
    "The coastguard found bodies off Tamba after the ferry Lady Orchid sank in a storm at night.",
)
BAKERS = (
    "Bakers blocked the bridge of Dolmen with vans in protest at the price of flour and bread.",
    "The price of flour rose in Dolmen, so bakers with vans blocked its bridge in protest for hours.",
)
SURGEONS = "Surgeons in Lindau joined a severed hand in an operation of eleven hours, a clinic reported."
TUG = "Fishermen from Korro pulled an empty lifeboat with eleven jackets aboard their trawler at dawn."
BRIDGE = (
    "The empty lifeboat with eleven jackets that fishermen from Korro pulled aboard their trawler is of the "
    "ferry Lady Orchid, which sank off Tamba, where the coastguard found nine bodies in the water."
)

Tell = Callable[..., Account]


def tell(text: str, *, day: int = 1, url: str | None = None, outlet: str = "Wire") -> Account:
    published = (datetime(2031, 4, 1, tzinfo=UTC) + timedelta(days=day)).isoformat()
    report = Report(
        id=content_id("report", text, url, outlet),
        text=text,
        title=text[:20],
        url=url,
        outlet=outlet,
        published=published,
        paragraphs=((0, len(text)),),
        reader="test",
    )
    return Account(report=report, coder="test")


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with Corpus(tmp_path / "news.corpus") as opened:
        yield opened


def show(corpus: Corpus) -> list[set[str]]:
    """Give the stories as sets of texts, the largest first."""
    rows = corpus.stories(limit=None)
    told = [{corpus.account(one.id).report.text for one in corpus.story(row.id)} for row in rows]
    return sorted(told, key=lambda texts: (-len(texts), min(texts)))


def test_reports_join_the_story_they_are_likest_to(corpus: Corpus) -> None:
    corpus.add(map(tell, [*FERRY, *BAKERS, SURGEONS]))
    assert group_corpus(corpus) == Grouped(reports=6, opened=3)
    assert show(corpus) == [set(FERRY), set(BAKERS), {SURGEONS}]


def test_a_corpus_is_grouped_as_its_signatures_are_in_memory(corpus: Corpus) -> None:
    accounts = [tell(text, day=day) for day, text in enumerate([*FERRY, *BAKERS, SURGEONS])]
    corpus.add(accounts)
    group_corpus(corpus)
    in_memory: dict[str, set[str]] = {}
    for report, story in group_reports(map(sign, accounts)):
        in_memory.setdefault(story, set()).add(corpus.account(report).report.text)
    assert sorted(show(corpus), key=min) == sorted(in_memory.values(), key=min)


def test_what_comes_later_joins_without_moving_the_rest(corpus: Corpus) -> None:
    corpus.add(map(tell, [FERRY[0], *BAKERS]))
    group_corpus(corpus)
    before = {row.title: row.id for row in corpus.stories()}
    corpus.add(map(tell, FERRY[1:]))
    assert group_corpus(corpus).opened == 0
    assert {row.title: row.id for row in corpus.stories()} == before
    assert show(corpus) == [set(FERRY), set(BAKERS)]


def test_a_report_that_stood_alone_joins_when_its_story_is_told(corpus: Corpus) -> None:
    corpus.add([tell(FERRY[0], day=0), tell(TUG, day=1)])
    assert group_corpus(corpus) == Grouped(reports=2, opened=2)
    corpus.add(tell(BRIDGE, day=2))
    group_corpus(corpus)
    assert show(corpus) == [{FERRY[0], TUG, BRIDGE}]


def test_a_report_that_a_person_lets_stand_alone_is_not_asked_again(corpus: Corpus) -> None:
    alone = tell(TUG, day=1)
    corpus.add([tell(FERRY[0], day=0), alone])
    group_corpus(corpus)
    corpus.judge("split", alone.report.id)
    group_corpus(corpus)
    corpus.add(tell(BRIDGE, day=2))
    group_corpus(corpus)
    assert show(corpus) == [{FERRY[0], BRIDGE}, {TUG}]


def test_a_late_report_joins_the_story_of_its_day(corpus: Corpus) -> None:
    corpus.add([tell(FERRY[0], day=1), tell(SURGEONS, day=60)])
    group_corpus(corpus)
    corpus.add([tell(FERRY[1], day=2)])
    group_corpus(corpus)
    assert show(corpus)[0] == set(FERRY[:2])


def test_the_same_words_weeks_later_are_another_story(corpus: Corpus) -> None:
    corpus.add([tell(FERRY[0], day=1), tell(FERRY[1], day=40)])
    group_corpus(corpus)
    assert len(show(corpus)) == 2


def test_a_story_goes_on_as_long_as_it_is_told(corpus: Corpus) -> None:
    corpus.add(tell(text, day=8 * at) for at, text in enumerate(FERRY))
    group_corpus(corpus)
    (row,) = corpus.stories()
    assert (row.reports, row.date_start, row.date_end) == (
        3,
        "2031-04-01T00:00:00+00:00",
        "2031-04-17T00:00:00+00:00",
    )


def test_a_revision_takes_the_place_of_what_it_replaces(corpus: Corpus) -> None:
    corpus.add([tell(FERRY[0], url="https://wire.example/1"), tell(FERRY[1])])
    group_corpus(corpus)
    (before,) = corpus.stories()
    corpus.add(tell(FERRY[2], url="https://wire.example/1"))
    group_corpus(corpus)
    (after,) = corpus.stories()
    assert (after.id, after.reports) == (before.id, 2)
    assert show(corpus) == [{FERRY[1], FERRY[2]}]


def test_a_page_with_another_story_leaves_the_one_it_told(corpus: Corpus) -> None:
    corpus.add([tell(FERRY[0], url="https://wire.example/"), tell(FERRY[1])])
    group_corpus(corpus)
    corpus.add(tell(SURGEONS, url="https://wire.example/"))
    group_corpus(corpus)
    assert show(corpus) == [{FERRY[1]}, {SURGEONS}]


def test_copies_are_told_with_their_original(corpus: Corpus) -> None:
    corpus.add(map(tell, FERRY))
    group_corpus(corpus)
    corpus.add(tell(FERRY[0].upper(), outlet="Daily"))
    (row,) = corpus.stories()
    assert (row.reports, row.outlets) == (4, 2)
    assert [one.outlet for one in corpus.story(row.id) if one.copy_of is not None] == ["Daily"]


def test_an_account_coded_anew_stays_in_its_story(corpus: Corpus) -> None:
    accounts = list(map(tell, FERRY))
    corpus.add(accounts)
    group_corpus(corpus)
    before = list(corpus.stories())
    with corpus.writer("test") as writer:
        writer.replace(replace(accounts[0], coder="newer"))
    assert [row.id for row in corpus.stories()] == [before[0].id]
    assert group_corpus(corpus).reports == 1
    assert [(row.id, row.reports) for row in corpus.stories()] == [(before[0].id, 3)]


def test_what_was_grouped_when_a_run_was_stopped_stays(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [f"{FERRY[0]} Boat {number}." for number in range(BATCH_REPORTS + 5)]
    corpus.add(map(tell, texts))
    taken = 0

    def sign_some(account: Account) -> object:
        nonlocal taken
        taken += 1
        if taken > BATCH_REPORTS + 2:
            raise KeyboardInterrupt
        return sign(account)

    monkeypatch.setattr("rashomon.compare.signatures.sign", sign_some)
    with pytest.raises(KeyboardInterrupt):
        group_corpus(corpus)
    monkeypatch.undo()
    assert next(corpus.query("SELECT count(*) AS n FROM grouped"))["n"] == BATCH_REPORTS
    assert group_corpus(corpus).reports == 5
    (row,) = corpus.stories()
    assert row.reports == BATCH_REPORTS + 5


def test_nothing_new_changes_nothing(corpus: Corpus) -> None:
    corpus.add(map(tell, FERRY))
    group_corpus(corpus)
    before = list(corpus.query("SELECT * FROM grouped"))
    assert group_corpus(corpus).reports == 0
    assert list(corpus.query("SELECT * FROM grouped")) == before


def test_a_person_puts_a_report_into_a_story_and_it_stays_there(corpus: Corpus) -> None:
    surgeons, ferry = tell(SURGEONS, url="https://wire.example/s"), tell(FERRY[0])
    corpus.add([surgeons, ferry, *map(tell, FERRY[1:])])
    group_corpus(corpus)
    corpus.judge("same", surgeons.report.id, ferry.report.id, by="Ann")
    group_corpus(corpus)
    assert show(corpus) == [{*FERRY, SURGEONS}]
    with corpus.writer("test") as writer:
        writer.replace(replace(surgeons, coder="newer"))
    corpus.add(tell(f"{SURGEONS} It went well.", url="https://wire.example/s"))
    group_corpus(corpus)
    assert show(corpus) == [{*FERRY, f"{SURGEONS} It went well."}]


def test_what_a_person_keeps_apart_does_not_come_together(corpus: Corpus) -> None:
    accounts = list(map(tell, FERRY))
    corpus.add(accounts)
    group_corpus(corpus)
    corpus.judge("different", accounts[0].report.id, accounts[1].report.id)
    group_corpus(corpus)
    assert show(corpus) == [{FERRY[1], FERRY[2]}, {FERRY[0]}]


def test_what_a_person_split_off_stands_alone(corpus: Corpus) -> None:
    accounts = list(map(tell, FERRY))
    corpus.add(accounts[:2])
    group_corpus(corpus)
    corpus.judge("split", accounts[0].report.id)
    corpus.add(accounts[2])
    group_corpus(corpus)
    assert show(corpus) == [{FERRY[1], FERRY[2]}, {FERRY[0]}]


def test_what_is_undone_is_grouped_as_if_it_had_not_been_said(corpus: Corpus) -> None:
    accounts = list(map(tell, FERRY))
    corpus.add(accounts)
    group_corpus(corpus)
    said = corpus.judge("split", accounts[0].report.id)
    group_corpus(corpus)
    assert corpus.undo(said.number) == said
    group_corpus(corpus)
    assert show(corpus) == [set(FERRY)]
    assert corpus.judgements() == []


def test_the_last_word_holds(corpus: Corpus) -> None:
    ids = [account.report.id for account in map(tell, FERRY)]
    corpus.add(map(tell, FERRY))
    group_corpus(corpus)
    corpus.judge("different", ids[0], ids[1])
    corpus.judge("same", ids[0], ids[1])
    group_corpus(corpus)
    assert show(corpus) == [set(FERRY)]


def test_judgements_of_events_are_obeyed_in_a_comparison(corpus: Corpus, kostenets: Account) -> None:
    other = replace(kostenets, report=replace(kostenets.report, id="other", outlet="Other", url=None))
    text = f"{other.report.text} So it was."
    corpus.add([kostenets, replace(other, report=replace(other.report, text=text))])
    group_corpus(corpus)
    (row,) = corpus.stories()
    joined = next(one for one in compare_story(corpus, row.id).happenings if len(one.events) > 1)
    assert corpus.judge("split", joined.events[0].event).kind == "event"
    now = compare_story(corpus, row.id[:6])
    assert now.id == row.id
    apart = next(one for one in now.happenings if joined.events[0] in one.events)
    assert len(apart.events) == 1


def test_a_story_is_compared_once_and_again_when_it_changes(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus.add(map(tell, FERRY[:2]))
    group_corpus(corpus)
    assert [row.origins for row in corpus.stories()] == [None]
    told = list(list_stories(corpus))
    assert [row.origins for row in told] == [2]
    monkeypatch.setattr("rashomon.compare.compare", None)
    assert list(list_stories(corpus)) == told
    monkeypatch.undo()
    corpus.add(tell(FERRY[2]))
    group_corpus(corpus)
    assert [row.origins for row in list_stories(corpus)] == [3]


@pytest.fixture(scope="session")
def code() -> rashomon.Coder:
    return rashomon.load()


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(path, marks=pytest.mark.xfail(strict=True) if path.stem == "two-attacks" else ())
        for path in CASES
    ],
    ids=[path.stem for path in CASES],
)
def test_a_story_does_not_swallow_its_neighbours(case: Path, code: rashomon.Coder, corpus: Corpus) -> None:
    wanted: dict[str, set[str]] = {}
    for one in tomllib.loads(case.read_text("utf-8"))["report"]:
        text = f"{one['title']}\n\n{one['text'].strip()}"
        report = rashomon.read_report(text, outlet=one["outlet"], published=one["published"])
        assert isinstance(report, Report)
        corpus.add(code(report))
        wanted.setdefault(one["story"], set()).add(report.text)
    group_corpus(corpus)
    assert sorted(show(corpus), key=min) == sorted(wanted.values(), key=min)


def test_no_question_goes_through_all_reports(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus.add(map(tell, [*FERRY[:2], *BAKERS]))
    group_corpus(corpus)
    corpus.add(tell(FERRY[2]))
    with closing(sqlite3.connect(corpus.path)) as connection, connection:
        connection.execute("DELETE FROM sqlite_stat1")  # that tables are small, as they are here alone
    asked: list[str] = []

    def open_traced(path: Path) -> sqlite3.Connection:
        connection = open_to_write(path)
        connection.set_trace_callback(asked.append)
        return connection

    monkeypatch.setattr("rashomon.store.corpus.open_to_write", open_traced)
    group_corpus(corpus)
    plans = [
        (question, row["detail"])
        for question in dict.fromkeys(asked)
        if question.lstrip().startswith(("SELECT", "WITH", "UPDATE", "DELETE"))
        for row in corpus.query(f"EXPLAIN QUERY PLAN {question}")
    ]
    assert any("reports_replacing" in plan for _, plan in plans)
    slow = re.compile(r"AUTOMATIC|SCAN (reports|accounts|grouped|story_keys|copies|stories)\b(?!.*uncounted)")
    assert [plan for plan in plans if slow.search(plan[1])] == []
