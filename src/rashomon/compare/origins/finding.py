"""The origins of a story: its reports, parted by whose text they print."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rashomon.compare.origins.changes import find_changes
from rashomon.compare.origins.directions import WAYS, find_first
from rashomon.compare.origins.reuse import find_reuse
from rashomon.compare.origins.wordings import Wording
from rashomon.records import Account, Change, Origin, Report
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


def find_origins(
    accounts: Sequence[Account], copies: Iterable[tuple[str, Report]] = ()
) -> tuple[Origin, ...]:
    """Part the reports of a story into origins: those that share text are one, each other one is its own.

    ``copies`` are further reports, each with the id of the account's report whose text it repeats: they are
    in its origin and count as reprints, however short they are.

    A report has its text from the one it shares most with, of those that came before it, so that one which
    takes from two others does not make them one. ``how`` says by what that is told, for the whole origin by
    its weakest link: "credit", "citation", "time", or "unknown"; then the first is first by order only. The
    true source may be none of the reports. The same accounts in any order give the same origins.

    Raises:
        ValueError: two accounts are of the same report.
    """
    by_id = {one.report.id: one for one in accounts}
    further = sorted(copies, key=lambda copy: _when(copy[1]))
    if len({*by_id, *(report.id for _, report in further)}) < len(accounts) + len(further):
        raise ValueError("two accounts are of the same report")
    wordings = [Wording.of(by_id[report]) for report in sorted(by_id)]
    place = {wording.account.report.id: at for at, wording in enumerate(wordings)}
    parents = _choose_sources(wordings)
    originals: dict[int, int] = {}
    for of, report in further:
        originals[len(wordings)] = place[of]
        wordings.append(Wording.of(_as_account(report, by_id[of])))
        _add_copy(wordings, place[of], parents)
    families: dict[int, list[int]] = defaultdict(list)
    for at in range(len(wordings)):
        families[_root(at, parents)].append(at)
    origins = [
        _make_origin(wordings, (first, members), parents, originals) for first, members in families.items()
    ]
    return tuple(sorted(origins, key=lambda origin: origin.reports))


def _when(report: Report) -> tuple[bool, str, str]:
    return report.published is None, report.published or "", report.id


def _as_account(copy: Report, of: Account) -> Account:
    """Give a copy the records of the account whose text it repeats, where it does so letter by letter."""
    return replace(of, report=copy) if copy.text == of.report.text else Account(report=copy, coder=of.coder)


def _add_copy(wordings: Sequence[Wording], of: int, parents: dict[int, _Link]) -> None:
    """Tie the last wording, a copy, to its report; if it came before an origin's first, it is the first."""
    copy = len(wordings) - 1
    link = _direct(wordings, of, copy, 0)
    if link.user == of and (of in parents or link.way == "unknown"):
        link = replace(link, source=of, user=copy)
    parents[link.user] = link


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


def _root(at: int, parents: Mapping[int, _Link]) -> int:
    while at in parents:
        at = parents[at].source
    return at


def _make_origin(
    wordings: Sequence[Wording],
    family: tuple[int, Sequence[int]],
    parents: Mapping[int, _Link],
    originals: Mapping[int, int],
) -> Origin:
    first, members = family
    others = [at for at in members if at != first]
    made = [find_changes(wordings[first], wordings[at]) for at in others]
    text = originals.get(first, first)
    is_reprinted = all(
        originals.get(at, at) == text or _is_reprint(wordings[at], changes)
        for at, changes in zip(others, made, strict=True)
    )
    ways = [parents[at].way for at in others]
    reports = tuple(sorted(wordings[at].account.report.id for at in members))
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
    first = report.paragraphs[0] if report.paragraphs else (0, 0)
    is_title = report.title is not None and report.text[slice(*first)].split() == report.title.split()
    head = first[1] if is_title else 0
    below = [
        (change.to[1] - change.to[0], change.what) for change in changes if change.to and change.to[0] >= head
    ]
    return sum(size for size, what in below if what == "kept") >= REPRINTED * sum(size for size, _ in below)
