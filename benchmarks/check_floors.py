"""Whether the committed figures hold: ``python -m benchmarks.check_floors``; the gate asks the same.

``floors.json`` has for each benchmark the digest of its data, the figures it must not fall below
(``at_least``) and those it must not rise above (``at_most``). Lowering one needs a reason in the commit.
``aim`` says what a figure that is not there yet is to reach: it is shown in the tables, not checked.
Results of the encoder must be those of the weights that ship, or of such as give the same outputs bit for
bit: ``same_outputs_as`` in ``weights.json`` names those, as where only the graph's steps are fewer.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from operator import ge, le
from pathlib import Path
from typing import Any

from benchmarks.results import RESULTS
from rashomon.encode.weights import SHIPPED

FLOORS = Path(__file__).parent / "floors.json"
Result = Mapping[str, Any]
DIRECTIONS = {"at_least": ("below", ge), "at_most": ("above", le)}


def read_floors() -> dict[str, Result]:
    """Read the floors."""
    return json.loads(FLOORS.read_text("utf-8"))


def read_results() -> dict[str, Result]:
    """Read the committed results by name."""
    return {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(RESULTS.glob("*.json"))}


def shipped_id() -> str:
    """Give the id of the weights that ship; raises FileNotFoundError if there are none."""
    return json.loads((SHIPPED / "weights.json").read_text("utf-8"))["id"]


def equal_ids() -> frozenset[str]:
    """Give the ids of weights that give the same outputs as those that ship."""
    return frozenset(json.loads((SHIPPED / "weights.json").read_text("utf-8")).get("same_outputs_as", ()))


def find_problems(
    floors: Mapping[str, Result],
    results: Mapping[str, Result],
    weights: str,
    equal: frozenset[str] = frozenset(),
) -> list[str]:
    """Say, a line each, what is missing, measured on other data or weights, or out of bounds."""
    problems: list[str] = []
    for name, floor in floors.items():
        if name not in results:
            problems.append(f"{name}: no results; run python -m benchmarks.{name}")
        else:
            told = _compare(floor, results[name], weights, equal)
            problems.extend(f"{name}: {problem}" for problem in told)
    return problems


def _compare(floor: Result, result: Result, weights: str, equal: frozenset[str]) -> Iterator[str]:
    if result["data"]["sha256"] != floor["sha256"]:
        yield "measured on other data than the floors were set on; measure again or set new floors"
    if "weights" in result and result["weights"] not in {weights, *equal}:
        yield f"measured with weights {result['weights']}, but {weights} ship; measure again"
    for direction, (word, holds) in DIRECTIONS.items():
        for part, bounds in floor.get(direction, {}).items():
            for figure, bound in bounds.items():
                value = result["figures"].get(part, {}).get(figure)
                if value is None:
                    yield f"no figure {figure} of {part}"
                elif not holds(value, bound):
                    yield f"{figure} of {part} is {value:g}, {word} {bound:g}"


def main() -> None:
    """Compare, print what is wrong, and end with exit code 1 if anything is, 2 without weights."""
    try:
        weights = shipped_id()
    except FileNotFoundError:
        print(f"no weights in {SHIPPED}: python -m training.export writes them", file=sys.stderr)
        sys.exit(2)
    problems = find_problems(read_floors(), read_results(), weights, equal_ids())
    print("\n".join(problems) or "all figures hold")
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
