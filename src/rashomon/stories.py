"""The corridor from a corpus to its stories: which report belongs to which, and what each story tells.

>>> from rashomon import Corpus, compare_story, group_corpus, list_stories                    # doctest: +SKIP
>>> with Corpus("news.corpus") as corpus:                                                    # doctest: +SKIP
...     print(group_corpus(corpus))
...     for row in list_stories(corpus, at_least=3):
...         print(row.title, row.reports, row.divergence)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Unpack

from rashomon.errors import BadCorpus, UnwritableCorpus
from rashomon.records import Judgement, RecordIn, Story

if TYPE_CHECKING:
    from rashomon.compare.grouping import Choice
    from rashomon.compare.signatures import Signature
    from rashomon.store import Corpus, JudgementRow, StoryRow
    from rashomon.store.grouping import Groups, Waiting
    from rashomon.store.stories import StoryFilters

    _Near = tuple[int, int, Signature]

BATCH_REPORTS = 64
"""Reports put into stories in one transaction: what is lost if the process is killed."""
KEPT_SIGNATURES = 8_192
"""Signatures held unpacked, some 10 kB each."""
MOST_COMPARED = 60
"""Reports of a story that are compared for its row in a list, the first ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """How many reports were put into stories, and how many of them opened one."""

    reports: int = 0
    opened: int = 0


def group_corpus(corpus: Corpus, *, most: int | None = None) -> Grouped:
    """Put the reports of a corpus that are in no story into the one that each is likest to, or a new one.

    They come in the order of their publication. What a person said of a report is obeyed. A run that was
    stopped goes on where it was; what has been grouped stays as it is.

    Args:
        corpus: the corpus.
        most: how many reports to group at most; all if left out.

    Raises:
        BadCorpus: there is no such corpus, or it is damaged.
        UnwritableCorpus: disk full, read-only, or held by another program for long.
    """
    from rashomon.store.grouping import OPENED

    done, opened = 0, 0
    with corpus.groups() as groups:
        while most is None or done < most:
            size = BATCH_REPORTS if most is None else min(BATCH_REPORTS, most - done)
            with groups.batch():
                ways = [_group(groups, waiting) for waiting in groups.list_waiting(size)]
                left = groups.count_waiting() if len(ways) < size else 1
            done, opened = done + len(ways), opened + ways.count(OPENED)
            if not left:
                break
    return Grouped(reports=done, opened=opened)


def _group(groups: Groups, waiting: Waiting) -> str:
    """Put one report into a story; give why."""
    from rashomon.compare.grouping import reach
    from rashomon.compare.signatures import pack, sign
    from rashomon.store.grouping import LIKE, OPENED, SAID, STAYED, Place

    signature = sign(waiting.account)
    said = _Said(groups, waiting.number)
    story, because, score = said.story, SAID, None
    near: list[_Near] = []
    if story is None and waiting.story is not None and not said.moves(waiting.story):
        story, because = waiting.story, STAYED
    if story is None and not said.is_split:
        near = _find_near(groups, waiting.number, signature)
        choice = _choose(groups, signature, near, said.closed)
        if choice is not None:
            story, score, because = choice.story, choice.score, _tell(choice)
    place = Place(
        story=story,
        because=OPENED if story is None else because,
        score=score,
        day=signature.day,
        keys=signature.keys,
        signature=pack(signature),
    )
    groups.put(waiting, place)
    if story is not None and because.startswith(LIKE):
        _split(groups, story, reach(signature.day))
    _gather(groups, signature, near)
    return place.because


def _tell(choice: Choice[int]) -> str:
    from rashomon.store.grouping import LIKE

    return ", ".join([LIKE, *choice.by])


def _find_near(groups: Groups, number: int, signature: Signature) -> list[_Near]:
    """Find the reports that share most with one, each with its story."""
    from rashomon.compare.grouping import rank_near, reach

    others = rank_near(groups.find_holders(signature.keys, reach(signature.day)))
    return [(other, *_recall(groups, other)) for other in others if other != number]


def _choose(
    groups: Groups, signature: Signature, near: Iterable[_Near], closed: set[int]
) -> Choice[int] | None:
    """Choose the story that a report is likest to, of those that are not closed to it."""
    from rashomon.compare.grouping import choose_story, reach

    free = [(story, other) for _, story, other in near if story not in closed]
    return choose_story(signature, free, partial(groups.count_near, reach(signature.day)))


