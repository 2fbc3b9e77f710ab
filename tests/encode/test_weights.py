"""Weights that are not there, damaged or made by other code are refused with a word on what to do."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from tokenizers import Tokenizer

from rashomon.encode.pieces import Pieces
from rashomon.encode.weights import FILES, FORMAT, INPUTS, OUTPUTS, TABLES, Weights, load_weights
from rashomon.errors import BadWeights

Numbers = NDArray[np.float32]


@dataclass
class Named:
    name: str


@dataclass
class MadeUpSession:
    """A graph that gives, for every output, the first pieces of the words."""

    outputs: Sequence[str] = OUTPUTS
    inputs: Sequence[str] = INPUTS
    seen: list[Mapping[str, NDArray[np.int64]]] = field(default_factory=list[Mapping[str, NDArray[np.int64]]])

    def get_inputs(self) -> list[Named]:
        return [Named(name) for name in self.inputs]

    def get_outputs(self) -> list[Named]:
        return [Named(name) for name in self.outputs]

    def run(self, output_names: Sequence[str], input_feed: Mapping[str, NDArray[np.int64]]) -> list[Numbers]:
        self.seen.append(input_feed)
        firsts = input_feed["pieces"][:, input_feed["firsts"][0]].astype(np.float32)
        return [firsts + number for number, _ in enumerate(output_names)]


def write_weights(
    folder: Path, tokenizer: Tokenizer, tables: Sequence[str] = TABLES, number: int = FORMAT
) -> Path:
    """Write a folder that is complete but for its graph, which is a few bytes."""
    (folder / "encoder.onnx").write_bytes(b"no graph")
    np.savez(folder / "tables.npz", allow_pickle=False, **{name: np.ones(2) for name in tables})
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "weights.json").write_text(json.dumps({"format": number, "id": "abc"}))
    return folder


def open_as(monkeypatch: pytest.MonkeyPatch, session: MadeUpSession) -> None:
    """Let any graph open as this session."""

    def open_graph(_graph: Path, _threads: int) -> MadeUpSession:
        return session

    monkeypatch.setattr("rashomon.encode.weights._open", open_graph)


def test_a_complete_folder_is_loaded(
    tmp_path: Path, tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_as(monkeypatch, MadeUpSession())
    weights = load_weights(write_weights(tmp_path, tokenizer))
    assert weights.id == "abc"
    assert sorted(weights.tables) == sorted(TABLES)
    assert {table.dtype for table in weights.tables.values()} == {np.dtype(np.float32)}


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(tmp_path: Path, tokenizer: Tokenizer, name: str) -> None:
    (write_weights(tmp_path, tokenizer) / name).unlink()
    with pytest.raises(BadWeights, match=f"no {name}; reinstall"):
        load_weights(tmp_path)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadWeights, match=r"nowhere: no encoder\.onnx"):
        load_weights(tmp_path / "nowhere")


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_refused(
    tmp_path: Path, tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    if name != "encoder.onnx":
        open_as(monkeypatch, MadeUpSession())
    (write_weights(tmp_path, tokenizer) / name).write_bytes(b"PK\x03\x04 cut off")
    with pytest.raises(BadWeights, match="cannot be loaded"):
        load_weights(tmp_path)


@pytest.mark.parametrize("about", ["[]", "{}", f'{{"format": {FORMAT}}}', "1"])
def test_a_description_that_says_too_little_is_refused(
    tmp_path: Path, tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch, about: str
) -> None:
    open_as(monkeypatch, MadeUpSession())
    (write_weights(tmp_path, tokenizer) / "weights.json").write_text(about)
    with pytest.raises(BadWeights, match="cannot be loaded"):
        load_weights(tmp_path)


def test_another_format_is_refused(tmp_path: Path, tokenizer: Tokenizer) -> None:
    write_weights(tmp_path, tokenizer, number=FORMAT + 1)
    with pytest.raises(BadWeights, match=f"format {FORMAT + 1}, this version reads {FORMAT}"):
        load_weights(tmp_path)


@pytest.mark.parametrize("name", OUTPUTS)
def test_a_graph_of_older_code_that_lacks_an_output_is_refused(
    tmp_path: Path, tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    open_as(monkeypatch, MadeUpSession(outputs=[one for one in OUTPUTS if one != name]))
    with pytest.raises(BadWeights, match=f"no output {name}; get weights made for this version"):
        load_weights(write_weights(tmp_path, tokenizer))


def test_a_graph_that_lacks_an_input_is_refused(tokenizer: Tokenizer) -> None:
    with pytest.raises(BadWeights, match="no input spaces"):
        Weights(MadeUpSession(inputs=("pieces", "shapes", "firsts")), {}, Pieces(tokenizer), "abc")


@pytest.mark.parametrize("name", TABLES)
def test_a_table_that_is_missing_is_named(
    tmp_path: Path, tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    open_as(monkeypatch, MadeUpSession())
    write_weights(tmp_path, tokenizer, tables=[one for one in TABLES if one != name])
    with pytest.raises(BadWeights, match=f"no table {name}"):
        load_weights(tmp_path)


def test_a_window_is_run_as_a_batch_of_one(tokenizer: Tokenizer) -> None:
    session = MadeUpSession(outputs=("more", *OUTPUTS))
    weights = Weights(session, dict.fromkeys(TABLES, np.ones(1, dtype=np.float32)), Pieces(tokenizer), "abc")
    outputs = weights.run([101, 7, 8, 102], [0, 1, 1, 0], [0, 1, 0, 0], [1, 2])
    assert [(name, value.shape) for name, value in session.seen[0].items()] == [
        ("pieces", (1, 4)),
        ("shapes", (1, 4)),
        ("spaces", (1, 4)),
        ("firsts", (1, 2)),
    ]
    assert tuple(outputs) == OUTPUTS
    assert outputs[OUTPUTS[2]].tolist() == [9, 10]
