"""Which of two reports that share text came first, and how that is told."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from rashomon.records import Account, Report

FAR_ZONES = timedelta(hours=14)
"""By how much a time without its zone may be wrong."""
WAYS = ("credit", "citation", "time", "unknown")
"""How it is told, the surest first."""
LEAST_INITIALS = 3
OPENING = 400
"""Characters of a report in which its dateline stands, headline included."""
_WORD = re.compile(r"\w+")
_BRACKETED = re.compile(r"\(([^\W\d_]{2,})\)")


def find_first(one: Account, other: Account) -> tuple[str, bool]:
    """Say how it is told which of two came first, and whether it was the one.

    "credit": the credit line of the other names the one's outlet. "citation": the other's text names it.
    "time": it was published before. Where each names the other, or neither does, and the times leave it open,
    it is "unknown", and the answer no more than an order: what has a time, the earlier, the smaller id.
    """
    if one.report.outlet != other.report.outlet:
        for way, names in (("credit", _credits), ("citation", _cites)):
            by_other, by_one = names(other, one), names(one, other)
            if by_other != by_one:
                return way, by_other
    here, there = _published(one.report), _published(other.report)
    if here and there and (here[1] < there[0] or there[1] < here[0]):
        return "time", here < there
    return "unknown", _any_order(one.report) < _any_order(other.report)


def outlet_names(report: Report) -> tuple[str, ...]:
    """Give the names that a report's outlet goes by: in full, its initials, and what its dateline says.

    >>> report = Report(
    ...     id="r", outlet="The Danube-Black Sea Wire", text="BIHAC (DBW) — Rain.", paragraphs=(), reader=""
    ... )
    >>> outlet_names(report)
    ('Danube-Black Sea Wire', 'DBSW', 'DBW')
    """
    return _read_names(report.outlet or "", report.text[:OPENING])


@lru_cache(maxsize=1024)
def _read_names(outlet: str, opening: str) -> tuple[str, ...]:
    name = re.sub(r"^[Tt]he\s+", "", outlet.strip())
    initials = "".join(word[0] for word in _WORD.findall(name) if word[0].isupper())
    short = {name, initials} if len(initials) >= LEAST_INITIALS else {name}
    short |= {found for found in _BRACKETED.findall(opening) if _is_short(found, name, initials)}
    return tuple(sorted(short - {""}, key=lambda each: (-len(each), each)))


def _is_short(found: str, name: str, initials: str) -> bool:
    """Tell whether a word in brackets is one of a name's words, or some of its initials in their order."""
    if not found.isupper():
        return found in _WORD.findall(name)
    letters = iter(initials)
    return found[:1] == initials[:1] and all(letter in letters for letter in found)


def _credits(one: Account, other: Account) -> bool:
    """Tell whether the credit line of the one names the other's outlet."""
    credit = one.report.credit or ""
    names = outlet_names(other.report)
    initials = "".join(word[0] for word in _WORD.findall(names[0])) if names else ""
    return any(_is_named(name, credit) for name in names) or credit == initials != ""


def _cites(one: Account, other: Account) -> bool:
    """Tell whether the one's text names the other's outlet; a single word must be known as a name."""
    text, own = one.report.text, outlet_names(one.report)
    for name in outlet_names(other.report):
        if name in own or not _is_named(name, text):
            continue
        if " " in name or name.isupper() or name in _names_known(one):
            return True
    return False


def _is_named(name: str, text: str) -> bool:
    return name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _names_known(account: Account) -> set[str]:
    return {
        account.report.text[slice(*mention.span)]
        for entity in account.entities
        for mention in entity.mentions
        if mention.form == "name"
    }


def _published(report: Report) -> tuple[datetime, datetime] | None:
    """Give the earliest and the latest moment at which a report can have been published."""
    try:
        moment = datetime.fromisoformat(report.published or "")
    except ValueError:
        return None
    if moment.tzinfo is not None:
        return moment, moment
    moment = moment.replace(tzinfo=UTC)
    length = timedelta(days=1) if len(report.published or "") <= len("2031-03-04") else timedelta()
    return moment - FAR_ZONES, moment + length + FAR_ZONES


def _any_order(report: Report) -> tuple[bool, str, str]:
    return report.published is None, report.published or "", report.id
