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
from copy import deepcopy
from pathlib import Path

import torch

from rashomon.encode.pieces import Pieces
from training.batches import pad, shuffled_batches
from training.checkpoint import base_folder, load_model
from training.corpora import digest, read_split
from training.documents import Document
from training.encoder import INNER, narrow
from training.model import WEIGHTS, Model

PROJECT = Path(__file__).resolve().parent.parent
SEED = 20261127
REPEATS = {"story": 2}
"""Our stories are the scheme that the released heads speak: they are seen twice an epoch."""


def parameter_groups(model: Model, rate: float, rate_heads: float) -> list[dict[str, object]]:
    """No decay for biases, norms and embeddings; a higher rate for the new parts."""
    groups: dict[tuple[float, float], list[torch.nn.Parameter]] = defaultdict(list)
    for name, parameter in model.named_parameters():
        is_new = name.startswith("heads.") or ".shapes." in name or ".spaces." in name
        plain = parameter.ndim < 2 or "norm" in name or "distance" in name
        groups[rate_heads if is_new else rate, 0.0 if plain else 0.01].append(parameter)
    return [{"params": params, "lr": lr, "base": lr, "weight_decay": decay} for (lr, decay), params in groups.items()]


def start_model(options: argparse.Namespace, documents: list[Document], pieces: Pieces) -> Model:
    """MiniLM with new heads; or, with ``--start``, an earlier run's model, narrowed if ``--inner`` asks for it."""
    if not options.start:
        model = Model()
        model.encoder.load_base(base_folder())
        return model
    model = load_model(options.start)
    if options.inner != INNER:
        batches = [pad(examples) for examples in shuffled_batches(documents, pieces, options.batch, SEED)[:40]]
        windows = [(b.pieces, b.shapes, b.spaces, b.firsts) for b in batches]
        model.encoder = narrow(model.encoder, options.inner, windows)
    return model


def train(options: argparse.Namespace) -> None:
    """Run or resume one training."""
    torch.manual_seed(SEED)
    torch.set_num_threads(options.threads)
    run: Path = options.run
    run.mkdir(parents=True, exist_ok=True)
    pieces = Pieces.from_file(base_folder() / "tokenizer.json")
    documents = list(read_split(options.shared, options.stories, "train"))
    data = digest(options.shared, options.stories)
    per_epoch = len(shuffled_batches(documents, pieces, options.batch, SEED, REPEATS))
    steps = per_epoch * options.epochs
    model = start_model(options, documents, pieces)
    optimizer = torch.optim.AdamW(parameter_groups(model, options.rate, options.rate_heads), betas=(0.9, 0.98))
    average = deepcopy(model.state_dict())
    step = 0
    checkpoint = run / "checkpoint.pt"
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        if saved["data"] != data:
            raise SystemExit(f"{checkpoint} was made from other data ({saved['data']}, now {data}): use another --run")
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        average, step = saved["average"], saved["step"]
    print(json.dumps({"documents": len(documents), "data": data, "steps": steps, "per_epoch": per_epoch, "at": step}), flush=True)
    started = saved_at = time.monotonic()
    sums: dict[str, float] = defaultdict(float)
    counts: dict[str, int] = defaultdict(int)
    seen = 0
    model.train()
    while step < steps:
        epoch, within = divmod(step, per_epoch)
        batches = shuffled_batches(documents, pieces, options.batch, SEED + epoch, REPEATS)
        if len(batches) < per_epoch:
            batches += batches[: per_epoch - len(batches)]
        for examples in batches[within:per_epoch]:
            batch = pad(examples)
            scale = min(1.0, (step + 1) / (0.06 * steps)) * max(0.02, 1 - step / steps)
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * scale
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=options.bf16):
                losses = model.losses(batch)
                loss = torch.stack([WEIGHTS[name] * value.float() for name, value in losses.items()]).sum()
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            step += 1
            seen += sum(len(e.pieces) for e in examples)
            with torch.no_grad():
                decay = min(0.995, (1 + step) / (10 + step))
                for name, value in model.state_dict().items():
                    average[name].lerp_(value, 1 - decay)
            for name, value in losses.items():
                if value.item() != 0.0:
                    sums[name] += value.item()
                    counts[name] += 1
            if step % 50 == 0:
                spent = time.monotonic() - started
                shown = {name: round(sums[name] / counts[name], 3) for name in sums}
                print(json.dumps({"step": step, "of": steps, "pieces_s": round(seen / spent), "minutes": round(spent / 60, 1), **shown}), flush=True)
                sums.clear()
                counts.clear()
            over = options.stop_after and time.monotonic() - started > 60 * options.stop_after
            if time.monotonic() - saved_at > 300 or step == steps or over:
                saved_at = time.monotonic()
                state = {"model": model.state_dict(), "average": average, "optimizer": optimizer.state_dict(), "step": step, "steps": steps, "data": data}
                torch.save(state, checkpoint.with_suffix(".tmp"))
                checkpoint.with_suffix(".tmp").replace(checkpoint)
            if over:
                return
            if math.isnan(loss.item()):
                raise SystemExit(f"loss is not a number at step {step}")
    print(json.dumps({"done": step, "minutes": round((time.monotonic() - started) / 60, 1)}), flush=True)


def options() -> argparse.ArgumentParser:
    """The command's options."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared")
    parser.add_argument("--stories", type=Path, default=PROJECT / "training" / "stories", help="the project's own stories")
    parser.add_argument("--run", type=Path, default=PROJECT / "runs" / "encoder")
    parser.add_argument("--start", type=Path, help="a checkpoint whose weights to start from, instead of MiniLM's")
    parser.add_argument("--inner", type=int, default=INNER, help="with --start: width of the feed-forward layers")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--batch", type=int, default=2400, help="word pieces a batch")
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--rate-heads", type=float, default=1e-3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--bf16", action="store_true", help="bfloat16 arithmetic, faster where the processor has it")
    parser.add_argument("--stop-after", type=float, default=0)
    return parser


if __name__ == "__main__":
    train(options().parse_args())
