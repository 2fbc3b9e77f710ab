"""A straightened graph gives the same bits, and its weights can still be read back; needs torch and onnx."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of torch's older way to trace
INPUTS = ("pieces", "shapes", "spaces", "firsts")


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Path]:
    """A model drawn at random, and the folder of its graphs: as quantised, and straightened."""
    for name in ("torch", "onnx", "onnxruntime"):
        pytest.importorskip(name)
    torch, onnx, export = import_module("torch"), import_module("onnx"), import_module("training.export")
    torch.manual_seed(1)
    model = import_module("training.model").Model(inner=32).eval()
    for name, parameter in model.named_parameters():
        if name.endswith("bias") or "domains" in name:
            torch.nn.init.normal_(parameter, std=0.1)
    folder = tmp_path_factory.mktemp("exported")
    export.trace(model, folder / "float.onnx")
    export.quantise(folder / "float.onnx", folder / "crooked.onnx", reduce_range=True)
    graph = onnx.load(str(folder / "crooked.onnx"))
    import_module("training.straighten").straighten(graph)
    onnx.checker.check_model(graph)
    onnx.save(graph, str(folder / "encoder.onnx"))
    np.savez(
        folder / "tables.npz", **{name: value.detach().numpy() for name, value in model.tables().items()}
    )
    return model, folder


def run(path: Path, windows: list[list[list[int]]]) -> dict[str, Any]:
    """All outputs of a graph for a batch of windows, which give the four inputs each."""
    ort = import_module("onnxruntime")
    options = ort.SessionOptions()
    options.log_severity_level = 3
    session = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    feed = {name: np.array([window[at] for window in windows]) for at, name in enumerate(INPUTS)}
    names = [output.name for output in session.get_outputs()]
    return dict(zip(names, session.run(names, feed), strict=True))


@pytest.mark.parametrize("windows", [1, 2])
def test_a_straightened_graph_gives_the_same_bits(exported: tuple[Any, Path], windows: int) -> None:
    one = [[101, 2002, 2056, 2009, 3000, 102], [1, 2, 3, 1, 2, 1], [0, 1, 1, 0, 1, 0], [1, 2, 4]]
    batch = [one, [[101, 7, 8, 9, 10, 102], *one[1:3], [1, 3, 4]]][:windows]
    before, after = (run(exported[1] / name, batch) for name in ("crooked.onnx", "encoder.onnx"))
    assert before.keys() == after.keys()
    assert [name for name in before if before[name].tobytes() != after[name].tobytes()] == []


def test_a_straightened_graph_has_fewer_steps(exported: tuple[Any, Path]) -> None:
    onnx = import_module("onnx")
    before, after = (
        onnx.load(str(exported[1] / name)).graph.node for name in ("crooked.onnx", "encoder.onnx")
    )
    assert len(after) < 0.75 * len(before)
    assert sum(node.op_type == "Slice" for node in after) < 6
    assert not any(len(node.input) > 3 for node in after if node.op_type == "MatMulInteger")


def test_weights_are_read_back_from_a_straightened_graph(exported: tuple[Any, Path]) -> None:
    model, folder = exported
    found = dict(import_module("training.unpack").unpack(folder).named_parameters())
    for name, wanted in model.named_parameters():
        if "domains" not in name:  # of these one is kept
            error = (found[name] - wanted).detach().abs().max()
            assert error <= wanted.detach().abs().max() / 50, name


def test_the_shipped_graph_is_straight_and_its_id_is_true() -> None:
    pytest.importorskip("torch")
    onnx, export = pytest.importorskip("onnx"), import_module("training.export")
    weights = import_module("rashomon.encode.weights")
    assert export.identify(weights.SHIPPED) == weights.load_weights().id
    graph = onnx.load(str(weights.SHIPPED / "encoder.onnx")).graph
    assert not any(len(node.input) > 3 for node in graph.node if node.op_type == "MatMulInteger")
