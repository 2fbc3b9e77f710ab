"""Exports a checkpoint to the files that ship: ``python -m training.export --run runs/NAME``.

The graph is traced to ONNX, its matrix products and its embeddings are turned to int8 (weights per channel, 7
bits so that processors without VNNI give the same sums), it is straightened, and the small tables of the
heads are put beside it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch

from rashomon.encode.weights import FORMAT, INPUTS, SHIPPED
from training.checkpoint import base_folder, load_model
from training.model import Model
from training.straighten import straighten


def export(checkpoint: Path, out: Path, *, reduce_range: bool = True) -> None:
    """Write ``encoder.onnx``, ``tables.npz``, ``tokenizer.json`` and ``weights.json`` to ``out``."""
    model = load_model(checkpoint)
    saved = torch.load(checkpoint, weights_only=True)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        floating = Path(folder) / "float.onnx"
        trace(model, floating)
        quantise(floating, out / "encoder.onnx", reduce_range=reduce_range)
    finished = onnx.load(str(out / "encoder.onnx"))
    straighten(finished)
    onnx.save(finished, str(out / "encoder.onnx"))
    tables = {name: value.detach().numpy().astype(np.float32) for name, value in model.tables().items()}
    np.savez(out / "tables.npz", **tables)
    shutil.copyfile(base_folder() / "tokenizer.json", out / "tokenizer.json")
    about = {
        "format": FORMAT,
        "id": identify(out),
        "data": saved["data"],
        "steps": saved["step"],
        "licence": "CC BY-SA 4.0",
    }
    (out / "weights.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def identify(folder: Path) -> str:
    """Return the weights' id: a digest of the graph and the tables."""
    files = [(folder / name).read_bytes() for name in ("encoder.onnx", "tables.npz")]
    return hashlib.blake2b(b"".join(files), digest_size=6).hexdigest()


def trace(model: Model, path: Path) -> None:
    """Write the float graph; batch, pieces and words may have any size."""
    pieces = torch.tensor([[101, 2002, 2056, 102]])
    example = (pieces, torch.ones_like(pieces), torch.ones_like(pieces), torch.tensor([[1, 2]]))
    model.encoder.is_padded = False
    with torch.inference_mode():
        names = list(model(*example))
    axes = {name: {0: "batch", 1: "pieces"} for name in INPUTS[:3]} | {"firsts": {0: "batch", 1: "words"}}
    axes |= {name: {0: "batch", 1: "words", **({2: "words"} if name == "arcs" else {})} for name in names}
    torch.onnx.export(
        model,
        example,
        str(path),
        input_names=list(INPUTS),
        output_names=names,
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def join_products(graph: onnx.GraphProto) -> None:
    """Turn matrix products that share their input (the heads' first layers) into one and a split."""
    from onnx import helper, numpy_helper

    constants = {tensor.name: tensor for tensor in graph.initializer}
    sharing: dict[str, list[onnx.NodeProto]] = {}
    for node in graph.node:
        if node.op_type == "MatMul" and node.input[1] in constants:
            sharing.setdefault(node.input[0], []).append(node)
    for source, nodes in sharing.items():
        if len(nodes) < 2:
            continue
        weights = [numpy_helper.to_array(constants[node.input[1]]) for node in nodes]
        name = nodes[0].name + "/joined"
        sizes = numpy_helper.from_array(
            np.array([w.shape[1] for w in weights], dtype=np.int64), name + "/sizes"
        )
        graph.initializer.extend(
            [numpy_helper.from_array(np.concatenate(weights, 1), name + "/weight"), sizes]
        )
        product = helper.make_node("MatMul", [source, name + "/weight"], [name], name=name)
        split = helper.make_node(
            "Split", [name, sizes.name], [node.output[0] for node in nodes], name=name + "/split", axis=-1
        )
        place = min(list(graph.node).index(node) for node in nodes)
        for node in nodes:
            graph.node.remove(node)
        graph.node.insert(place, product)
        graph.node.insert(place + 1, split)


def quantise(source: Path, target: Path, *, reduce_range: bool) -> None:
    """Turn matrix products with constant weights and embeddings to int8."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    prepared = source.with_suffix(".prepared.onnx")
    quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
    model = onnx.load(str(prepared))
    join_products(model.graph)
    onnx.save(model, str(prepared))
    quantize_dynamic(
        str(prepared),
        str(target),
        op_types_to_quantize=["MatMul", "Gather"],
        per_channel=True,
        reduce_range=reduce_range,
        weight_type=QuantType.QInt8,
        extra_options={"MatMulConstBOnly": True},
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=SHIPPED)
    parser.add_argument(
        "--full-range", action="store_true", help="8-bit weights: only right where the processor has VNNI"
    )
    given = parser.parse_args()
    export(given.run / "checkpoint.pt", given.out, reduce_range=not given.full_range)
