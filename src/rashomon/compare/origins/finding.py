"""The origins of a story: its reports, parted by whose text they print."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.compare.origins.changes import find_changes
from rashomon.compare.origins.directions import WAYS, find_first
from rashomon.compare.origins.reuse import find_reuse
from rashomon.compare.origins.wordings import Wording
from rashomon.records import Account, Change, Origin
from rashomon.text import content_id

REPRINTED = 0.9
"""Part of a report's text that is kept word for word in a reprint."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Link:
    """A report that has its text from another, by their places, and how that is told."""

    source: int
    user: int
    bonds: int
    way: str


def find_origins(accounts: Sequence[Account]) -> tuple[Origin, ...]:
    """Part the reports of a story into origins: those that share text are one, each other one is its own.

    A report has its text from the one it shares most with, of those that came before it, so that one which
    takes from two others does not make them one. ``how`` says by what that is told, for the whole origin by
    its weakest link: "credit", "citation", "time", or "unknown"; then the first is first by order only. The
    true source may be none of the reports. The same accounts in any order give the same origins.

    Raises:
        ValueError: two accounts are of the same report.
    """
    wordings = [Wording.of(one) for one in sorted(accounts, key=lambda one: one.report.id)]
    ids = [one.account.report.id for one in wordings]
    if len(set(ids)) < len(ids):
        raise ValueError("two accounts are of the same report")
    parents = _choose_sources(wordings)
    families: dict[int, list[int]] = defaultdict(list)
    for at in range(len(wordings)):
        families[_root(at, parents)].append(at)
    origins = [_make_origin(wordings, first, members, parents) for first, members in families.items()]
    return tuple(sorted(origins, key=lambda origin: origin.reports))


def _choose_sources(wordings: Sequence[Wording]) -> dict[int, _Link]:
    """Give each report that has its text from another the one it has most from."""
    links = [
        _direct(wordings, reuse.one, reuse.other, reuse.bonds)
        for reuse in find_reuse([wording.sentences for wording in wordings])
    ]
    parents: dict[int, _Link] = {}
    for link in sorted(links, key=lambda link: (-link.bonds, link.source, link.user)):
        if link.user not in parents and _root(link.source, parents) != link.user:
            parents[link.user] = link
    return parents


def _direct(wordings: Sequence[Wording], one: int, other: int, bonds: int) -> _Link:
    way, is_one = find_first(wordings[one].account, wordings[other].account)
    source, user = (one, other) if is_one else (other, one)
    return _Link(source=source, user=user, bonds=bonds, way=way)


def _root(at: int, parents: dict[int, _Link]) -> int:
    while at in parents:
        at = parents[at].source
    return at


def _make_origin(
    wordings: Sequence[Wording], first: int, members: Sequence[int], parents: dict[int, _Link]
) -> Origin:
    reports = tuple(wordings[at].account.report.id for at in members)
    others = [wordings[at] for at in members if at != first]
    made = [find_changes(wordings[first], other) for other in others]
    is_reprinted = all(_is_reprint(*pair) for pair in zip(others, made, strict=True))
    ways = [parents[at].way for at in members if at != first]
    return Origin(
        id=content_id(*reports),
        reports=reports,
        first=wordings[first].account.report.id,
        how=max(ways, key=WAYS.index, default=None),
        kind="single" if not others else "reprints" if is_reprinted else "rewrites",
        changes=tuple(change for changes in made for change in changes),
    )


def _is_reprint(wording: Wording, changes: Sequence[Change]) -> bool:
    """Tell whether a report's text below the headline is nearly all kept from the first, whatever was cut."""
    report = wording.account.report
    head = report.paragraphs[0][1] if report.title is not None and report.paragraphs else 0
    below = [
        (change.to[1] - change.to[0], change.what) for change in changes if change.to and change.to[0] >= head
    ]
    return sum(size for size, what in below if what == "kept") >= REPRINTED * sum(size for size, _ in below)
