"""Records of several accounts to groups that are one in the world: scores with reasons, then groups.

A pair of records has features, numbers from -1 to 1 by name; ``Scorer`` weighs them (logistic regression,
the weights of ``data/joins.toml`` are made by ``training/joins.py``). Groups grow by average linkage: two
become one while the mean log-odds between their members say so. What a person said is obeyed first.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from heapq import heapify, heappop, heappush
from importlib import resources
from itertools import combinations

from rashomon.records import Join, RecordIn

Features = Mapping[str, float]
Pair = tuple[int, int]

_CERTAIN = 1000.0
"""Log-odds of what a person said: no sum of others outweighs it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorer:
    """Weights of features, and what the groups need: from which mean log-odds they are joined.

    ``stranger`` are the log-odds of a pair of which nothing speaks; ``unsure`` those from which a pair that
    stays apart is worth telling.
    """

    bias: float
    weights: Mapping[str, float]
    join: float
    stranger: float
    unsure: float

    def log_odds(self, features: Features) -> float:
        """Give the log-odds that the pair is one."""
        weight = self.weights.get
        total = 0.0
        for name, value in features.items():
            total += weight(name, 0.0) * value
        return self.bias + total

    def reasons(self, features: Features) -> tuple[str, ...]:
        """Give the names of the features that speak for the pair, the strongest first.

        What one lacks ("one has no actor") or has otherwise counts, but is no reason.
        """
        weighed = [(self.weights.get(name, 0.0) * value, name) for name, value in features.items()]
        return tuple(
            name
            for weight, name in sorted(weighed, reverse=True)
            if weight > 0 and not name.startswith(("one ", "other ", "neither "))
        )


@cache
def load_scorer(kind: str) -> Scorer:
    """Load the weights for "entities" or "happenings"."""
    text = (resources.files("rashomon.compare") / "data" / "joins.toml").read_text("utf-8")
    return Scorer(**tomllib.loads(text)[kind])


def probability(log_odds: float) -> float:
    """Turn log-odds into a probability.

    >>> probability(0.0)
    0.5
    """
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, log_odds))))


def join_groups(
    count: int, odds: Mapping[Pair, float], scorer: Scorer, said: Mapping[Pair, bool] | None = None
) -> list[list[int]]:
    """Join records, numbered from 0, to groups by average linkage.

    Args:
        count: how many there are.
        odds: log-odds of pairs ``(smaller, larger)``; those of which nothing speaks are left out.
        scorer: when to join, and what a pair left out counts.
        said: pairs that a person said are one, or are not.

    Returns:
        Groups in order of their first member, members in order.
    """
    ties = {**odds, **{pair: _CERTAIN if same else -_CERTAIN for pair, same in (said or {}).items()}}
    groups = _Groups(count, ties, scorer)
    while groups.join_closest():
        pass
    return sorted(sorted(members) for members in groups.members.values())


class _Groups:
    """Groups, the surplus of log-odds between each two over what strangers have, and the closest two."""

    def __init__(self, count: int, ties: Mapping[Pair, float], scorer: Scorer) -> None:
        self.members: dict[int, list[int]] = {number: [number] for number in range(count)}
        self._scorer = scorer
        self._sizes = [1] * count
        self._surplus: list[dict[int, float]] = [{} for _ in range(count)]
        stranger, join = scorer.stranger, scorer.join
        for (left, right), value in ties.items():
            self._surplus[left][right] = self._surplus[right][left] = value - stranger
        self._queue = [
            (-mean, left, right)
            for (left, right), value in ties.items()
            if (mean := value - stranger + stranger) > join
        ]
        heapify(self._queue)

    def join_closest(self) -> bool:
        """Join the two groups with the highest mean log-odds; False if none has enough."""
        surplus, sizes, stranger = self._surplus, self._sizes, self._scorer.stranger
        while self._queue:
            closeness, left, right = heappop(self._queue)
            own = surplus[left].get(right)
            if own is not None and own / (sizes[left] * sizes[right]) + stranger == -closeness:
                self._merge(left, right)
                return True
        return False

    def _merge(self, left: int, right: int) -> None:
        """Put one group into another; what stands in the queue of either is out of date now."""
        surplus, sizes, queue = self._surplus, self._sizes, self._queue
        join, stranger = self._scorer.join, self._scorer.stranger
        self.members[left] += self.members.pop(right)
        sizes[left] += sizes[right]
        own, gone = surplus[left], surplus[right]
        surplus[right] = {}
        for other, value in gone.items():
            del surplus[other][right]
            if other != left:
                own[other] = surplus[other][left] = own.get(other, 0.0) + value
        size = sizes[left]
        for other, value in own.items():
            mean = value / (size * sizes[other]) + stranger
            if mean > join:
                heappush(queue, (-mean, left, other) if left < other else (-mean, other, left))


