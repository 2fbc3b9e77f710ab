"""What each report made of the text it has from another, sentence by sentence, with the words exchanged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rashomon.records import Account, Change, Origin, Span, Story

WHATS = ("relabelled", "reworded", "added", "dropped", "kept")
"""What may become of a sentence, what tells most first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Some words of a sentence; ``kind`` says how they were exchanged ("name", "verb" …), if they were."""

    words: str
    is_exchanged: bool = False
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A sentence of the first report and what another made of it, cut at the words exchanged."""

    what: str
    before: tuple[Stretch, ...]
    after: tuple[Stretch, ...]
    from_: Span | None
    to: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """A report that has its text from the first of its origin; a copy has no edits that are shown."""

    report: str
    counts: Mapping[str, int]
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """An origin, and each other report of it beside its first."""

    origin: Origin
    derived: tuple[Derived, ...]


def trace_origins(story: Story, texts: Mapping[str, Account]) -> Iterator[Lineage]:
    """Give the origins of several reports, the largest first.

    Sentences are shown where both texts are at hand: those of copies are not.
    """
    for origin in sorted(story.origins, key=lambda one: -len(one.reports)):
        if len(origin.reports) > 1:
            others = [report for report in origin.reports if report != origin.first]
            yield Lineage(origin=origin, derived=tuple(_derive(origin, report, texts) for report in others))


def _derive(origin: Origin, report: str, texts: Mapping[str, Account]) -> Derived:
    changes = [change for change in origin.changes if change.report == report]
    counts = Counter(change.what for change in changes)
    first, other = texts.get(origin.first), texts.get(report)
    edits: Iterable[Edit] = ()
    if first is not None and other is not None:
        edits = (_edit(change, first.report.text, other.report.text) for change in changes)
    shown = sorted(edits, key=lambda edit: WHATS.index(edit.what))
    return Derived(
        report=report, counts={what: counts[what] for what in WHATS if counts[what]}, edits=tuple(shown)
    )


def _edit(change: Change, first: str, other: str) -> Edit:
    return Edit(
        what=change.what,
        before=tuple(cut_words(first, change.from_, [(swap.from_, swap.kind) for swap in change.swaps])),
        after=tuple(cut_words(other, change.to, [(swap.to, swap.kind) for swap in change.swaps])),
        from_=change.from_,
        to=change.to,
    )


def cut_words(
    text: str, span: Span | None, exchanged: Iterable[tuple[Span | None, str | None]]
) -> Iterator[Stretch]:
    """Cut a sentence at the words that were exchanged.

    >>> [(one.words, one.is_exchanged) for one in cut_words("Rebels fled.", (0, 12), [((0, 6), "name")])]
    [('Rebels', True), (' fled.', False)]
    """
    if span is None:
        return
    at, end = span
    for own, kind in sorted((own, kind or "") for own, kind in exchanged if own is not None):
        if own[0] < at or own[1] > end:
            continue
        if at < own[0]:
            yield Stretch(words=text[at : own[0]])
        yield Stretch(words=text[slice(*own)], is_exchanged=True, kind=kind or None)
        at = own[1]
    if at < end:
        yield Stretch(words=text[at:end])
