"""How well predicates and their roles are found: PropBank on UD-EWT dev. ``python -m benchmarks.roles``.

Gold words and gold sentences given. An argument counts as the word its span turns on by the gold tree (the
one whose head lies outside), as dependency-based role labelling has it (CoNLL 2008, Surdeanu et al.). The
auxiliaries be.03, do.01 and have.01 count neither way, nor do relative pronouns (R-) and continuations
(C-). ``role_f1`` asks for predicate, word and role together; ``role_f1_of_found`` looks at the predicates
that were found alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.gold import give_words, read_gold
from benchmarks.results import Data, Figures, make_parser, open_measured, publish, read_options, score
from rashomon.records import PredicateMark
from training.corpora.treebank import Row

if TYPE_CHECKING:
    from rashomon.encode import Encoder

AUXILIARIES = ("be.03", "do.01", "have.01")
ROLES = ("ARG0", "ARG1", "ARG2", "ARG3", "ARG4", "ARGM-LOC", "ARGM-TMP")
"""What events are made of; other roles are scored on neither side."""
Triple = tuple[int, int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frames:
    """Predicates, and (predicate, argument's head word, role); all as indices of words."""

    predicates: set[int]
    roles: set[Triple]


def find_data(shared: Path) -> Data:
    """Name the file that is read."""
    return Data(files=(shared / "data" / "train" / "ewt-joint.dev.jsonl.gz",))


def measure(encoder: Encoder, shared: Path) -> Figures:
    """Score all sentences that PropBank has."""
    counts: Counter[tuple[str, str]] = Counter()
    texts = read_gold(find_data(shared).files[0], "ewt")
    layouts = [give_words(text, gives_sentences=True) for text in texts]
    for text, marks in zip(texts, encoder.read(layouts), strict=True):
        unscored: set[int] = set()
        gold = Frames(predicates=set(), roles=set())
        for first, row in text.rows:
            unscored |= read_frames(row, first, gold)
        count_frames(gold, keep_scored(marks.predicates, unscored), counts)
    return {"propbank dev": figures_of(counts)}


def read_frames(row: Row, first: int, gold: Frames) -> set[int]:
    """Add a sentence's predicates and roles to the gold; give the words that count neither way.

    >>> row = {"tokens": "He is gone home".split(), "head": [3, 3, 0, 3], "srl": [
    ...     {"pred": 1, "sense": "be.03", "args": []},
    ...     {"pred": 2, "sense": "go.01", "args": [{"role": "ARG1", "start": 0, "end": 1}]}]}
    >>> gold = Frames(predicates=set(), roles=set())
    >>> read_frames(row, 10, gold), gold.predicates, gold.roles
    ({11}, {12}, {(12, 10, 'ARG1')})
    """
    if row["srl"] is None:
        return set(range(first, first + len(row["tokens"])))
    unscored: set[int] = set()
    for frame in row["srl"]:
        word = first + frame["pred"]
        if frame["sense"] in AUXILIARIES:
            unscored.add(word)
            continue
        gold.predicates.add(word)
        for argument in frame["args"]:
            if argument["role"] in ROLES:
                head = first + find_head(row["head"], argument["start"], argument["end"])
                gold.roles.add((word, head, argument["role"]))
    return unscored


def find_head(heads: Sequence[int], start: int, end: int) -> int:
    """Give the first word of a span whose head (from 1, 0 for none) lies outside it.

    >>> find_head([2, 3, 0, 5, 3], 0, 2)
    1
    """
    return next((word for word in range(start, end) if not start < heads[word] <= end), end - 1)


def keep_scored(predicates: Iterable[PredicateMark], unscored: set[int]) -> Frames:
    """Leave out predicates that count neither way, and roles that are not scored."""
    kept = [one for one in predicates if one.word not in unscored]
    return Frames(
        predicates={one.word for one in kept},
        roles={(one.word, role.word, role.role) for one in kept for role in one.roles if role.role in ROLES},
    )


def count_frames(gold: Frames, found: Frames, counts: Counter[tuple[str, str]]) -> None:
    """Count predicates and roles that are right, given and wanted."""
    both = gold.predicates & found.predicates
    sides = {"predicates": (gold.predicates, found.predicates)}
    of_found = [{triple for triple in side.roles if triple[0] in both} for side in (gold, found)]
    sides |= {"role": (gold.roles, found.roles), "role of found": (of_found[0], of_found[1])}
    for role in ROLES:
        own = [{triple for triple in side.roles if triple[2] == role} for side in (gold, found)]
        sides[role] = (own[0], own[1])
    for what, (wanted, given) in sides.items():
        counts[what, "right"] += len(wanted & given)
        counts[what, "given"] += len(given)
        counts[what, "wanted"] += len(wanted)


def figures_of(counts: Counter[tuple[str, str]]) -> dict[str, float]:
    """Give precision, recall and F1 of predicates and of roles, then each role's F1."""

    def of(what: str) -> tuple[float, float, float]:
        return score(counts[what, "right"], counts[what, "given"], counts[what, "wanted"])

    figures: dict[str, float] = {}
    for what, name in (("predicates", "predicate"), ("role", "role")):
        precision, recall, f1 = of(what)
        figures |= {f"{name}_f1": f1, f"{name}_precision": precision, f"{name}_recall": recall}
    figures["role_f1_of_found"] = of("role of found")[2]
    figures |= {f"{role.lower().replace('-', '_')}_f1": of(role)[2] for role in ROLES}
    return {**figures, "predicates": counts["predicates", "wanted"], "roles": counts["role", "wanted"]}


def main() -> None:
    """Measure and write."""
    options = read_options(make_parser(__doc__))
    encoder = open_measured(options)
    figures = measure(encoder, options.shared)
    publish("roles", options, find_data(options.shared), encoder.weights_id, figures)


if __name__ == "__main__":
    main()