def cut_pairs(keys: Iterable[Iterable[str]], most: int) -> set[Pair]:
    """Give the pairs of records that share a key, each ``(smaller, larger)``.

    A key that more than ``most`` records have tells nothing and would cost the square of that.

    >>> sorted(cut_pairs([["a"], ["a", "b"], ["b"]], most=9))
    [(0, 1), (1, 2)]
    """
    holders: dict[str, list[int]] = {}
    for number, own in enumerate(keys):
        for key in set(own):
            holders.setdefault(key, []).append(number)
    pairs: set[Pair] = set()
    # Reprints share many keys with the same others.
    for numbers in {tuple(numbers) for numbers in holders.values() if 1 < len(numbers) <= most}:
        pairs.update(combinations(numbers, 2))
    return pairs


def compare_pairs(
    pairs: Iterable[Pair],
    profiles: Sequence[Hashable],
    reports: Sequence[str],
    compare: Callable[[int, int], Features],
) -> dict[Pair, Features]:
    """Compare the records of pairs; those of other reports that are alike once, as reprints have many.

    Args:
        pairs: pairs of records by their numbers.
        profiles: for each record all that a comparison with one of another report depends on.
        reports: for each record the report that it is in.
        compare: gives the features of two records.
    """
    numbers: dict[Hashable, int] = {}
    kinds = [numbers.setdefault(profile, len(numbers)) for profile in profiles]
    made: dict[Pair, Features] = {}
    found: dict[Pair, Features] = {}
    for pair in sorted(pairs):
        left, right = pair
        if reports[left] == reports[right]:
            found[pair] = compare(left, right)
            continue
        alike = kinds[left], kinds[right]
        if alike not in made:
            made[alike] = compare(left, right)
        found[pair] = made[alike]
    return found


def score_pairs(pairs: Mapping[Pair, Features], scorer: Scorer) -> dict[Pair, float]:
    """Give the log-odds of pairs; features that several have in common are weighed once."""
    made: dict[int, float] = {}
    odds: dict[Pair, float] = {}
    for pair, features in pairs.items():
        key = id(features)
        if key not in made:
            made[key] = scorer.log_odds(features)
        odds[pair] = made[key]
    return odds


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A group's members, why each was joined, and the likeliest joins to others that were not made."""

    members: tuple[int, ...]
    because: tuple[Join, ...]
    unsure: tuple[Join, ...]


def explain_groups(
    groups: Sequence[Sequence[int]],
    pairs: Mapping[Pair, Features],
    scores: Mapping[Pair, float],
    scorer: Scorer,
    at: Sequence[RecordIn],
) -> list[Explained]:
    """Say of every group why each member but the first belongs to it: its strongest tie to one before it."""
    of = {number: index for index, members in enumerate(groups) for number in members}
    ties: list[dict[int, tuple[float, Pair]]] = [{} for _ in groups]
    doubts: list[dict[int, tuple[float, Pair]]] = [{} for _ in groups]
    for pair, odds in scores.items():
        left, right = pair
        if of[left] == of[right]:
            _keep_best(ties[of[left]], right, odds, pair)
        elif odds > scorer.unsure:
            _keep_best(doubts[of[left]], of[right], odds, pair)
            _keep_best(doubts[of[right]], of[left], odds, pair)

    def tell(best: Mapping[int, tuple[float, Pair]]) -> tuple[Join, ...]:
        return tuple(
            Join(
                left=at[left],
                right=at[right],
                score=round(probability(odds), 4),
                by=scorer.reasons(pairs[left, right]),
            )
            for _, (odds, (left, right)) in sorted(best.items())
        )

    return [
        Explained(members=tuple(members), because=tell(tie), unsure=tell(doubt))
        for members, tie, doubt in zip(groups, ties, doubts, strict=True)
    ]


def _keep_best(best: dict[int, tuple[float, Pair]], key: int, odds: float, pair: Pair) -> None:
    if key not in best or odds > best[key][0]:
        best[key] = (odds, pair)
