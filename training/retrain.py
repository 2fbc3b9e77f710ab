"""Makes the shipped weights from nothing but the data: ``python -m training.retrain``.

Trains all heads on MiniLM, narrows the feed-forward layers in two steps to what the speed asked for allows,
trains that some more each time, and exports. Each stage keeps checkpoints in its run folder and goes on from
them when called again.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from rashomon.encode.weights import SHIPPED
from training import train
from training.export import export

STAGES: dict[str, str] = {
    "wide": "--epochs 6 --until 0.63",
    "narrow": "--epochs 3 --inner 1024 --rate 1e-4 --rate-heads 5e-4",
    "last": "--epochs 1 --inner 1024 --rate 8e-5 --rate-heads 4e-4",
    "lean": "--epochs 10 --until 0.22 --inner 768 --rate-heads 7e-4 --repeats ewt=2,story=1,wikigold=2",
    "whole": "--epochs 4 --inner 768 --rate 1.3e-4 --rate-heads 7e-4 --repeats ewt=2,story=2,wikigold=2",
}
"""Feed-forward layers keep 1,024 and then 768 of their 1,536 neurons: see docs/decisions on the encoder's
speed. Each stage trains all heads."""


def main() -> None:
    """Run all stages."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=train.PROJECT.parent / "shared")
    parser.add_argument("--runs", type=Path, default=train.PROJECT / "runs", help="folder for checkpoints")
    parser.add_argument("--out", type=Path, default=SHIPPED, help="folder for the exported files")
    parser.add_argument(
        "--bf16", action="store_true", help="bfloat16 arithmetic, faster where the processor has it"
    )
    given = parser.parse_args()
    before: Path | None = None
    for name, words in STAGES.items():
        run: Path = given.runs / name
        options = [*words.split(), "--shared", str(given.shared), "--run", str(run)]
        options += ["--start", str(before)] if before else []
        options += ["--bf16"] if given.bf16 else []
        train.train(train.options().parse_args(options))
        before = run / "checkpoint.pt"
    assert before is not None
    export(before, given.out)


if __name__ == "__main__":
    main()
