"""Reports to stories, one after the other: each joins the story it is likest to, or opens one of its own."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from heapq import nlargest
from typing import Generic, TypeVar

from rashomon.compare.joining import Features, Scorer, load_scorer, probability
from rashomon.compare.signatures import Signature

WINDOW = 10
"""Days between two reports of one story, at most: a story lives on only while it is told."""
UNDATED = 0.34
"""How far apart reports without a date are taken to be: as those of two stories are in training."""
SHARED = 2
"""Keys that two reports must share to be compared."""
MOST = 60
"""Reports that a new one is compared with: those that share most keys. More change nothing but the time."""
COUNTED = 40
"""Reports of a story that are counted, at most: of a very large one not all are compared."""

SPLIT = 0.4
"""Part of what the log-odds within two groups must be between them, else they are two stories.

Best on ECB+ topics 1 to 35, and half a point from the best on our train and dev stories."""
LEAST_SPLIT = 2
"""Reports of a group that may leave a story together."""
MOST_SPLIT = 20
"""Reports of a story among which such a group is looked for: the last ones to join."""
GATHER = 2.0
"""How far above joining the log-odds of a new report and one that stands alone must be to ask that one again.

The best of 0, 1 and 2 on ECB+ topics 1 to 35 and on our train stories, each half by the other's weights."""

OTHER_NAMES = 0.12
"""Part of the names of the report that has fewer, by rarity, below which two reports speak of others.

Two earthquakes, or two matches, are told in the same words; nine in ten pairs of one story share more names.
"""
NAMED = 30.0
"""Names, by rarity, that a report must have for others to tell all: about six, else too little is known."""
_LEAST = 1e-9

_Story = TypeVar("_Story", bound=Hashable)


def compare_signatures(one: Signature, other: Signature) -> dict[str, float]:
    """Give the features of a pair of reports."""
    found = {"words": sum(weight * other.words.get(stem, 0.0) for stem, weight in one.words.items())}
    shared, less, together = _weigh_shared(one.names, other.names)
    found["names"] = shared / max(_LEAST, together)
    if less and shared < OTHER_NAMES * less:
        found["other names"] = (1 - shared / (OTHER_NAMES * less)) * min(1.0, less / NAMED)
    shared, less, _ = _weigh_shared(one.lead, other.lead)
    found["lead"] = shared / max(_LEAST, less)
    found["deeds"] = _share(one.deeds, other.deeds)
    if one.figures and other.figures:
        found["figures"] = _share(one.figures, other.figures)
    if one.places and other.places:
        found["same place" if one.places & other.places else "other place"] = 1.0
    found |= _compare_days(one, other)
    found["days apart"] = UNDATED
    if one.day is not None and other.day is not None:
        found["days apart"] = min(WINDOW, abs(one.day - other.day)) / WINDOW
    return found


def _weigh_shared(one: Mapping[int, float], other: Mapping[int, float]) -> tuple[float, float, float]:
    """Give what two share by weight, what the lighter one has, and what both have together."""
    shared = sum(weight for stem, weight in one.items() if stem in other)
    left, right = sum(one.values()), sum(other.values())
    return shared, min(left, right), left + right - shared


def _share(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _compare_days(one: Signature, other: Signature) -> Iterator[tuple[str, float]]:
    """Say whether anything fell on the same day, and whether the same was done on the same day."""
    if not one.dated or not other.dated:
        return
    days = {day for _, day in one.dated} & {day for _, day in other.dated}
    yield "same days" if days else "other days", 1.0
    if {deed for deed, _ in one.dated} & {deed for deed, _ in other.dated}:
        yield "same deed same day" if one.dated & other.dated else "same deed other day", 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Generic[_Story]):
    """The story of a report, how likely it is, and the features that speak for it."""

    story: _Story
    score: float
    by: tuple[str, ...]


