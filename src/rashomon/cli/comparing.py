"""The stories of a corpus, or among accounts: gathered first, laid side by side when they are wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import click

from rashomon.records import Account, Story

if TYPE_CHECKING:
    from rashomon.store import Corpus

MOST_LISTED = 20
"""Stories that are named where one has to be chosen, the newest."""
SHORT_ID = 8

Comparison = tuple[Story, list[Account]]
"""A story, and the accounts it was made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """A story that is not laid side by side yet: ``compare`` does that.

    ``reports`` counts copies too; ``last`` is when the last of them was published.
    """

    id: str
    titles: tuple[str, ...]
    reports: int
    last: str
    compare: Callable[[], Comparison]


_TITLES = """SELECT stories.id AS story, reports.title AS title FROM grouped
    JOIN stories ON stories.number = grouped.story JOIN reports ON reports.number = grouped.report
    ORDER BY grouped.report"""


def stories_of(corpus: Corpus) -> list[Gathered]:
    """Give the stories of a corpus, the newest first; reports that are in none are put into one before."""
    from rashomon.cli.stories import group

    group(corpus)
    titles: dict[str, list[str]] = {}
    for row in corpus.query(_TITLES):
        titles.setdefault(row["story"], []).append(row["title"] or "")
    return [
        Gathered(
            id=row.id,
            titles=tuple(titles.get(row.id, ())),
            reports=row.reports,
            last=row.date_end or "",
            compare=partial(_compare_stored, corpus, row.id),
        )
        for row in corpus.stories(limit=None)
    ]


def _compare_stored(corpus: Corpus, story_id: str) -> Comparison:
    from rashomon.stories import compare_story

    story = compare_story(corpus, story_id)
    return story, [corpus.account(report.id) for report in story.reports if report.copy_of is None]


def stories_among(accounts: Iterable[Account], *, is_one: bool = False) -> list[Gathered]:
    """Give the stories among accounts, the newest first; all are one story if that is said."""
    order = sorted(accounts, key=_when)
    stories: dict[str, list[Account]] = {}
    for account, story in zip(order, [""] * len(order) if is_one else _group(order), strict=True):
        stories.setdefault(story, []).append(account)
    return sorted(map(_gather, stories.values()), key=lambda one: (one.last, one.id), reverse=True)


def _when(account: Account) -> tuple[bool, str, str]:
    """Sort by publication; what has no date comes last."""
    report = account.report
    return report.published is None, report.published or "", report.id


def _group(accounts: Iterable[Account]) -> Iterator[str]:
    from rashomon.compare.grouping import group_reports
    from rashomon.compare.signatures import sign

    return (story for _, story in group_reports(map(sign, accounts)))


def _gather(accounts: list[Account]) -> Gathered:
    from rashomon.compare import name_story

    reports = [account.report for account in accounts]
    return Gathered(
        id=name_story(report.id for report in reports),
        titles=tuple(report.title or "" for report in reports),
        reports=len(reports),
        last=max(report.published or "" for report in reports),
        compare=partial(_compare, accounts),
    )


def _compare(accounts: list[Account]) -> Comparison:
    from rashomon.compare import compare

    return compare(accounts), accounts


def choose(stories: Sequence[Gathered], asked: str) -> Iterator[Gathered]:
    """Give the stories whose id begins as asked; if none does, those with all the words in one title."""
    wanted = asked.casefold()
    by_id = [one for one in stories if one.id.startswith(wanted)]
    yield from by_id or (one for one in stories if any(_has_words(title, wanted) for title in one.titles))


def _has_words(title: str, wanted: str) -> bool:
    return all(word in title.casefold() for word in wanted.split())


def check_chosen(found: Sequence[Gathered], asked: str, path: str) -> None:
    """Say so where not one story alone was found."""
    if not found:
        raise click.ClickException(f"{path} has no story {asked!r}")
    if len(found) > 1:
        ids = ", ".join(one.id[:SHORT_ID] for one in found[:MOST_LISTED])
        raise click.ClickException(f"{asked!r} is in {len(found)} stories, say which by its id: {ids}")
