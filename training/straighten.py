"""Straightens the exported graph: the same outputs, bit for bit, in fewer and cheaper steps.

Tracing spells out what is known beforehand (shapes, the scale of attention) and turns query, key and value
one by one; quantising gives every product zero points that are all nought. None of this changes a number, so
what is left out here only costs time.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

from training.encoder import ATTENTION_HEADS, WIDTH

Array = NDArray[Any]
_HEAD = WIDTH // ATTENTION_HEADS
_SCALE = np.sqrt(np.float32(1) / np.sqrt(np.float32(_HEAD)))
"""What queries and keys are each multiplied with, in the same steps as the traced graph does."""
_OWN = "com.microsoft"
"""The domain of onnxruntime's own operators."""
_MOVES = {"Mul", "Transpose", "Reshape", "Slice"}
"""What lies between a layer's projection and its attention."""


def straighten(model: onnx.ModelProto) -> None:
    """Rewrite a quantised graph of ``training.export`` in place."""
    graph = Graph(model.graph)
    for softmax in [node for node in graph.nodes if node.op_type == "Softmax"]:
        straighten_attention(graph, softmax)
    for split in [node for node in graph.nodes if node.name.endswith("/joined/split")]:
        join_biases(graph, split)
    gather_rows(graph)
    drop_zero_points(graph)
    graph.tidy()
    if not any(used.domain == _OWN for used in model.opset_import):
        model.opset_import.append(helper.make_opsetid(_OWN, 1))


class Graph:
    """A graph under repair: nodes may stand in any order until it is tidied."""

    def __init__(self, proto: onnx.GraphProto) -> None:
        self.proto = proto
        self.constants: dict[str, Array] = {
            tensor.name: numpy_helper.to_array(tensor) for tensor in proto.initializer
        }
        self.makers = {output: node for node in proto.node for output in node.output}

    @property
    def nodes(self) -> list[onnx.NodeProto]:
        """All nodes, in their present order."""
        return list(self.proto.node)

    def users(self, name: str) -> list[onnx.NodeProto]:
        """Return the nodes that take a value."""
        return [node for node in self.proto.node if name in node.input]

    def hold(self, name: str, value: Array, note: str = "") -> str:
        """Add a constant unless it is there; returns its name."""
        if name not in self.constants:
            self.constants[name] = value
            tensor = numpy_helper.from_array(value, name)
            tensor.doc_string = note
            self.proto.initializer.append(tensor)
        return name

    def add(self, kind: str, taken: Iterable[str], made: str | list[str], **attributes: Any) -> None:  # noqa: ANN401 - as ONNX has them
        """Add a node that is named as its first output."""
        outputs = [made] if isinstance(made, str) else made
        node = helper.make_node(kind, list(taken), outputs, name=outputs[0], **attributes)
        self.proto.node.append(node)
        self.makers.update(dict.fromkeys(outputs, node))

    def tidy(self) -> None:
        """Leave out what no output needs, and put every node after those whose values it takes."""
        order: list[onnx.NodeProto] = []
        seen: set[str] = set()
        todo = [output.name for output in reversed(self.proto.output)]
        while todo:
            node = self.makers.get(todo[-1])
            waiting = [] if node is None else [name for name in node.input if name not in seen]
            if waiting:
                todo.extend(reversed(waiting))
                continue
            name = todo.pop()
            if node is not None and name not in seen:
                order.append(node)
                seen.update(node.output)
            seen.add(name)
        kept = [tensor for tensor in self.proto.initializer if tensor.name in seen]
        del self.proto.node[:], self.proto.initializer[:]
        self.proto.node.extend(order)
        self.proto.initializer.extend(kept)


