"""Reports to stories, one after the other: each joins the story it is likest to, or opens one of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from heapq import nlargest

from rashomon.compare.joining import Features, Scorer, load_scorer
from rashomon.compare.signatures import Signature, rarity

WINDOW = 10
"""Days between two reports of one story, at most: a story lives on only while it is told."""
UNDATED = 0.34
"""How far apart reports without a date are taken to be: as those of two stories are in training."""
SHARED = 2
"""Keys that two reports must share to be compared."""
MOST = 200
"""Reports that a new one is compared with: those that share most keys."""


def compare_signatures(one: Signature, other: Signature) -> dict[str, float]:
    """Give the features of a pair of reports."""
    few, many = sorted((one.words, other.words), key=len)
    found = {"words": sum(weight * many[stem] for stem, weight in few.items() if stem in many)}
    found["names"] = _weighed(one.names & other.names) / max(1e-9, _weighed(one.names | other.names))
    found["deeds"] = len(one.deeds & other.deeds) / max(1, min(len(one.deeds), len(other.deeds)))
    for name, left, right in (("place", one.places, other.places), ("days", one.days, other.days)):
        if left and right:
            found[f"same {name}" if left & right else f"other {name}"] = 1.0
    found["days apart"] = UNDATED
    if one.day is not None and other.day is not None:
        found["days apart"] = min(WINDOW, abs(one.day - other.day)) / WINDOW
    return found


def _weighed(stems: Iterable[str]) -> float:
    return sum(map(rarity, stems))


@dataclass(slots=True)
class Grouper:
    """The stories of the reports seen so far; ``add`` finds that of the next one.

    What it holds are the signatures of all reports within ``WINDOW`` days of the last one, and those without
    a date. A story's id is that of the report that opened it.
    """

    scorer: Scorer = field(default_factory=lambda: load_scorer("stories"))
    _signatures: dict[str, Signature] = field(default_factory=dict[str, Signature])
    _holders: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    _story_of: dict[str, str] = field(default_factory=dict[str, str])
    _members: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    def add(self, signature: Signature) -> str:
        """Give the story of a report, and remember it."""
        story = self.find(signature) or signature.report
        self.keep(signature, story)
        return story

    def keep(self, signature: Signature, story: str) -> None:
        """Remember the story of a report as it was found, or as a person said."""
        self._signatures[signature.report] = signature
        self._story_of[signature.report] = story
        self._members.setdefault(story, []).append(signature.report)
        for key in signature.keys:
            self._holders.setdefault(key, set()).add(signature.report)

    def find(self, signature: Signature) -> str | None:
        """Find the story that a report belongs to; None if it is a new one.

        The mean log-odds between the report and the likelier half of a story's reports must be enough; those
        that share too little to be compared count as strangers.
        """
        odds: dict[str, list[float]] = {}
        for other in self._candidates(signature):
            features = compare_signatures(signature, self._signatures[other])
            odds.setdefault(self._story_of[other], []).append(self.scorer.log_odds(features))
        means = {story: self._mean(story, own) for story, own in odds.items()}
        best = max(means, key=lambda story: (means[story], story), default=None)
        return best if best is not None and means[best] > self.scorer.join else None

    def _mean(self, story: str, odds: list[float]) -> float:
        half = (len(self._members[story]) + 1) // 2
        best = nlargest(half, odds)
        return (sum(best) + (half - len(best)) * self.scorer.stranger) / half

    def _candidates(self, signature: Signature) -> list[str]:
        """Give the reports in reach that share most keys with a new one."""
        shared = Counter(other for key in signature.keys for other in self._holders.get(key, ()))
        near = [
            (count, other)
            for other, count in shared.items()
            if count >= SHARED and _is_near(signature, self._signatures[other])
        ]
        return [other for _, other in nlargest(MOST, near)]

    def forget_before(self, day: int) -> None:
        """Let go of all reports that were published before a day (its ordinal)."""
        for report in [
            one.report for one in self._signatures.values() if one.day is not None and one.day < day
        ]:
            for key in self._signatures.pop(report).keys:
                self._holders[key].discard(report)
            members = self._members[self._story_of.pop(report)]
            members.remove(report)


def _is_near(one: Signature, other: Signature) -> bool:
    return one.day is None or other.day is None or abs(one.day - other.day) <= WINDOW


def group_reports(signatures: Iterable[Signature], scorer: Scorer | None = None) -> Iterator[tuple[str, str]]:
    """Give for each report, in the order they come, its id and its story's."""
    grouper = Grouper() if scorer is None else Grouper(scorer=scorer)
    for signature in signatures:
        yield signature.report, grouper.add(signature)


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
