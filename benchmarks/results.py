"""What every benchmark does alike: its options, which weights it measures, its table and its results file.

Figures are numbers by part and name (``{"polnear": {"found_f1": 71.2}}``), in per cent unless the name
ends in a unit. Results for the shipped weights go to ``benchmarks/results/NAME.json`` and are committed;
those of other weights are printed, and written only where ``--out`` says.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import platform
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rashomon.errors import BadWeights
from rashomon.flow import Coder
from rashomon.records import Account, Marks, Report

if TYPE_CHECKING:
    from rashomon.encode import Encoder

PROJECT = Path(__file__).resolve().parent.parent
RESULTS = Path(__file__).parent / "results"
OWN_STORIES = PROJECT / "training" / "stories"
Figures = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """The files that a benchmark reads; their digest goes beside the figures."""

    files: tuple[Path, ...]

    def describe(self) -> dict[str, object]:
        """Say how many files there are and what is in them, whatever folder they lie in."""
        return {"files": len(self.files), "sha256": digest(self.files)}


def digest(files: Iterable[Path]) -> str:
    """Give one SHA-256 of files' names and contents, in order of name."""
    total = hashlib.sha256()
    for path in sorted(files, key=lambda path: path.name):
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def make_parser(doc: str | None) -> argparse.ArgumentParser:
    """Make the options that benchmarks of the encoder share."""
    parser = argparse.ArgumentParser(
        description=doc, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--weights", type=Path, help="a folder of encoder files; left out: the shipped ones")
    which.add_argument("--checkpoint", type=Path, help="a checkpoint of training/train.py, measured as it is")
    parser.add_argument(
        "--shared", type=Path, default=PROJECT.parent / "shared", help="the folder with the data"
    )
    parser.add_argument("--out", type=Path, help="where to write results that are not the shipped weights'")
    return parser


def read_options(parser: argparse.ArgumentParser) -> argparse.Namespace:
    """Read the command line; a folder or file that is not there ends it with a line and exit code 2."""
    options = parser.parse_args()
    if not (options.shared / "data").is_dir():
        parser.error(f"no data in {options.shared}; name the folder that has them by --shared")
    if options.checkpoint is not None and not options.checkpoint.is_file():
        parser.error(f"no checkpoint {options.checkpoint}; training/train.py writes one to its --run")
    return options


def open_measured(options: argparse.Namespace) -> Encoder:
    """Open the encoder that the options name; weights that cannot be read end the command."""
    try:
        return open_encoder(options.weights, options.checkpoint)
    except BadWeights as error:
        print(error, file=sys.stderr)
        sys.exit(2)


def open_encoder(weights: Path | None = None, checkpoint: Path | None = None) -> Encoder:
    """Open a checkpoint, a folder of weights, or the shipped weights; one thread each."""
    from rashomon.encode import Encoder

    if checkpoint is None:
        return Encoder.load(weights)
    import torch

    from training.checkpoint import TorchWeights

    torch.set_num_threads(1)
    return Encoder(TorchWeights(checkpoint))


def make_coder(encoder: Encoder) -> Coder:
    """Give the corridor from reports to accounts that ``rashomon.load`` gives, with this encoder."""
    from rashomon.extract import Resources, build_account, load_lexicon

    lexicon = load_lexicon()
    resources = Resources(weights=encoder.weights_id)
    coder = f"weights {encoder.weights_id}"

    def build(report: Report, marks: Marks) -> Account:
        return build_account(report, marks, lexicon, coder, resources=resources)

    return Coder(encoder, build)


def publish(name: str, options: argparse.Namespace, data: Data, weights: str, figures: Figures) -> None:
    """Print a benchmark's figures and write its results file, ``NAME`` or ``NAME-PART`` of the benchmark."""
    print(f"{name}, weights {weights}", flush=True)
    print(format_table(figures))
    is_trial = bool(options.weights or options.checkpoint or vars(options).get("texts"))
    path: Path | None = options.out or (None if is_trial else RESULTS / f"{name}.json")
    if path is not None:
        write(name, {"data": data.describe(), "weights": weights, "figures": round_all(figures)}, path)


def write(name: str, result: Mapping[str, object], path: Path | None = None) -> None:
    """Write a results file: the command, the date and the platform, then ``result``."""
    about = {
        "command": f"python -m benchmarks.{name.replace('-', ' --', 1)}",
        "date": datetime.now(UTC).date().isoformat(),
        "python": sys.version.split()[0],
        "platform": f"{platform.system()} {platform.machine()}",
    }
    target = path or RESULTS / f"{name}.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps({**about, **result}, indent=1, ensure_ascii=False) + "\n", "utf-8")
    print(f"written to {target}")


def round_all(figures: Figures) -> Figures:
    """Round figures to four digits after the point."""
    return {part: {name: round(value, 4) for name, value in own.items()} for part, own in figures.items()}


def format_table(figures: Figures) -> str:
    """Lay figures out as lines, one a figure.

    >>> print(format_table({"raw text": {"f1": 90.04, "words": 12}}))
    raw text
      f1        90.04
      words        12
    """
    return "\n".join(
        _lay_out([(part, []), *((f"  {name}", [_show(value)]) for name, value in own.items())])
        for part, own in figures.items()
    )


def compare_table(before: Figures, after: Figures, titles: tuple[str, str]) -> str:
    """Lay the same figures of two encoders side by side, with what changed.

    >>> print(compare_table({"raw": {"f1": 90.0}}, {"raw": {"f1": 89.5}}, ("float", "int8")))
    raw     float     int8   change
      f1    90.00    89.50    -0.50
    """
    return "\n".join(
        _lay_out(
            [
                (part, [*titles, "change"]),
                *(
                    (
                        f"  {name}",
                        [_show(value), _show(after[part][name]), f"{after[part][name] - value:+.2f}"],
                    )
                    for name, value in own.items()
                ),
            ]
        )
        for part, own in before.items()
    )


def _lay_out(rows: Sequence[tuple[str, Sequence[str]]]) -> str:
    width = max(len(name) for name, _ in rows)
    lines = (f"{name:{width}}" + "".join(f"{cell:>9}" for cell in cells) for name, cells in rows)
    return "\n".join(line.rstrip() for line in lines)


def _show(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{value:.2f}"


def share(part: float, whole: float) -> float:
    """Give a share in per cent; 0 of nothing.

    >>> share(1, 4), share(0, 0)
    (25.0, 0.0)
    """
    return 100 * part / whole if whole else 0.0


def score(right: int, given: int, wanted: int) -> tuple[float, float, float]:
    """Give precision, recall and F1 in per cent.

    >>> score(1, 2, 4)
    (50.0, 25.0, 33.333333333333336)
    """
    return share(right, given), share(right, wanted), share(2 * right, given + wanted)
