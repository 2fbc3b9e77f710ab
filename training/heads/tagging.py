"""What all heads share: the domain vector, the hidden layer, losses over padded words."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.batches import Batch
from training.documents import DOMAINS
from training.dropping import SharedDropout
from training.encoder import WIDTH

UNKNOWN = -100
Outputs = dict[str, Tensor]


class Hidden(nn.Module):
    """``gelu(W (h + domain))``: the first layer of a head, told which corpus a window comes from."""

    def __init__(self, size: int, dropout: float = 0.2) -> None:
        super().__init__()
        self.domains = nn.Embedding(len(DOMAINS), WIDTH)
        nn.init.zeros_(self.domains.weight)
        self.linear = nn.Linear(WIDTH, size)
        self.dropout = SharedDropout(dropout)

    def forward(self, words: Tensor, domain: str) -> Tensor:
        """``words`` [batch, words, 384] -> [batch, words, size]."""
        own = self.domains.weight[DOMAINS.index(domain)]
        if self.training:
            return self.dropout(functional.gelu(self.linear(self.dropout(words + own))))
        # the same, written so that the export can join it with the other heads
        return functional.gelu(self.linear(words) + self.linear.weight @ own)


def targets(batch: Batch, rows: Sequence[Sequence[int] | None]) -> Tensor:
    """Pad rows of labels to [batch, words] with ``UNKNOWN``."""
    table = torch.full(tuple(batch.firsts.shape), UNKNOWN)
    for row, values in enumerate(rows):
        if values is not None:
            table[row, : len(values)] = torch.tensor(values, dtype=torch.long)
    return table


def cross_entropy(logits: Tensor, wanted: Tensor, weight: Tensor | None = None) -> Tensor:
    """Mean cross entropy over the known labels; zero where none is known."""
    if not bool((wanted != UNKNOWN).any()):
        return logits.sum() * 0.0
    return functional.cross_entropy(
        logits.flatten(0, -2).float(), wanted.flatten(), ignore_index=UNKNOWN, weight=weight
    )


def start_low(key: nn.Linear, query: nn.Linear, score: float = -4.0) -> None:
    """Make ``query · key / sqrt(size)`` start near ``score``: of all pairs of words few are anything.

    The first feature of every key is set to a constant that each query weighs.
    """
    size = key.out_features
    nn.init.constant_(key.bias, 0.0)
    nn.init.constant_(query.bias, 0.0)
    with torch.no_grad():
        key.bias[0] = size**0.5
        query.bias[::size] = score
