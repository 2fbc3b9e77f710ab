"""The encoder in torch: MiniLM-L6 (BERT, 384 wide) with word shape and spacing added to its input."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from rashomon.encode.pieces import SEP
from rashomon.encode.words import SHAPES
from training.dropping import SharedDropout

WIDTH, LAYERS, ATTENTION_HEADS, INNER = 384, 6, 12, 1536
_VOCABULARY, _POSITIONS = 30522, 512


class Layer(nn.Module):
    """One transformer layer, post-norm as in BERT (Devlin et al. 2019)."""

    def __init__(self, inner: int, dropout: float) -> None:
        super().__init__()
        self.query_key_value = nn.Linear(WIDTH, 3 * WIDTH)
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.norm_attended = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, inner)
        self.down = nn.Linear(inner, WIDTH)
        self.norm_out = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = SharedDropout(dropout)

    def forward(self, hidden: Tensor, bias: Tensor | None, context: Tensor | None = None) -> Tensor:
        """``hidden`` [batch, n, 384] attends to ``context`` [batch, pieces, 384], or to itself.

        ``bias`` [batch, 1, 1, pieces] is added to the attention scores; None where nothing is padded.
        """
        if context is None:
            query, key, value = self.query_key_value(hidden).chunk(3, -1)
        else:
            weight, shift = self.query_key_value.weight, self.query_key_value.bias
            query = functional.linear(hidden, weight[:WIDTH], shift[:WIDTH])
            key, value = functional.linear(context, weight[WIDTH:], shift[WIDTH:]).chunk(2, -1)
        query, key, value = (_split(part) for part in (query, key, value))
        attended = functional.scaled_dot_product_attention(query, key, value, attn_mask=bias)
        attended = attended.transpose(1, 2).reshape(hidden.shape)
        hidden = self.norm_attended(hidden + self.dropout(self.attended(attended)))
        return self.norm_out(hidden + self.dropout(self.down(functional.gelu(self.up(hidden)))))


def _split(part: Tensor) -> Tensor:
    """[batch, n, 384] -> [batch, 12, n, 32]."""
    return part.view(part.shape[0], part.shape[1], ATTENTION_HEADS, WIDTH // ATTENTION_HEADS).transpose(1, 2)


def last_pieces(pieces: Tensor, first: Tensor) -> Tensor:
    """Return the place of each word's last piece [batch, words]: that before the next word's first.

    ``pieces`` [batch, pieces] and ``first`` [batch, words] as for ``Encoder``; separators are no word's.
    """
    closing = (pieces != 0).sum(1, keepdim=True) - 1
    following = torch.cat([first[:, 1:], torch.zeros_like(first[:, :1])], 1)
    last = (torch.where(following > 0, following, closing) - 1).clamp(min=0)
    return last - (pieces.gather(1, last) == SEP).to(last.dtype)


class Encoder(nn.Module):
    """Word pieces in, one vector a word out: the mean of the word's first and last piece, looked at again."""

    def __init__(self, inner: int = INNER, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(_VOCABULARY, WIDTH)
        self.positions = nn.Embedding(_POSITIONS, WIDTH)
        self.shapes = nn.Embedding(len(SHAPES) + 1, WIDTH)
        self.spaces = nn.Embedding(2, WIDTH)
        nn.init.normal_(self.shapes.weight, std=0.01)
        nn.init.normal_(self.spaces.weight, std=0.01)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(inner, dropout) for _ in range(LAYERS))
        self.dropout = SharedDropout(dropout)
        self.is_padded = True
        """False for export: windows are then run one by one."""

    def forward(self, pieces: Tensor, shapes: Tensor, spaces: Tensor, first: Tensor) -> Tensor:
        """Return [batch, words, 384].

        ``pieces``, ``shapes``, ``spaces`` [batch, pieces], 0 = padding; ``first`` [batch, words] is the place
        of each word's first piece.
        """
        bias = (pieces == 0)[:, None, None, :].to(self.pieces.weight.dtype) * -1e4 if self.is_padded else None
        order = torch.arange(pieces.shape[1], device=pieces.device)
        hidden = self.pieces(pieces) + self.positions(order)[None] + self.shapes(shapes) + self.spaces(spaces)
        hidden = self.dropout(self.norm(hidden))
        for layer in self.layers[:-1]:
            hidden = layer(hidden, bias)
        ends = [
            hidden.gather(1, at[:, :, None].expand(-1, -1, WIDTH))
            for at in (first, last_pieces(pieces, first))
        ]
        return self.layers[-1]((ends[0] + ends[1]) * 0.5, bias, hidden)  # the last layer sees words only

    def load_base(self, folder: Path) -> None:
        """Start from the released MiniLM weights (a folder with ``model.safetensors``)."""
        from safetensors.torch import load_file

        base = {
            name.removeprefix("bert."): value
            for name, value in load_file(folder / "model.safetensors").items()
        }
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


def narrow(encoder: Encoder, inner: int, windows: Iterable[tuple[Tensor, Tensor, Tensor, Tensor]]) -> Encoder:
    """Return a copy whose feed-forward layers keep their ``inner`` most useful neurons.

    A neuron's use is its mean absolute activation over the windows times the length of its outgoing weights
    (structured magnitude pruning). The copy wants some more training.
    """
    sums = [torch.zeros(layer.up.out_features) for layer in encoder.layers]

    def note(number: int, given: tuple[Tensor]) -> None:  # what a hook returns would replace its input
        sums[number].add_(given[0].abs().sum((0, 1)))

    hooks = [
        layer.down.register_forward_pre_hook(lambda _, given, number=number: note(number, given))
        for number, layer in enumerate(encoder.layers)
    ]
    with torch.inference_mode():
        for window in windows:
            encoder(*window)
    for hook in hooks:
        hook.remove()
    smaller = Encoder(inner)
    state = encoder.state_dict()
    for number, layer in enumerate(encoder.layers):
        use = sums[number] * layer.down.weight.detach().norm(dim=0)
        keep = use.topk(inner).indices.sort().values
        for name in ("up.weight", "up.bias"):
            state[f"layers.{number}.{name}"] = state[f"layers.{number}.{name}"][keep]
        state[f"layers.{number}.down.weight"] = state[f"layers.{number}.down.weight"][:, keep]
    smaller.load_state_dict(state)
    return smaller
