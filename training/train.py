"""Trains the encoder and all heads: ``python -m training.train``. Checkpoints every few minutes and resumes.

--shared DIR     the folder with the training data and the annotated stories
--run DIR        where checkpoints go (runs/NAME, not committed)
--epochs N       passes over the data
--stop-after M   save a checkpoint and stop after M minutes
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections import defaultdict
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch import Tensor

from rashomon.encode.pieces import Pieces
from training.batches import Example, pad, shuffled_batches
from training.checkpoint import base_folder, load_model
from training.corpora import digest, read_split
from training.documents import Document
from training.encoder import INNER, narrow
from training.model import WEIGHTS, Model
from training.unpack import unpack

PROJECT = Path(__file__).resolve().parent.parent
CHECKPOINT = "checkpoint.pt"
SAVED_EVERY_SECONDS = 300
SEED = 20261127
REPEATS = "story=2"
"""Our stories are the scheme that the released heads speak: they are seen twice an epoch."""


def parameter_groups(model: Model, rate: float, rate_heads: float) -> list[dict[str, object]]:
    """No decay for biases, norms and embeddings; a higher rate for the new parts."""
    groups: dict[tuple[float, float], list[torch.nn.Parameter]] = defaultdict(list)
    for name, parameter in model.named_parameters():
        is_new = name.startswith("heads.") or ".shapes." in name or ".spaces." in name
        plain = parameter.ndim < 2 or "norm" in name or "distance" in name
        groups[rate_heads if is_new else rate, 0.0 if plain else 0.01].append(parameter)
    return [
        {"params": params, "lr": lr, "base": lr, "weight_decay": decay}
        for (lr, decay), params in groups.items()
    ]


def start_model(options: argparse.Namespace, documents: list[Document], pieces: Pieces) -> Model:
    """MiniLM with new heads; with ``--start`` an earlier run's model, narrowed if ``--inner`` asks for it."""
    if not options.start:
        model = Model()
        model.encoder.load_base(base_folder())
        return model
    model = unpack(options.start) if options.start.is_dir() else load_model(options.start, adds_heads=True)
    if options.inner < model.encoder.layers[0].up.out_features:
        batches = [
            pad(examples) for examples in shuffled_batches(documents, pieces, options.batch, SEED)[:40]
        ]
        windows = [(b.pieces, b.shapes, b.spaces, b.firsts) for b in batches]
        model.encoder = narrow(model.encoder, options.inner, windows)
    return model


@dataclass(slots=True)
class Training:
    """One training as it stands: all that a checkpoint keeps."""

    model: Model
    optimizer: torch.optim.Optimizer
    average: dict[str, Tensor]
    """Running mean of the parameters: what is measured and shipped."""
    data: str
    """Digest of the training files."""
    steps: int
    step: int = 0


def start_training(
    options: argparse.Namespace, documents: list[Document], pieces: Pieces, steps: int
) -> Training:
    """Set up model and optimizer; go on from the run's checkpoint if there is one."""
    data = digest(options.shared, options.stories)
    model = start_model(options, documents, pieces)
    groups = parameter_groups(model, options.rate, options.rate_heads)
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98))
    training = Training(model, optimizer, deepcopy(model.state_dict()), data, steps)
    checkpoint = options.run / CHECKPOINT
    if checkpoint.exists():
        restore(training, checkpoint)
    return training


def restore(training: Training, checkpoint: Path) -> None:
    """Take over what a checkpoint of the same data holds."""
    saved = torch.load(checkpoint, weights_only=True)
    if saved["data"] != training.data:
        raise SystemExit(
            f"{checkpoint} was made from other data ({saved['data']}, now {training.data}): use another --run"
        )
    training.model.load_state_dict(saved["model"])
    training.optimizer.load_state_dict(saved["optimizer"])
    training.average, training.step = saved["average"], saved["step"]


def save(training: Training, checkpoint: Path) -> None:
    """Write a checkpoint; one that is there is replaced only when the new one is whole."""
    state = {
        "model": training.model.state_dict(),
        "average": training.average,
        "optimizer": training.optimizer.state_dict(),
        "step": training.step,
        "steps": training.steps,
        "data": training.data,
    }
    torch.save(state, checkpoint.with_suffix(".tmp"))
    checkpoint.with_suffix(".tmp").replace(checkpoint)


@dataclass(slots=True)
class Progress:
    """What the log lines tell: speed since the start, mean losses since the last line."""

    started: float = field(default_factory=time.monotonic)
    seen: int = 0
    sums: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, losses: dict[str, float], pieces: int) -> None:
        """Note one step; a loss of zero is a head that had nothing to learn from it."""
        self.seen += pieces
        for name, value in losses.items():
            if value != 0.0:
                self.sums[name] += value
                self.counts[name] += 1

    @property
    def minutes(self) -> float:
        """Minutes since the start."""
        return (time.monotonic() - self.started) / 60

    def show(self, step: int, steps: int) -> None:
        """Print a log line and begin new means."""
        minutes = self.minutes
        shown = {name: round(self.sums[name] / self.counts[name], 3) for name in self.sums}
        speed = {"pieces_s": round(self.seen / (60 * minutes)), "minutes": round(minutes, 1)}
        _log({"step": step, "of": steps, **speed, **shown})
        self.sums.clear()
        self.counts.clear()


