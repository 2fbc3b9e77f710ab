"""Reads exported weights back into a model, to train on from them where the checkpoint is gone.

The weights come back as int8 holds them, and of each head's vectors for corpora only the one it speaks with:
enough to start a training from, not to go on with one.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from training.documents import DOMAINS
from training.heads.tagging import Hidden
from training.model import Model

Numbers = NDArray[np.float32]
_TABLES = {
    "relation_weight": ("heads.syntax.labels.weight", 1.0),
    "relation_bias": ("heads.syntax.labels.bias", 1.0),
    "attribution_distance": ("heads.attribution.distance", 1.0),
    "attribution_query_weight": ("heads.attribution.query.weight", 128**0.5),
    "attribution_query_bias": ("heads.attribution.query.bias", 128**0.5),
    "mention_features": ("heads.mentions.features", 1.0),
    "role_query_weight": ("heads.predicates.query.weight", 64**0.5),
    "role_query_bias": ("heads.predicates.query.bias", 64**0.5),
    "part_query_weight": ("heads.events.query.weight", 64**0.5),
    "part_query_bias": ("heads.events.query.bias", 64**0.5),
}
"""Where each table comes from, and what undoes the scale it is stored with."""


def unpack(folder: Path) -> Model:
    """Build the model that ``training.export`` wrote to a folder; heads that it lacks start anew."""
    graph = onnx.load(str(folder / "encoder.onnx")).graph
    constants = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    products = _products(graph, constants)
    model = Model(inner=products["encoder/layers.0/up"].shape[1])
    named = dict(model.named_parameters())
    with torch.no_grad():
        for name, parameter in named.items():
            if name in constants:
                parameter.copy_(torch.tensor(constants[name]))
            elif name + "_quantized" in constants:
                scale, zero = constants[name + "_scale"], constants[name + "_zero_point"]
                whole = constants[name + "_quantized"].astype(np.float32)
                parameter.copy_(torch.tensor((whole - zero.astype(np.float32)) * scale))
        for place, weight in products.items():
            _set_product(named, place, torch.tensor(weight.T))
        _set_biases(named, graph, constants)
        _set_last_layer(model, products, graph, constants)
        _set_domains(model, constants)
        _set_tables(named, folder)
    return model.eval()


def _products(graph: onnx.GraphProto, constants: dict[str, Numbers]) -> dict[str, Numbers]:
    """Give each matrix product's weights [in, out] under the place of its module in the graph."""
    found: dict[str, Numbers] = {}
    splits = {node.name: node for node in graph.node if node.op_type == "Split"}
    for node in graph.node:
        if node.op_type != "MatMulInteger" or node.input[1] not in constants:
            continue
        name = node.input[1].removesuffix("_quantized")
        weight = constants[node.input[1]].astype(np.float32) * constants[name + "_scale"]
        place = node.name.removesuffix("_quant")
        if not place.endswith("/joined"):
            found[_place(place)] = weight
            continue
        split = splits[place + "/split"]
        outputs = split.doc_string.split()
        for output, part in zip(outputs, _cut(weight, constants[split.input[1]]), strict=True):
            found[_place(output.removesuffix("_output_0"))] = part
    return found


def _cut(joined: Numbers, sizes: NDArray[np.int64]) -> list[Numbers]:
    """Cut what was joined along its last axis into parts of these sizes."""
    return np.split(joined, np.cumsum(sizes)[:-1], axis=-1)


def _set_biases(named: dict[str, Tensor], graph: onnx.GraphProto, constants: dict[str, Numbers]) -> None:
    """Set the biases that ``training.straighten`` joined, whose names the joined one notes."""
    notes = {tensor.name: tensor.doc_string.split() for tensor in graph.initializer}
    for split in graph.node:
        if split.op_type == "Split" and split.name.endswith("/joined/split"):
            joined = split.name.removesuffix("/split") + "/bias"
            parts = _cut(constants[joined], constants[split.input[1]])
            for name, part in zip(notes[joined], parts, strict=True):
                if name in named:
                    named[name].copy_(torch.tensor(part))


def _place(name: str) -> str:
    return name.strip("/").removesuffix("/MatMul")


def _set_product(named: dict[str, Tensor], place: str, weight: Tensor) -> None:
    dotted = place.replace("/", ".") + ".weight"
    for name in (dotted, "heads." + dotted):
        if name in named and named[name].shape == weight.shape:
            named[name].copy_(weight)


def _set_last_layer(
    model: Model, products: dict[str, Numbers], graph: onnx.GraphProto, constants: dict[str, Numbers]
) -> None:
    """Put the last layer's query, key and value together again: there words look at all pieces."""
    layer = model.encoder.layers[-1]
    at = f"encoder/layers.{len(model.encoder.layers) - 1}"
    parts = [products[at], products[at + "/MatMul_1"]]
    added = {node.name: node for node in graph.node if node.op_type == "Add"}
    shifts = [
        next(constants[name] for name in added[f"/{at}/{add}"].input if name in constants)
        for add in ("Add", "Add_1")
    ]
    layer.query_key_value.weight.copy_(torch.tensor(np.concatenate(parts, 1).T))
    layer.query_key_value.bias.copy_(torch.tensor(np.concatenate(shifts)))


def _set_domains(model: Model, constants: dict[str, Numbers]) -> None:
    """Find vectors for the corpora whose product with the weights is what the export folded in."""
    for name, head in model.heads.items():
        for part, module in head.named_children():
            folded = constants.get(f"/{name}/{part}/MatMul_output_0")
            if isinstance(module, Hidden) and folded is not None:
                weight = module.linear.weight.detach()
                own = torch.linalg.lstsq(weight, torch.tensor(folded)[:, None]).solution[:, 0]
                module.domains.weight[DOMAINS.index(head.domain)] = own


def _set_tables(named: dict[str, Tensor], folder: Path) -> None:
    """Take the small parameters that decoding uses from beside the graph."""
    with np.load(folder / "tables.npz") as stored:
        for table, (name, scale) in _TABLES.items():
            named[name].copy_(torch.tensor(stored[table] * scale))