def choose_story(
    signature: Signature,
    near: Iterable[tuple[_Story, Signature]],
    count: Callable[[_Story], int],
    scorer: Scorer | None = None,
) -> Choice[_Story] | None:
    """Choose the story that a report belongs to; None if it is a new one.

    The mean log-odds between the report and the likelier half of a story's reports must be enough; those
    that share too little to be compared count as strangers.

    Args:
        signature: the report.
        near: the reports it is compared with, each with its story (``rank_near``).
        count: how many reports of a story are in reach, compared or not.
        scorer: the weights; those that ship if left out.
    """
    scorer = scorer or load_scorer("stories")
    odds: dict[_Story, list[float]] = defaultdict(list)
    likest: dict[_Story, tuple[float, Features]] = {}
    for story, other in near:
        features = compare_signatures(signature, other)
        own = scorer.log_odds(features)
        odds[story].append(own)
        if story not in likest or own > likest[story][0]:
            likest[story] = own, features
    means = {story: _mean(own, count(story), scorer) for story, own in odds.items()}
    best = max(means, key=lambda story: means[story], default=None)
    if best is None or means[best] <= scorer.join:
        return None
    return Choice(story=best, score=round(probability(means[best]), 4), by=scorer.reasons(likest[best][1]))


def is_called(alone: Signature, by: Signature, scorer: Scorer | None = None) -> bool:
    """Say whether a report that stands alone is to be asked again where it belongs, now one more is there.

    It came before others told what it tells; what was published since may show its story. A report without a
    date calls none: it is in reach of all days, and would tie together what is far apart.
    """
    scorer = scorer or load_scorer("stories")
    return by.day is not None and scorer.log_odds(compare_signatures(alone, by)) > scorer.join + GATHER


def _mean(odds: list[float], count: int, scorer: Scorer) -> float:
    half = (min(max(count, len(odds)), COUNTED) + 1) // 2
    best = nlargest(half, odds)
    return (sum(best) + (half - len(best)) * scorer.stranger) / half


def rank_near(holders: Iterable[Iterable[_Story]]) -> list[_Story]:
    """Give the reports that share most keys with a new one; ``holders`` are for each key those that have it.

    >>> rank_near([["a", "b"], ["b"], ["b", "c"]])
    ['b']
    """
    shared = Counter(other for ones in holders for other in ones)
    return nlargest(
        MOST, (other for other, count in shared.items() if count >= SHARED), key=shared.__getitem__
    )


def reach(day: int | None) -> tuple[int, int] | None:
    """Give the first and the last day of publication in reach of a report; None is all days."""
    return None if day is None else (day - WINDOW, day + WINDOW)


def find_split(signatures: Sequence[Signature], scorer: Scorer | None = None) -> list[int]:
    """Give the numbers of the reports of a story that prove to be another's; none if they are one.

    A report of a neighbour, as of the second raid on an office, is like the story it finds, and so joins it;
    only when the next one comes it shows that these two are far more like one another. So the reports are
    joined by average linkage until two groups are left: if these hold together much more than with one
    another, the group without the first report leaves. One report alone never does.
    """
    scorer = scorer or load_scorer("stories")
    if len(signatures) < 2 * LEAST_SPLIT:
        return []
    odds = _pair_odds(signatures, scorer)
    groups = [[number] for number in range(len(signatures))]

    def mean(one: Sequence[int], other: Sequence[int]) -> float:
        return sum(odds[left][right] for left in one for right in other) / (len(one) * len(other))

    while len(groups) > 2:
        _, left, right = max(
            (mean(groups[left], groups[right]), left, right)
            for right in range(len(groups))
            for left in range(right)
        )
        groups[left] += groups.pop(right)
    stays, leaves = sorted(map(sorted, groups))
    if min(len(stays), len(leaves)) < LEAST_SPLIT:
        return []
    within = min(_mean_within(odds, stays), _mean_within(odds, leaves))
    return leaves if mean(stays, leaves) < SPLIT * within else []


def _pair_odds(signatures: Sequence[Signature], scorer: Scorer) -> list[list[float]]:
    """Give the log-odds of all pairs, of those too that share few words: all are in one story already."""
    odds = [[0.0] * len(signatures) for _ in signatures]
    for right, other in enumerate(signatures):
        for left in range(right):
            found = scorer.log_odds(compare_signatures(signatures[left], other))
            odds[left][right] = odds[right][left] = found
    return odds