def _log(line: dict[str, object]) -> None:
    print(json.dumps(line), flush=True)


def take_step(training: Training, examples: list[Example], *, bf16: bool) -> dict[str, float]:
    """Learn from one batch; gives each head's loss.

    The rate rises over the first 6 % of all steps and falls to 2 % at the end.
    """
    scale = min(1.0, (training.step + 1) / (0.06 * training.steps))
    scale *= max(0.02, 1 - training.step / training.steps)
    for group in training.optimizer.param_groups:
        group["lr"] = group["base"] * scale
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
        losses = training.model.losses(pad(examples))
        loss = torch.stack([WEIGHTS[name] * value.float() for name, value in losses.items()]).sum()
    training.optimizer.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(training.model.parameters(), 1.0)
    training.optimizer.step()
    training.step += 1
    if math.isnan(loss.item()):
        raise SystemExit(f"loss is not a number at step {training.step}")
    with torch.no_grad():
        decay = min(0.995, (1 + training.step) / (10 + training.step))
        for name, value in training.model.state_dict().items():
            training.average[name].lerp_(value, 1 - decay)
    return {name: value.item() for name, value in losses.items()}


def read_repeats(words: str) -> dict[str, int]:
    """Read how often an epoch sees each domain, "story=2,ewt=1"; once where it is not named."""
    return {name: int(times) for name, times in (pair.split("=") for pair in words.split(","))}


def remaining_batches(
    documents: list[Document], pieces: Pieces, options: argparse.Namespace, per_epoch: int, training: Training
) -> Iterator[list[Example]]:
    """Give the batches from where the training stands to its end; each epoch is cut and shuffled anew."""
    repeats = read_repeats(options.repeats)
    while training.step < options.until * training.steps:
        epoch, within = divmod(training.step, per_epoch)
        batches = shuffled_batches(documents, pieces, options.batch, SEED + epoch, repeats)
        if len(batches) < per_epoch:
            batches += batches[: per_epoch - len(batches)]
        yield from batches[within:per_epoch]


def train(options: argparse.Namespace) -> None:
    """Run or resume one training."""
    torch.manual_seed(SEED)
    torch.set_num_threads(options.threads)
    options.run.mkdir(parents=True, exist_ok=True)
    pieces = Pieces.from_file(base_folder() / "tokenizer.json")
    documents = list(read_split(options.shared, options.stories, "train"))
    per_epoch = len(shuffled_batches(documents, pieces, options.batch, SEED, read_repeats(options.repeats)))
    training = start_training(options, documents, pieces, per_epoch * options.epochs)
    about = {"documents": len(documents), "data": training.data, "steps": training.steps}
    _log({**about, "per_epoch": per_epoch, "at": training.step})
    progress = Progress()
    saved_at = progress.started
    training.model.train()
    for examples in remaining_batches(documents, pieces, options, per_epoch, training):
        losses = take_step(training, examples, bf16=options.bf16)
        progress.add(losses, sum(len(example.pieces) for example in examples))
        if training.step % 50 == 0:
            progress.show(training.step, training.steps)
        is_over = bool(options.stop_after) and progress.minutes > options.stop_after
        is_over = is_over or training.step >= options.until * training.steps
        if is_over or time.monotonic() - saved_at > SAVED_EVERY_SECONDS:
            saved_at = time.monotonic()
            save(training, options.run / CHECKPOINT)
        if is_over:
            break
    _log({"at": training.step, "minutes": round(progress.minutes, 1)})


def options() -> argparse.ArgumentParser:
    """The command's options."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared")
    parser.add_argument(
        "--stories", type=Path, default=PROJECT / "training" / "stories", help="the project's own stories"
    )
    parser.add_argument("--run", type=Path, default=PROJECT / "runs" / "encoder")
    parser.add_argument(
        "--start",
        type=Path,
        help="a checkpoint or a folder of exported weights to start from, instead of MiniLM's",
    )
    parser.add_argument(
        "--inner", type=int, default=INNER, help="with --start: width of the feed-forward layers"
    )
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument(
        "--until",
        type=float,
        default=1.0,
        help="stop after this share of the steps, for a next stage to go on",
    )
    parser.add_argument("--batch", type=int, default=2400, help="word pieces a batch")
    parser.add_argument("--repeats", default=REPEATS, help="how often an epoch sees each domain")
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--rate-heads", type=float, default=1e-3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--bf16", action="store_true", help="bfloat16 arithmetic, faster where the processor has it"
    )
    parser.add_argument("--stop-after", type=float, default=0)
    return parser


if __name__ == "__main__":
    train(options().parse_args())
