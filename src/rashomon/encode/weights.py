"""The encoder's files: what they are, and a clear word when they are not there or not right."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from rashomon.encode.pieces import Pieces
from rashomon.errors import BadWeights

if TYPE_CHECKING:
    import onnxruntime

FORMAT = 1
"""Raised whenever the outputs of the graph or the tables change in a way that old code cannot read."""
FILES = ("encoder.onnx", "tables.npz", "tokenizer.json", "weights.json")
SHIPPED = Path(__file__).parent / "weights"
Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """A loaded encoder: the graph's session, the tables that decoding needs, the word pieces, and what it is."""

    session: onnxruntime.InferenceSession
    tables: Mapping[str, Numbers]
    pieces: Pieces
    id: str

    def run(self, pieces: list[int], shapes: list[int], spaces: list[int], firsts: list[int]) -> dict[str, Numbers]:
        """Run one window; gives each output of the heads as [words, …]."""
        feed = {
            name: np.array([row], dtype=np.int64)
            for name, row in (("pieces", pieces), ("shapes", shapes), ("spaces", spaces), ("firsts", firsts))
        }
        names = [output.name for output in self.session.get_outputs()]
        values: list[Any] = self.session.run(names, feed)
        return {name: value[0] for name, value in zip(names, values, strict=True)}


def load_weights(folder: str | Path | None = None, *, threads: int = 1) -> Weights:
    """Load the encoder's files from a folder; the shipped ones if none is given.

    Raises:
        BadWeights: a file is missing, damaged, or of a format this version does not read.
    """
    place = SHIPPED if folder is None else Path(folder)
    missing = [name for name in FILES if not (place / name).is_file()]
    if missing:
        raise BadWeights(f"{place}: no {', '.join(missing)}; reinstall rashomon, or name a folder that training/export.py wrote")
    try:
        about = json.loads((place / "weights.json").read_text(encoding="utf-8"))
        if about["format"] != FORMAT:
            raise BadWeights(f"{place}: weights of format {about['format']}, this version reads {FORMAT}; get weights made for it")
        with np.load(place / "tables.npz", allow_pickle=False) as stored:
            tables = {name: stored[name].astype(np.float32) for name in stored.files}
        return Weights(_open(place / "encoder.onnx", threads), tables, Pieces.from_file(place / "tokenizer.json"), about["id"])
    except BadWeights:
        raise
    except Exception as error:  # onnxruntime and tokenizers raise their own kinds for damaged files
        raise BadWeights(f"{place}: cannot be loaded ({error}); reinstall rashomon") from error


def _open(graph: Path, threads: int) -> onnxruntime.InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False
    return onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"])