def _gather(groups: Groups, signature: Signature, near: Iterable[_Near]) -> None:
    """Ask reports that stand alone again where they belong, now that one more is there."""
    from rashomon.compare.grouping import is_called

    alone = groups.list_alone(story for _, story, _ in near)
    for number, story, other in near:
        if story not in alone or not is_called(other, signature):
            continue
        said = _Said(groups, number)
        if said.is_split:
            continue
        choice = _choose(groups, other, _find_near(groups, number, other), said.closed)
        if choice is not None:
            groups.gather(number, choice.story, _tell(choice), choice.score)


def _split(groups: Groups, story: int, days: tuple[int, int] | None) -> None:
    """Take out of a story the reports that prove to be another's, now that one more is there."""
    from rashomon.compare.grouping import MOST_SPLIT, find_split

    members = groups.list_members(story, days, MOST_SPLIT)
    leaving = [members[at] for at in find_split([_unpack(packed, one) for _, packed, one in members])]
    if leaving:
        groups.move([number for number, _, _ in leaving], leaving[0][2])


def _recall(groups: Groups, number: int) -> tuple[int, Signature]:
    story, packed, report = groups.recall(number)
    return story, _unpack(packed, report)


@lru_cache(maxsize=KEPT_SIGNATURES)
def _unpack(packed: bytes, report: str) -> Signature:
    from rashomon.compare.signatures import unpack

    return unpack(packed, report)


class _Said:
    """What people said of a report: the story it is in, if they named one, and those it is not in."""

    def __init__(self, groups: Groups, number: int) -> None:
        own = groups.list_earlier(number)
        self.story: int | None = None
        self.is_split = False
        self.closed: set[int] = set(groups.list_split())
        for one in groups.judgements(own):
            other = one.right_report if one.left_report in own else one.left_report
            self._read(one, None if other is None else groups.story_of(other))

    def _read(self, one: JudgementRow, other: int | None) -> None:
        if one.says == "split":
            self.is_split, self.story = True, None
        elif other is not None and one.says == "same":
            self.is_split, self.story = False, other
            self.closed.discard(other)
        elif other is not None:
            self.closed.add(other)
            self.story = None if self.story == other else self.story

    def moves(self, story: int) -> bool:
        """Tell whether a report may not stay in a story."""
        return self.is_split or story in self.closed


def compare_story(corpus: Corpus, story_id: str) -> Story:
    """Lay the accounts of a story side by side, obeying what people said of its events and entities.

    Raises:
        KeyError: no story's id begins so, or more than one.
    """
    found = corpus.find_story(story_id).id
    return _compare(corpus, found, [one.id for one in corpus.story(found) if one.copy_of is None])


def _compare(corpus: Corpus, story_id: str, reports: list[str]) -> Story:
    from rashomon.compare import compare

    return compare(
        (corpus.account(report) for report in reports),
        read_judgements(corpus, reports),
        ((report, copy) for report in reports for copy, _ in corpus.copies(report)),
        story_id=story_id,
    )


def read_judgements(corpus: Corpus, reports: Iterable[str]) -> list[Judgement]:
    """Give what people said of the events and entities of these reports."""
    asked = set(reports)
    return [_to_judgement(one) for one in corpus.judgements() if one.left_report in asked]


def _to_judgement(row: JudgementRow) -> Judgement:
    right = None
    if row.right_report is not None and row.right_id is not None:
        right = RecordIn(report=row.right_report, id=row.right_id)
    left = RecordIn(report=row.left_report, id=row.left_id)
    return Judgement(kind=row.kind, left=left, right=right, says=row.says, by=row.by, at=row.at)


def list_stories(
    corpus: Corpus, *, limit: int | None = 20, **filters: Unpack[StoryFilters]
) -> Iterator[StoryRow]:
    """List stories as ``Corpus.stories`` does, with what only a comparison of their accounts tells.

    A story is compared when it is first listed, and again when its reports have changed; what that told is
    kept in the corpus, if it can be written.
    """
    rows = list(corpus.stories(limit=limit, **filters))
    for row in rows:
        if row.origins is None:
            row = _count_compared(corpus, row)
            _keep(corpus, row)
        yield row


def _count_compared(corpus: Corpus, row: StoryRow) -> StoryRow:
    from rashomon.compare.summaries import count_speakers, tell_largest

    reports = [one.id for one in corpus.story(row.id) if one.copy_of is None]
    story = _compare(corpus, row.id, reports[:MOST_COMPARED])
    return replace(
        row,
        origins=len(story.origins) + len(reports[MOST_COMPARED:]),
        speakers=count_speakers(story.divergences),
        divergence=tell_largest(story) or "",
    )


def _keep(corpus: Corpus, row: StoryRow) -> None:
    """Keep what a comparison told; a corpus on a read-only disk is compared again next time."""
    try:
        with corpus.groups() as groups:
            groups.keep_compared(row)
    except (BadCorpus, UnwritableCorpus):
        return
