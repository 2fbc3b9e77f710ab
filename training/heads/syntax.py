"""Part of speech and dependencies: biaffine arcs (Dozat and Manning 2017), labels from a sum of two layers.

The diagonal of ``arcs`` is the score that a word is its sentence's root.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from rashomon.encode.heads.syntax import DEPRELS
from training.batches import Batch, Example
from training.documents import UPOS
from training.dropping import SharedDropout
from training.encoder import WIDTH
from training.heads.tagging import UNKNOWN, Outputs, cross_entropy, targets

_ARC, _LABEL = 192, 128


class SyntaxHead(nn.Module):
    """Outputs [batch, words, …]: ``upos`` 17, ``arcs`` words, ``dependent`` and ``governor`` 128.

    A row of ``arcs`` is a word, a column its head.
    """

    domain = "ewt"

    def __init__(self) -> None:
        super().__init__()
        self.upos = nn.Linear(WIDTH, len(UPOS))
        self.dependent = nn.Linear(WIDTH, _ARC)
        self.governor = nn.Linear(WIDTH, _ARC)
        self.bilinear = nn.Linear(_ARC, _ARC, bias=False)
        self.governs = nn.Linear(_ARC, 1)
        self.is_root = nn.Linear(_ARC, 1)
        self.label_dependent = nn.Linear(WIDTH, _LABEL)
        self.label_governor = nn.Linear(WIDTH, _LABEL)
        self.labels = nn.Linear(_LABEL, len(DEPRELS))
        self.dropout = SharedDropout(0.3)

    def forward(self, words: Tensor, domain: str) -> Outputs:
        """Give the outputs for ``words`` [batch, words, 384] of one corpus."""
        words = self.dropout(words)
        dependent = self.dropout(functional.gelu(self.dependent(words)))
        governor = self.dropout(functional.gelu(self.governor(words)))
        arcs = self.bilinear(dependent) @ governor.transpose(1, 2) * _ARC**-0.5
        arcs = arcs + self.governs(governor).transpose(1, 2)
        same = torch.eye(words.shape[1], dtype=arcs.dtype, device=arcs.device)[None]
        arcs = arcs * (1 - same) + self.is_root(dependent) * same
        return {
            "upos": self.upos(words),
            "arcs": arcs,
            "dependent": self.label_dependent(words),
            "governor": self.label_governor(words),
        }

    def loss(self, outputs: Outputs, batch: Batch) -> Tensor:
        """Compare with the batch's labels; zero where its corpus lacks the layer."""
        rows = [_heads(example) for example in batch.examples]
        if all(row is None for row in rows):
            return (
                outputs["upos"].sum() * 0.0 + outputs["arcs"].sum() * 0.0 + outputs["dependent"].sum() * 0.0
            )
        tags = targets(batch, [_tags(example) for example in batch.examples])
        heads = targets(batch, rows)
        sentences = targets(batch, [_sentence_numbers(example) for example in batch.examples])
        apart = sentences[:, :, None] != sentences[:, None, :]
        arcs = outputs["arcs"].float().masked_fill(apart, -1e4)
        loss = cross_entropy(outputs["upos"], tags) + cross_entropy(arcs, heads)
        known = (heads != UNKNOWN).nonzero()
        governors = outputs["governor"][known[:, 0], heads[known[:, 0], known[:, 1]]]
        logits = self.labels(functional.gelu(outputs["dependent"][known[:, 0], known[:, 1]] + governors))
        labels = targets(batch, [_labels(example) for example in batch.examples])
        return loss + cross_entropy(logits, labels[known[:, 0], known[:, 1]])

    def tables(self) -> dict[str, Tensor]:
        """The parameters that decoding needs beside the outputs."""
        return {"relation_weight": self.labels.weight, "relation_bias": self.labels.bias}


def _tags(example: Example) -> list[int] | None:
    upos = example.document.upos
    if upos is None:
        return None
    return [UPOS.index(tag) if tag in UPOS else UNKNOWN for tag in upos[example.first : example.last]]


def _heads(example: Example) -> list[int] | None:
    heads = example.document.heads
    if heads is None:
        return None
    size = example.last - example.first
    inside = [head - example.first for head in heads[example.first : example.last]]
    return [head if 0 <= head < size else UNKNOWN for head in inside]


def _labels(example: Example) -> list[int] | None:
    deprels = example.document.deprels
    return (
        None
        if deprels is None
        else [DEPRELS.index(d) if d in DEPRELS else UNKNOWN for d in deprels[example.first : example.last]]
    )


def _sentence_numbers(example: Example) -> list[int] | None:
    if example.sentence_starts is None:
        return None
    starts = set(example.sentence_starts)
    number, numbers = 0, list[int]()
    for word in range(len(example.firsts)):
        number += word in starts
        numbers.append(number)
    return numbers
