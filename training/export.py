"""Exports a checkpoint to the files that ship: ``python -m training.export --run runs/NAME``.

The graph is traced to ONNX, its matrix products and its embeddings are turned to int8 (weights per channel, 7 bits so
that processors without VNNI give the same sums), and the small tables of the heads are put beside it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import torch

from rashomon.encode.weights import FORMAT, SHIPPED
from training.checkpoint import load_model
from training.train import base_folder

INPUTS = ("pieces", "shapes", "spaces", "firsts")


def export(checkpoint: Path, out: Path, *, reduce_range: bool = True) -> None:
    """Write ``encoder.onnx``, ``tables.npz``, ``tokenizer.json`` and ``weights.json`` to ``out``."""
    model = load_model(checkpoint)
    saved = torch.load(checkpoint, weights_only=True)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        floating = Path(folder) / "float.onnx"
        trace(model, floating)
        quantise(floating, out / "encoder.onnx", reduce_range=reduce_range)
    tables = {name: value.detach().numpy().astype(np.float32) for name, value in model.tables().items()}
    np.savez(out / "tables.npz", **tables)
    shutil.copyfile(base_folder() / "tokenizer.json", out / "tokenizer.json")
    identity = hashlib.blake2b((out / "encoder.onnx").read_bytes() + (out / "tables.npz").read_bytes(), digest_size=6).hexdigest()
    about = {"format": FORMAT, "id": identity, "data": saved["data"], "steps": saved["step"], "licence": "CC BY-SA 4.0"}
    (out / "weights.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def trace(model: torch.nn.Module, path: Path) -> None:
    """Write the float graph; batch, pieces and words may have any size."""
    pieces = torch.tensor([[101, 2002, 2056, 102]])
    example = (pieces, torch.ones_like(pieces), torch.ones_like(pieces), torch.tensor([[1, 2]]))
    with torch.inference_mode():
        names = list(model(*example))
    axes = {name: {0: "batch", 1: "pieces"} for name in INPUTS[:3]} | {"firsts": {0: "batch", 1: "words"}}
    axes |= {name: {0: "batch", 1: "words", **({2: "words"} if name == "arcs" else {})} for name in names}
    torch.onnx.export(
        model, example, str(path), input_names=list(INPUTS), output_names=names, dynamic_axes=axes, opset_version=17, dynamo=False
    )


def quantise(source: Path, target: Path, *, reduce_range: bool) -> None:
    """Turn matrix products with constant weights and embeddings to int8."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    prepared = source.with_suffix(".prepared.onnx")
    quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
    quantize_dynamic(
        str(prepared), str(target), op_types_to_quantize=["MatMul", "Gather"], per_channel=True, reduce_range=reduce_range,
        weight_type=QuantType.QInt8, extra_options={"MatMulConstBOnly": True},
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=SHIPPED)
    parser.add_argument("--full-range", action="store_true", help="8-bit weights: only right where the processor has VNNI")
    given = parser.parse_args()
    export(given.run / "checkpoint.pt", given.out, reduce_range=not given.full_range)
