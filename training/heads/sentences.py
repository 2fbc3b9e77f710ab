"""Sentence starts: one yes or no a word."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from training.batches import Batch
from training.encoder import WIDTH
from training.heads.tagging import UNKNOWN, Outputs, targets


class SentenceHead(nn.Module):
    """Outputs ``sentence`` [batch, words]: the logit that the word starts a sentence."""

    domain = "ewt"

    def __init__(self) -> None:
        super().__init__()
        self.linear = nn.Linear(WIDTH, 1)

    def forward(self, words: Tensor, domain: str) -> Outputs:
        """Give the outputs for ``words`` [batch, words, 384] of one corpus."""
        return {"sentence": self.linear(words)[..., 0]}

    def loss(self, outputs: Outputs, batch: Batch) -> Tensor:
        """Compare with the batch's labels; zero where its corpus lacks the layer."""
        rows: list[list[int] | None] = []
        for example in batch.examples:
            if example.sentence_starts is None:
                rows.append(None)
                continue
            row = [0] * len(example.firsts)
            for start in example.sentence_starts:
                row[start] = 1
            row[0] = UNKNOWN
            rows.append(row)
        wanted = targets(batch, rows)
        known = wanted != UNKNOWN
        logits = outputs["sentence"][known].float()
        if not len(logits):
            return outputs["sentence"].sum() * 0.0
        return torch.nn.functional.binary_cross_entropy_with_logits(logits, wanted[known].float())
