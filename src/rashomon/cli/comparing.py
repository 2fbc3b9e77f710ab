"""The stories of a corpus, or among accounts: gathered first, laid side by side when they are wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from rashomon.records import Account, Report, Story

if TYPE_CHECKING:
    from rashomon.compare.signatures import Signature
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What is kept of an account until it is known which story is wanted."""

    signature: Signature
    title: str
    published: str


def stories_of(corpus: Corpus) -> list[Gathered]:
    """Give the stories of a corpus, the newest first; its reports are grouped anew each time."""
    seen = {account.report.id: _see(account) for account in corpus.accounts()}
    copies: dict[str, list[str]] = {}
    asked = (
        "SELECT reports.id AS report, copies.id AS copy FROM copies JOIN reports ON reports.number = report"
    )
    for row in corpus.query(asked):
        copies.setdefault(row["report"], []).append(row["copy"])

    def compare(reports: Sequence[str]) -> Comparison:
        accounts = [corpus.account(report) for report in reports]
        return _compare(accounts, [(of, copy) for of in reports for copy, _ in corpus.copies(of)])

    return _gather(seen, copies, compare)


def stories_among(accounts: Iterable[Account], *, is_one: bool = False) -> list[Gathered]:
    """Give the stories among accounts, the newest first; all are one story if that is said."""
    by_id = {account.report.id: account for account in accounts}
    seen = {report: _see(account) for report, account in by_id.items()}

    def compare(reports: Sequence[str]) -> Comparison:
        return _compare([by_id[report] for report in reports], ())

    return _gather(seen, {}, compare, is_one=is_one)


def _see(account: Account) -> _Seen:
    from rashomon.compare.signatures import sign

    report = account.report
    return _Seen(signature=sign(account), title=report.title or "", published=report.published or "")


def _gather(
    seen: Mapping[str, _Seen],
    copies: Mapping[str, Sequence[str]],
    compare: Callable[[Sequence[str]], Comparison],
    *,
    is_one: bool = False,
) -> list[Gathered]:
    """Group reports in the order they were published; one without a date comes last."""
    from rashomon.compare import name_story
    from rashomon.compare.grouping import group_reports

    order = sorted(seen, key=lambda report: (not seen[report].published, seen[report].published, report))
    grouped = group_reports(seen[report].signature for report in order)
    stories: dict[str, list[str]] = {}
    for report, story in ((report, "") for report in order) if is_one else grouped:
        stories.setdefault(story, []).append(report)

    def take(reports: Sequence[str]) -> Gathered:
        further = [copy for report in reports for copy in copies.get(report, ())]
        return Gathered(
            id=name_story([*reports, *further]),
            titles=tuple(seen[report].title for report in reports),
            reports=len(reports) + len(further),
            last=max(seen[report].published for report in reports),
            compare=lambda: compare(reports),
        )

    return sorted(map(take, stories.values()), key=lambda one: (one.last, one.id), reverse=True)


def _compare(accounts: Sequence[Account], copies: Iterable[tuple[str, Report]]) -> Comparison:
    from rashomon.compare import compare

    return compare(accounts, copies=copies), list(accounts)


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
