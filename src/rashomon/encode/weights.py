"""The encoder's files: what they are, and a clear word when they are not there or not right."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from rashomon.encode.pieces import Pieces
from rashomon.errors import BadWeights

FORMAT = 2
"""Raised whenever the outputs of the graph or the tables change in a way that old code cannot read."""
FILES = ("encoder.onnx", "tables.npz", "tokenizer.json", "weights.json")
INPUTS = ("pieces", "shapes", "spaces", "firsts")
OUTPUTS = tuple(
    """sentence upos arcs dependent governor names cues kinds stances key alone pair forms entity_kinds edges
    anaphor antecedent is_new predicate factuality role_key act anchors types modes statuses loaded part_key
    happening""".split()
)
"""What the graph must give: the decoders of ``encode/heads`` read these."""
TABLES = tuple(
    """relation_weight relation_bias attribution_distance attribution_query_weight attribution_query_bias
    mention_features role_query_weight role_query_bias part_query_weight part_query_bias""".split()
)
"""What must stand in the tables for them."""
SHIPPED = Path(__file__).parent / "weights"
Numbers = NDArray[np.float32]


class Port(Protocol):
    """An input or an output of a graph."""

    name: str


class Session(Protocol):
    """What is used of ``onnxruntime.InferenceSession``, which has no types of its own."""

    def get_inputs(self) -> Sequence[Port]:
        """Return the graph's inputs."""
        ...

    def get_outputs(self) -> Sequence[Port]:
        """Return the graph's outputs."""
        ...

    def run(self, output_names: Sequence[str], input_feed: Mapping[str, NDArray[np.int64]]) -> list[Numbers]:
        """Run the graph; gives the outputs named, each [batch, words, …]."""
        ...


@dataclass(frozen=True, slots=True)
class Weights:
    """A loaded encoder: the graph's session, the tables that decoding needs, the word pieces, what it is.

    Raises:
        BadWeights: the graph or the tables lack what decoding needs, as those of other code do.
    """

    session: Session
    tables: Mapping[str, Numbers]
    pieces: Pieces
    id: str

    def __post_init__(self) -> None:
        """Check that all that decoding needs is there."""
        _require("input", INPUTS, [port.name for port in self.session.get_inputs()])
        _require("output", OUTPUTS, [port.name for port in self.session.get_outputs()])
        _require("table", TABLES, self.tables)

    def run(
        self, pieces: list[int], shapes: list[int], spaces: list[int], firsts: list[int]
    ) -> dict[str, Numbers]:
        """Run one window; gives each output of the heads as [words, …]."""
        rows = zip(INPUTS, (pieces, shapes, spaces, firsts), strict=True)
        feed = {name: np.array([row], dtype=np.int64) for name, row in rows}
        values = self.session.run(OUTPUTS, feed)
        return {name: value[0] for name, value in zip(OUTPUTS, values, strict=True)}


def _require(what: str, needed: Iterable[str], found: Iterable[str]) -> None:
    missing = sorted({*needed} - {*found})
    if missing:
        raise BadWeights(f"no {what} {', '.join(missing)}; get weights made for this version of rashomon")


def load_weights(folder: str | Path | None = None, *, threads: int = 1) -> Weights:
    """Load the encoder's files from a folder; the shipped ones if none is given.

    Raises:
        BadWeights: a file is missing, damaged, or of a format this version does not read.
    """
    place = SHIPPED if folder is None else Path(folder)
    missing = [name for name in FILES if not (place / name).is_file()]
    if missing:
        raise BadWeights(
            f"{place}: no {', '.join(missing)}; "
            "reinstall rashomon, or name a folder that training/export.py wrote"
        )
    try:
        return _load_files(place, threads)
    except BadWeights as error:
        raise BadWeights(f"{place}: {error}") from None
    except Exception as error:  # onnxruntime and tokenizers raise their own kinds for damaged files
        raise BadWeights(f"{place}: cannot be loaded ({error}); reinstall rashomon") from error


def _load_files(place: Path, threads: int) -> Weights:
    about = json.loads((place / "weights.json").read_text(encoding="utf-8"))
    if about["format"] != FORMAT:
        raise BadWeights(
            f"weights of format {about['format']}, this version reads {FORMAT}; get weights made for it"
        )
    with (place / "tables.npz").open("rb") as file, np.load(file, allow_pickle=False) as stored:
        # column by column: decoding multiplies by their transposes, which then lie as BLAS reads them
        tables = {name: np.asarray(stored[name], dtype=np.float32, order="F") for name in stored.files}
    pieces = Pieces.from_file(place / "tokenizer.json")
    return Weights(_open(place / "encoder.onnx", threads), tables, pieces, about["id"])


def _open(graph: Path, threads: int) -> Session:
    """Open a graph; the one place where onnxruntime, which has no types, is used."""
    import onnxruntime  # pyright: ignore[reportMissingTypeStubs] - it has none

    ort = cast(Any, onnxruntime)
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return ort.InferenceSession(
        str(graph), options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
    )