def _mean_within(odds: Sequence[Sequence[float]], members: Sequence[int]) -> float:
    pairs = [odds[left][right] for at, right in enumerate(members) for left in members[:at]]
    return sum(pairs) / len(pairs)


@dataclass(slots=True)
class Grouper:
    """The stories of the reports seen so far, in memory; ``add`` finds that of the next one.

    ``stories`` are those of all reports by their ids; that of a story is the id of the report that opened it.
    Reports without a date are in reach of all.
    """

    scorer: Scorer = field(default_factory=lambda: load_scorer("stories"))
    _signatures: dict[str, Signature] = field(default_factory=dict[str, Signature])
    _holders: dict[int, set[str]] = field(default_factory=dict[int, set[str]])
    stories: dict[str, str] = field(default_factory=dict[str, str])
    _members: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    def add(self, signature: Signature) -> str:
        """Give the story of a report, and remember it."""
        near = self._find_near(signature)
        found = self._choose(signature, near)
        story = signature.report if found is None else found.story
        self._signatures[signature.report] = signature
        self._put(signature.report, story)
        for key in signature.keys:
            self._holders.setdefault(key, set()).add(signature.report)
        self._split(signature, story)
        self._gather(signature, near)
        return self.stories[signature.report]

    def _put(self, report: str, story: str) -> None:
        self.stories[report] = story
        self._members.setdefault(story, []).append(report)

    def _split(self, signature: Signature, story: str) -> None:
        """Take out of a story the reports that prove to be another's, now that one more is there."""
        near = [other for other in self._members[story] if self._is_near(signature, other)][-MOST_SPLIT:]
        leaving = find_split([self._signatures[other] for other in near], self.scorer)
        leaving = [near[number] for number in leaving]
        if leaving:
            self._members[story] = [one for one in self._members[story] if one not in leaving]
            self._members[leaving[0]] = leaving
            self.stories |= dict.fromkeys(leaving, leaving[0])

    def _gather(self, signature: Signature, near: Iterable[str]) -> None:
        """Ask reports that stand alone again where they belong, now that one more is there."""
        for other in near:
            own, alone = self._signatures[other], self.stories[other]
            if len(self._members[alone]) > 1 or not is_called(own, signature, self.scorer):
                continue
            found = self._choose(own, self._find_near(own))
            if found is not None:
                del self._members[alone]
                self._put(other, found.story)

    def find(self, signature: Signature) -> Choice[str] | None:
        """Find the story that a report belongs to; None if it is a new one."""
        return self._choose(signature, self._find_near(signature))

    def _find_near(self, signature: Signature) -> list[str]:
        holders = (sorted(self._holders.get(key, ())) for key in signature.keys)
        near = ([other for other in own if self._is_near(signature, other)] for own in holders)
        return rank_near([other for other in own if other != signature.report] for own in near)

    def _choose(self, signature: Signature, near: Iterable[str]) -> Choice[str] | None:
        told = [(self.stories[other], self._signatures[other]) for other in near]
        return choose_story(signature, told, partial(self._count, signature), self.scorer)

    def _count(self, signature: Signature, story: str) -> int:
        return sum(self._is_near(signature, other) for other in self._members[story])

    def _is_near(self, signature: Signature, report: str) -> bool:
        days, day = reach(signature.day), self._signatures[report].day
        return days is None or day is None or days[0] <= day <= days[1]


def group_reports(signatures: Iterable[Signature], scorer: Scorer | None = None) -> Iterator[tuple[str, str]]:
    """Give for each report, in the order they come, its id and its story's, once all have come."""
    grouper = Grouper() if scorer is None else Grouper(scorer=scorer)
    for signature in signatures:
        grouper.add(signature)
    yield from grouper.stories.items()


def pair_signatures(signatures: Iterable[Signature]) -> Mapping[tuple[int, int], Features]:
    """Give the features of all pairs that share enough keys."""
    ones = list(signatures)
    keys = [frozenset(one.keys) for one in ones]
    return {
        (left, right): compare_signatures(ones[left], ones[right])
        for right in range(len(ones))
        for left in range(right)
        if len(keys[left] & keys[right]) >= SHARED
    }
