"""Scores for chains of mentions: MUC, B-cubed, CEAF-e, LEA, and CoNLL's mean of the first three.

A chain is a collection of mentions, a mention anything hashable (a span, say); each mention is in one
chain at most. Scores of many documents are added up before dividing, as the CoNLL scorer does.

MUC after Vilain et al. 1995, B-cubed after Bagga and Baldwin 1998, CEAF-e after Luo 2005, LEA after
Moosavi and Strube 2016; single mentions count as chains wherever a metric allows it. Assignment for
CEAF-e is the Hungarian method in its shortest-path form, so that nothing needs SciPy.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Chain = Collection[Hashable]
Chains = Sequence[Chain]


@dataclass(frozen=True, slots=True)
class Score:
    """Numerators and denominators of recall and precision; adding two scores adds documents."""

    found: float = 0.0
    wanted: float = 0.0
    right: float = 0.0
    given: float = 0.0

    def __add__(self, other: Score) -> Score:
        """Add the counts of another document."""
        return Score(
            self.found + other.found,
            self.wanted + other.wanted,
            self.right + other.right,
            self.given + other.given,
        )

    @property
    def recall(self) -> float:
        """Give what share of the gold is found; 0 if there is none."""
        return self.found / self.wanted if self.wanted else 0.0

    @property
    def precision(self) -> float:
        """Give what share of the answer is right; 0 if there is none."""
        return self.right / self.given if self.given else 0.0

    @property
    def f1(self) -> float:
        """Give the harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(slots=True)
class ChainScores:
    """Scores over documents: call ``add`` for each, then read ``conll`` or ``as_figures``."""

    muc: Score = field(default_factory=Score)
    b_cubed: Score = field(default_factory=Score)
    ceaf_e: Score = field(default_factory=Score)
    lea: Score = field(default_factory=Score)

    def add(self, gold: Iterable[Chain], answer: Iterable[Chain]) -> None:
        """Score one document."""
        wanted, given = [list(chain) for chain in gold], [list(chain) for chain in answer]
        self.muc += score_muc(wanted, given)
        self.b_cubed += score_b_cubed(wanted, given)
        self.ceaf_e += score_ceaf_e(wanted, given)
        self.lea += score_lea(wanted, given)

    @property
    def conll(self) -> float:
        """Give the mean F1 of MUC, B-cubed and CEAF-e."""
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf_e.f1) / 3

    def as_figures(self) -> dict[str, float]:
        """Give every figure by name, in per cent."""
        figures: dict[str, float] = {"conll_f1": 100 * self.conll}
        for name in ("muc", "b_cubed", "ceaf_e", "lea"):
            score: Score = getattr(self, name)
            figures[f"{name}_precision"] = 100 * score.precision
            figures[f"{name}_recall"] = 100 * score.recall
            figures[f"{name}_f1"] = 100 * score.f1
        return figures


def _by_mention(chains: Chains) -> dict[Hashable, int]:
    return {mention: index for index, chain in enumerate(chains) for mention in chain}


def score_muc(gold: Chains, answer: Chains) -> Score:
    """Count links: how many joins a chain needs beyond those that the other side makes.

    >>> score_muc(["abcd"], ["ab", "cd"]).recall
    0.6666666666666666
    """
    found, wanted = _muc_side(gold, _by_mention(answer))
    right, given = _muc_side(answer, _by_mention(gold))
    return Score(found, wanted, right, given)


def _muc_side(chains: Chains, other: Mapping[Hashable, int]) -> tuple[float, float]:
    kept = total = 0
    for chain in chains:
        parts = {other[mention] for mention in chain if mention in other}
        alone = sum(mention not in other for mention in chain)
        kept += len(chain) - len(parts) - alone
        total += len(chain) - 1
    return kept, total


def score_b_cubed(gold: Chains, answer: Chains) -> Score:
    """For each mention compare its chain on both sides.

    >>> round(score_b_cubed(["abc", "de"], ["ab", "cde"]).f1, 3)
    0.733
    """
    found, wanted = _b_cubed_side(gold, answer)
    right, given = _b_cubed_side(answer, gold)
    return Score(found, wanted, right, given)


def _b_cubed_side(chains: Chains, other: Chains) -> tuple[float, float]:
    of = _by_mention(other)
    shared = total = 0.0
    for chain in chains:
        counts: dict[int, int] = {}
        for mention in chain:
            if mention in of:
                counts[of[mention]] = counts.get(of[mention], 0) + 1
        shared += sum(count * count for count in counts.values()) / len(chain)
        total += len(chain)
    return shared, total


