"""Predicates with PropBank roles on head words, and factuality (UDS).

A predicate's query for each role is compared with the key of every word of its sentence; no role scores 0.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from rashomon.encode.heads.predicates import ROLES
from training.batches import Batch, Example
from training.documents import Predicate
from training.heads.tagging import UNKNOWN, Hidden, Outputs, start_low

_SIZE, _KEY = 256, 64
_LABELS = (*ROLES, "ARGM-DIR", "ARGM-MNR", "ARGM-PRP", "ARGM-CAU", "ARGM-MOD", "ARGM-NEG", "ARGM-PRD")
"""Those that are read, then those that are told apart so that none of the first is taken for one of them."""


class PredicateHead(nn.Module):
    """Outputs [batch, words, …]: ``predicate`` and ``factuality`` [b, w], ``role_key`` 64, ``act`` 256."""

    domain = "ewt"

    def __init__(self) -> None:
        super().__init__()
        self.hidden = Hidden(_SIZE)
        self.predicate = nn.Linear(_SIZE, 1)
        self.factuality = nn.Linear(_SIZE, 1)
        self.key = nn.Linear(_SIZE, _KEY)
        self.query = nn.Linear(_SIZE, _KEY * len(_LABELS))
        start_low(self.key, self.query)

    def forward(self, words: Tensor, domain: str) -> Outputs:
        """Give the outputs for ``words`` [batch, words, 384] of one corpus."""
        hidden = self.hidden(words, domain)
        return {
            "predicate": self.predicate(hidden)[..., 0],
            "factuality": self.factuality(hidden)[..., 0],
            "role_key": self.key(hidden),
            "act": hidden,
        }

    def loss(self, outputs: Outputs, batch: Batch) -> Tensor:
        """Compare with the batch's labels; zero where its corpus lacks the layer."""
        total = sum(output.sum() * 0.0 for output in outputs.values())
        assert isinstance(total, Tensor)
        for row, example in enumerate(batch.examples):
            if example.document.predicates is None:
                continue
            total = total + self._window_loss(
                {name: output[row] for name, output in outputs.items()}, example
            )
        return total / len(batch.examples)

    def _window_loss(self, outputs: Outputs, example: Example) -> Tensor:
        size, first = len(example.firsts), example.first
        known = torch.tensor(_is_known(example))
        is_predicate = torch.zeros(size)
        here = [one for one in example.document.predicates or () if first <= one.word < example.last]
        for one in here:
            is_predicate[one.word - first] = 1.0
        logits = outputs["predicate"][:size].float()
        if not bool(known.any()):
            return logits.sum() * 0.0
        loss = functional.binary_cross_entropy_with_logits(logits[known], is_predicate[known])
        if here:
            loss = loss + self._role_loss(outputs, example, here)
        given = [(one.word - first, one.factuality) for one in here if one.factuality is not None]
        if given:
            told = outputs["factuality"][[word for word, _ in given]].float()
            loss = loss + 0.3 * functional.smooth_l1_loss(told, torch.tensor([fact for _, fact in given]))
        return loss

    def _role_loss(self, outputs: Outputs, example: Example, here: list[Predicate]) -> Tensor:
        first, size = example.first, len(example.firsts)
        words = torch.tensor([one.word - first for one in here])
        query = self.query(outputs["act"][words]) * _KEY**-0.5
        scores = (query.view(-1, _KEY) @ outputs["role_key"][:size].T).view(len(here), len(_LABELS), size)
        none = torch.zeros(len(here), 1, size, dtype=scores.dtype)
        logits = torch.cat([none, scores], 1).float()
        wanted = torch.zeros(len(here), size, dtype=torch.long)
        sentences = _sentence_numbers(example)
        wanted[sentences[words][:, None] != sentences[None]] = UNKNOWN
        for row, one in enumerate(here):
            wanted[row, one.word - first] = UNKNOWN
            for word, role in one.roles:
                if first <= word < example.last and role in _LABELS:
                    wanted[row, word - first] = 1 + _LABELS.index(role)
        loss = functional.cross_entropy(logits, wanted, ignore_index=UNKNOWN, reduction="sum")
        return loss / (3 * len(here))

    def tables(self) -> dict[str, Tensor]:
        """The parameters that decoding needs beside the outputs."""
        return {
            "role_query_weight": self.query.weight * _KEY**-0.5,
            "role_query_bias": self.query.bias * _KEY**-0.5,
        }


def _is_known(example: Example) -> list[bool]:
    """Say which words stand in a sentence whose predicates are marked."""
    unknown = example.document.unknown_predicates
    return [word not in unknown for word in range(example.first, example.last)]


def _sentence_numbers(example: Example) -> Tensor:
    starts = torch.zeros(len(example.firsts), dtype=torch.long)
    for start in example.sentence_starts or ():
        starts[start] = 1
    return starts.cumsum(0)
