"""Evaluates every head before and after quantisation: ``python -m training.evaluate --run runs/NAME``.

Before: the run's checkpoint, in float. After: the int8 files that ``training.export`` wrote (``--weights``;
the shipped ones if left out). The same benchmarks measure both, one thread, one table.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from benchmarks import attribution, chains, events, factuality, labels, names, roles, syntax
from benchmarks.results import PROJECT, Figures, compare_table, open_encoder
from rashomon.encode import Encoder

MEASURES: dict[str, Callable[[Encoder, Path], Figures]] = {
    "sentences and syntax": syntax.measure,
    "names": names.measure,
    "attribution": attribution.measure,
    "mentions": chains.measure,
    "predicates and roles": roles.measure,
    "factuality and status": factuality.measure,
    "happenings": events.measure,
    "loaded words": labels.measure,
}
"""One line for each head, or for heads that one benchmark measures together."""


def evaluate(checkpoint: Path, weights: Path | None, shared: Path) -> None:
    """Measure and print head by head, each as soon as it is known."""
    floating, shipped = open_encoder(checkpoint=checkpoint), open_encoder(weights)
    print(f"float {floating.weights_id}, int8 {shipped.weights_id}")
    for head, measure in MEASURES.items():
        print(f"\n{head}", flush=True)
        before, after = measure(floating, shared), measure(shipped, shared)
        print(compare_table(before, after, ("float", "int8")), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--run", type=Path, required=True, help="the folder with the checkpoint")
    parser.add_argument(
        "--weights", type=Path, help="the folder that was exported; left out: the shipped one"
    )
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared")
    given = parser.parse_args()
    evaluate(given.run / "checkpoint.pt", given.weights, given.shared)
