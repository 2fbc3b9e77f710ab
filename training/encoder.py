"""The encoder in torch: MiniLM-L6 (BERT architecture, 384 wide) with word shape and spacing added to its input."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from rashomon.encode.words import SHAPES
from training.dropping import SharedDropout

WIDTH, LAYERS, ATTENTION_HEADS, INNER = 384, 6, 12, 1536
_VOCABULARY, _POSITIONS = 30522, 512


class Layer(nn.Module):
    """One transformer layer, post-norm as in BERT (Devlin et al. 2019)."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query_key_value = nn.Linear(WIDTH, 3 * WIDTH)
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.norm_attended = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm_out = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = SharedDropout(dropout)

    def forward(self, hidden: Tensor, bias: Tensor) -> Tensor:
        """``hidden`` [batch, pieces, 384]; ``bias`` [batch, 1, 1, pieces] is added to attention scores."""
        batch, length, _ = hidden.shape
        parts = self.query_key_value(hidden).view(batch, length, 3, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        attended = functional.scaled_dot_product_attention(query, key, value, attn_mask=bias)
        attended = attended.transpose(1, 2).reshape(batch, length, WIDTH)
        hidden = self.norm_attended(hidden + self.dropout(self.attended(attended)))
        return self.norm_out(hidden + self.dropout(self.down(functional.gelu(self.up(hidden)))))


class Encoder(nn.Module):
    """Word pieces in, one vector a word out (the vector of the word's first piece)."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(_VOCABULARY, WIDTH)
        self.positions = nn.Embedding(_POSITIONS, WIDTH)
        self.shapes = nn.Embedding(len(SHAPES) + 1, WIDTH)
        self.spaces = nn.Embedding(2, WIDTH)
        nn.init.normal_(self.shapes.weight, std=0.01)
        nn.init.normal_(self.spaces.weight, std=0.01)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = SharedDropout(dropout)

    def forward(self, pieces: Tensor, shapes: Tensor, spaces: Tensor, first: Tensor) -> Tensor:
        """``pieces``, ``shapes``, ``spaces`` [batch, pieces], 0 = padding; ``first`` [batch, words] -> [batch, words, 384]."""
        bias = (pieces == 0)[:, None, None, :].to(self.pieces.weight.dtype) * -1e4
        order = torch.arange(pieces.shape[1], device=pieces.device)
        hidden = self.pieces(pieces) + self.positions(order)[None] + self.shapes(shapes) + self.spaces(spaces)
        hidden = self.dropout(self.norm(hidden))
        for layer in self.layers:
            hidden = layer(hidden, bias)
        return hidden.gather(1, first[:, :, None].expand(-1, -1, WIDTH))

    def load_base(self, folder: Path) -> None:
        """Start from the released MiniLM weights (a folder with ``model.safetensors``)."""
        from safetensors.torch import load_file

        base = {name.removeprefix("bert."): value for name, value in load_file(folder / "model.safetensors").items()}
        with torch.no_grad():
            self.pieces.weight.copy_(base["embeddings.word_embeddings.weight"])
            self.positions.weight.copy_(base["embeddings.position_embeddings.weight"])
            self.positions.weight.add_(base["embeddings.token_type_embeddings.weight"][0])
            _copy(self.norm, base, "embeddings.LayerNorm")
            for number, layer in enumerate(self.layers):
                assert isinstance(layer, Layer)
                at = f"encoder.layer.{number}."
                for kind in ("weight", "bias"):
                    joined = [base[f"{at}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
                    getattr(layer.query_key_value, kind).copy_(torch.cat(joined))
                _copy(layer.attended, base, at + "attention.output.dense")
                _copy(layer.norm_attended, base, at + "attention.output.LayerNorm")
                _copy(layer.up, base, at + "intermediate.dense")
                _copy(layer.down, base, at + "output.dense")
                _copy(layer.norm_out, base, at + "output.LayerNorm")


def _copy(module: nn.Module, base: dict[str, Tensor], name: str) -> None:
    for kind in ("weight", "bias"):
        getattr(module, kind).copy_(base[f"{name}.{kind}"])