def score_ceaf_e(gold: Chains, answer: Chains) -> Score:
    """Pair chains one to one so that twice the shared mentions over both sizes add up to most.

    >>> round(score_ceaf_e(["abc", "de"], ["ab", "cde"]).f1, 3)
    0.8
    """
    of = _by_mention(answer)
    likeness: list[dict[int, float]] = []
    for chain in gold:
        row: dict[int, float] = {}
        for mention in chain:
            if mention in of:
                row[of[mention]] = row.get(of[mention], 0.0) + 1
        likeness.append(
            {index: 2 * shared / (len(chain) + len(answer[index])) for index, shared in row.items()}
        )
    best = sum(_best_pairing(part) for part in _connected(likeness))
    return Score(best, len(gold), best, len(answer))


def _connected(likeness: Sequence[Mapping[int, float]]) -> list[list[Mapping[int, float]]]:
    """Part the rows into groups that share no column: each can be paired on its own."""
    group_of: dict[int, int] = {}
    groups: dict[int, list[int]] = {}
    for row, columns in enumerate(likeness):
        touched = {group_of[column] for column in columns if column in group_of}
        target = min(touched, default=row)
        members = groups.setdefault(target, [])
        for other in touched - {target}:
            for moved in groups.pop(other):
                members.append(moved)
                group_of.update(dict.fromkeys(likeness[moved], target))
        members.append(row)
        group_of.update(dict.fromkeys(columns, target))
    return [[likeness[row] for row in members] for members in groups.values()]


def _best_pairing(rows: Sequence[Mapping[int, float]]) -> float:
    """Give the weight of the heaviest one-to-one pairing of rows with columns."""
    columns = sorted({column for row in rows for column in row})
    if len(rows) == 1 or len(columns) < 2:
        return max((weight for row in rows for weight in row.values()), default=0.0)
    place = {column: index for index, column in enumerate(columns)}
    width = max(len(columns), len(rows))
    costs = [[0.0] * width for _ in rows]
    for index, row in enumerate(rows):
        for column, weight in row.items():
            costs[index][place[column]] = -weight
    pairing = assign(costs)
    return -sum(costs[row][column] for row, column in enumerate(pairing))


def assign(costs: Sequence[Sequence[float]]) -> list[int]:
    """Give for each row the column that makes the sum of costs least; needs no more rows than columns.

    The Hungarian method with potentials (Kuhn 1955, Jonker and Volgenant 1987); cubic in the rows.

    >>> assign([[4.0, 1.0, 3.0], [2.0, 0.0, 5.0], [3.0, 2.0, 2.0]])
    [1, 0, 2]
    """
    width = len(costs[0]) if costs else 0
    row_value = [0.0] * len(costs)
    column_value = [0.0] * (width + 1)
    row_of = [-1] * (width + 1)
    for row in range(len(costs)):
        row_of[width] = row
        _augment(costs, row_value, column_value, row_of)
    result = [-1] * len(costs)
    for column in range(width):
        if row_of[column] >= 0:
            result[row_of[column]] = column
    return result


def _augment(
    costs: Sequence[Sequence[float]], row_value: list[float], column_value: list[float], row_of: list[int]
) -> None:
    """Give one more row a column along the cheapest path; the last column stands for "none yet"."""
    width = len(column_value) - 1
    least = [float("inf")] * width
    came_from = [width] * width
    is_used = [False] * (width + 1)
    column = width
    while row_of[column] >= 0:
        is_used[column] = True
        row = row_of[column]
        step, nearest = float("inf"), width
        for candidate in range(width):
            if is_used[candidate]:
                continue
            cost = costs[row][candidate] - row_value[row] - column_value[candidate]
            if cost < least[candidate]:
                least[candidate], came_from[candidate] = cost, column
            if least[candidate] < step:
                step, nearest = least[candidate], candidate
        for other in range(width + 1):
            if is_used[other]:
                row_value[row_of[other]] += step
                column_value[other] -= step
            elif other < width:
                least[other] -= step
        column = nearest
    while column != width:
        row_of[column] = row_of[came_from[column]]
        column = came_from[column]


def score_lea(gold: Chains, answer: Chains) -> Score:
    """Weigh chains by size and count the share of their links that the other side has.

    A single mention counts as one link to itself.

    >>> score_lea(["abc"], ["ab"]).recall
    0.3333333333333333
    """
    found, wanted = _lea_side(gold, answer)
    right, given = _lea_side(answer, gold)
    return Score(found, wanted, right, given)


def _lea_side(chains: Chains, other: Chains) -> tuple[float, float]:
    of = _by_mention(other)
    resolved = total = 0.0
    for chain in chains:
        total += len(chain)
        counts: dict[int, int] = {}
        for mention in chain:
            if mention in of:
                counts[of[mention]] = counts.get(of[mention], 0) + 1
        if len(chain) == 1:
            resolved += any(len(other[index]) == 1 for index in counts)
            continue
        links = sum(count * (count - 1) / 2 for count in counts.values())
        resolved += len(chain) * links / (len(chain) * (len(chain) - 1) / 2)
    return resolved, total
