"""Stories are listed by what is asked for, and judgements are kept."""

from __future__ import annotations

import pytest

from rashomon.errors import BadCorpus
from rashomon.records import Account
from rashomon.store import Corpus
from rashomon.store.grouping import OPENED, Place

from .conftest import Tell

RAIN = "Rain fell on the town for the whole of the night."
FIRE = "Fire broke out in a mill by the river at noon on Friday."


def group(corpus: Corpus, *, apart: bool = True) -> None:
    """Put each waiting report into a story of its own, or all into one."""
    with corpus.groups() as groups, groups.batch():
        story: int | None = None
        for waiting in groups.list_waiting(99):
            place = Place(story=story, because=OPENED, score=None, day=None, keys=(1, 2), signature=b"")
            groups.put(waiting, place)
            story = None if apart else groups.story_of(waiting.account.report.id)


@pytest.fixture
def two(corpus: Corpus, tell: Tell) -> Corpus:
    corpus.add([tell(RAIN, outlet="Wire", title="Rain"), tell(FIRE, outlet="Daily", title="Fire")])
    corpus.add(tell(FIRE.upper(), outlet="WIRE", url="https://wire.example/2"))
    group(corpus)
    return corpus


def titles(corpus: Corpus, **filters: str | int) -> list[str | None]:
    return [row.title for row in corpus.stories(**filters)]  # pyright: ignore[reportArgumentType]


def test_stories_are_found_by_words_outlet_and_number_of_reports(two: Corpus) -> None:
    assert titles(two) == ["Fire", "Rain"]
    assert titles(two, words="raining") == ["Rain"]
    assert titles(two, outlet="daily") == ["Fire"]
    assert titles(two, outlet="wire") == ["Fire", "Rain"]
    assert titles(two, at_least=2) == ["Fire"]
    assert titles(two, limit=1) == ["Fire"]


@pytest.mark.parametrize("words", ["", " ", '"'])
def test_words_that_are_none_narrow_nothing(two: Corpus, words: str) -> None:
    assert titles(two, words=words) == ["Fire", "Rain"]


@pytest.mark.parametrize("words", ['""', "*", "(", "NOT", "a:b", "\x00", "^rain"])
def test_no_words_are_a_fault_in_the_question(two: Corpus, words: str) -> None:
    assert titles(two, words=words) in ([], ["Rain"])


def test_reports_that_wait_for_a_story_are_counted(two: Corpus, tell: Tell) -> None:
    assert two.count_waiting() == 0
    two.add(tell("A third text, of something else."))
    assert two.count_waiting() == 1


def test_stories_are_found_by_the_days_on_which_they_are_told(corpus: Corpus, kostenets: Account) -> None:
    corpus.add(kostenets)
    group(corpus)
    assert len(titles(corpus, dates="2031-10")) == 1
    assert titles(corpus, dates="2031-11..") == []


def test_a_filter_that_there_is_none_of_is_an_error(two: Corpus) -> None:
    with pytest.raises(ValueError, match="no filter 'place'"):
        titles(two, place="Odda")
    with pytest.raises(ValueError, match="no date"):
        titles(two, dates="yesterday")


def test_a_story_is_found_by_the_beginning_of_its_id(two: Corpus) -> None:
    (row, _) = two.stories()
    assert [(one.title, one.copy_of is None) for one in two.story(row.id[:5])] == [
        (None, False),
        ("Fire", True),
    ]
    with pytest.raises(KeyError, match="more than one"):
        two.story("")


def test_a_story_keeps_its_id_when_the_report_that_opened_it_leaves(corpus: Corpus, tell: Tell) -> None:
    first, second = tell(RAIN), tell(FIRE)
    corpus.add([first, second])
    group(corpus, apart=False)
    (before,) = corpus.stories()
    with corpus.groups() as groups, groups.batch():
        groups.take_out_all(first.report.id)
    (after,) = corpus.stories()
    assert (before.reports, after.reports, after.id) == (2, 1, before.id)


def test_what_was_said_is_kept_with_who_and_when(two: Corpus) -> None:
    fire, rain = (two.story(row.id)[-1].id for row in two.stories())
    said = two.judge("same", rain, fire, by="Ann")
    assert (said.kind, said.says, said.left_id, said.right_id, said.by) == (
        "report",
        "same",
        rain,
        fire,
        "Ann",
    )
    assert said.at
    assert two.judgements() == [said]
    assert two.undo(said.number) == said
    with pytest.raises(KeyError):
        two.undo(said.number)


def test_a_copy_stands_for_its_original_and_a_story_for_its_first_report(two: Corpus) -> None:
    fire, rain = two.stories()
    copy, original = two.story(fire.id)
    assert two.judge("split", copy.id).left_id == original.id
    assert two.judge("different", rain.id[:8], original.id).left_id == two.story(rain.id)[0].id


def test_only_two_things_of_one_kind_are_the_same(two: Corpus, kostenets: Account) -> None:
    two.add(kostenets)
    event, entity, report = kostenets.events[0].id, kostenets.entities[0].id, kostenets.report.id
    assert two.judge("split", entity).kind == "entity"
    with pytest.raises(ValueError, match="kind event"):
        two.judge("same", event, entity)
    with pytest.raises(ValueError, match="said of two"):
        two.judge("same", event)
    with pytest.raises(ValueError, match="said of two"):
        two.judge("same", report, report)
    with pytest.raises(ValueError, match="no judgement"):
        two.judge("similar", event, event)
    with pytest.raises(KeyError):
        two.judge("split", "0000")
    with pytest.raises(ValueError, match="empty id"):
        two.judge("split", "")
    assert len(two.judgements()) == 1


def test_a_corpus_that_is_not_there_has_no_stories(corpus: Corpus) -> None:
    with pytest.raises(BadCorpus, match="is not there"), corpus.groups():
        pass