def straighten_attention(graph: Graph, softmax: onnx.NodeProto) -> None:
    """Scale, cut into heads and turn query, key and value at once where they lie in one projection."""
    place = softmax.name.removesuffix("/Softmax")
    scores = graph.makers[softmax.input[0]]
    (seen,) = graph.users(softmax.output[0])
    (turned,) = graph.users(seen.output[0])
    (joined,) = graph.users(turned.output[0])
    parts: dict[str, list[str]] = {}
    for part, name in zip(("query", "key", "value"), (*scores.input, seen.input[1]), strict=True):
        parts.setdefault(find_projection(graph, name), []).append(part)
    for projection, names in parts.items():
        turn_heads(graph, place, projection, names)
    taken = [f"{place}/query", f"{place}/key"]
    graph.proto.node.remove(scores)  # onnxruntime's own product takes the keys as they lie
    graph.add("FusedMatMul", taken, scores.output[0], transB=1, domain=_OWN)
    seen.input[1] = f"{place}/value"
    joined.input[1] = graph.hold("heads/joined", np.array([0, 0, WIDTH]))


def find_projection(graph: Graph, name: str) -> str:
    """Walk back from a part of attention to the projection that it was cut from."""
    while graph.makers[name].op_type in _MOVES:
        name = graph.makers[name].input[0]
    return name


def turn_heads(graph: Graph, place: str, projection: str, parts: list[str]) -> None:
    """Make each part [batch, 12, n, 32], queries and keys scaled, of a projection [batch, n, parts · 384].

    The scale is a vector: one number onnxruntime would fold into the product of queries and keys, which
    rounds otherwise.
    """
    which = "-".join(parts)
    scale = np.repeat([1 if part == "value" else _SCALE for part in parts], WIDTH).astype(np.float32)
    shape = np.array([0, 0, len(parts) * ATTENTION_HEADS, _HEAD])
    at = f"{place}/{which}"
    graph.add("Mul", [projection, graph.hold(f"scale/{which}", scale)], f"{at}/scaled")
    graph.add("Reshape", [f"{at}/scaled", graph.hold(f"heads/{len(parts)}", shape)], f"{at}/cut")
    graph.add("Transpose", [f"{at}/cut"], at, perm=[0, 2, 1, 3])
    if len(parts) > 1:
        sizes = graph.hold(f"parts/{len(parts)}", np.array([ATTENTION_HEADS] * len(parts)))
        graph.add("Split", [at, sizes], [f"{place}/{part}" for part in parts], axis=1)


def join_biases(graph: Graph, split: onnx.NodeProto) -> None:
    """Add the biases of joined products before they are split.

    The split notes the products' names and the joined bias those of its parts, for ``training.unpack``. A
    product without a bias gets minus nought, which added to a number leaves it as it is.
    """
    biases: list[Array] = []
    names: list[str] = []
    made = list(split.output)
    for number, size in enumerate(graph.constants[split.input[1]]):
        found = find_bias(graph, made[number])
        names.append(found[1] if found else "-")
        biases.append(graph.constants[found[1]] if found else np.full(int(size), -0.0, np.float32))
        if found:
            split.output[number] = found[0].output[0]
            graph.makers[found[0].output[0]] = split
            graph.proto.node.remove(found[0])
    split.doc_string = " ".join(made)
    joined = split.input[0]
    bias = graph.hold(joined + "/bias", np.concatenate(biases), " ".join(names))
    graph.add("Add", [joined, bias], joined + "/biased")
    split.input[0] = joined + "/biased"


def find_bias(graph: Graph, name: str) -> tuple[onnx.NodeProto, str] | None:
    """Return the one node that takes a product, if it adds a constant to it, and the constant's name."""
    users = graph.users(name)
    if len(users) != 1 or users[0].op_type != "Add":
        return None
    added = [other for other in users[0].input if other in graph.constants]
    return (users[0], added[0]) if added else None


def gather_rows(graph: Graph) -> None:
    """Take whole vectors where the trace takes each of their numbers by an index of its own."""
    for node in graph.nodes:
        if node.op_type != "GatherElements":
            continue
        spread = graph.makers[node.input[1]]
        if spread.op_type == "Expand" and graph.makers[spread.input[0]].op_type == "Unsqueeze":
            graph.proto.node.remove(node)
            graph.add("GatherND", [node.input[0], spread.input[0]], node.output[0], batch_dims=1)


def drop_zero_points(graph: Graph) -> None:
    """Leave out the weights' zero points where all are nought, as ONNX takes them to be anyway."""
    for node in graph.nodes:
        if node.op_type == "MatMulInteger" and not graph.constants[node.input[3]].any():
            del node.input[3]
