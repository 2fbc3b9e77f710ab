"""Happenings of our stories: anchors, PLOVER types and modes, statuses, roles; loaded words.

Who acts, who suffers and where are scored between an anchor and every word of its window, each role on its
own: the head words of mentions of the entities that the story names.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from rashomon.encode.heads.events import MODES, ROLES, STATUSES, TONES, TYPES
from training.batches import Batch, Example
from training.documents import Happening
from training.heads.tagging import UNKNOWN, Hidden, Outputs, cross_entropy, start_low, targets

_SIZE, _KEY = 256, 64


class EventHead(nn.Module):
    """Outputs [b, w, …]: ``anchors`` 3, ``types`` 17, ``modes``, ``statuses`` 6, ``loaded`` 3, and for roles.

    Those are ``part_key`` [b, w, 64] and ``happening`` [b, w, 256].
    """

    domain = "story"

    def __init__(self) -> None:
        super().__init__()
        self.hidden = Hidden(_SIZE)
        self.anchors = nn.Linear(_SIZE, 3)
        self.types = nn.Linear(_SIZE, len(TYPES))
        self.modes = nn.Linear(_SIZE, len(MODES))
        self.statuses = nn.Linear(_SIZE, len(STATUSES))
        self.loaded = nn.Linear(_SIZE, 1 + len(TONES))
        self.key = nn.Linear(_SIZE, _KEY)
        self.query = nn.Linear(_SIZE, _KEY * len(ROLES))
        start_low(self.key, self.query)

    def forward(self, words: Tensor, domain: str) -> Outputs:
        """Give the outputs for ``words`` [batch, words, 384] of one corpus."""
        hidden = self.hidden(words, domain)
        return {
            "anchors": self.anchors(hidden),
            "types": self.types(hidden),
            "modes": self.modes(hidden),
            "statuses": self.statuses(hidden),
            "loaded": self.loaded(hidden),
            "part_key": self.key(hidden),
            "happening": hidden,
        }

    def loss(self, outputs: Outputs, batch: Batch) -> Tensor:
        """Compare with the batch's labels; zero where its corpus lacks the layer."""
        total = sum(output.sum() * 0.0 for output in outputs.values())
        assert isinstance(total, Tensor)
        if all(example.document.happenings is None for example in batch.examples):
            return total
        total = total + 3.0 * cross_entropy(
            outputs["anchors"], targets(batch, [_anchors(e) for e in batch.examples])
        )
        total = total + 2.0 * cross_entropy(
            outputs["loaded"], targets(batch, [_loaded(e) for e in batch.examples])
        )
        pooled: dict[str, list[Tensor]] = {"types": [], "modes": [], "statuses": []}
        roles, all_here = list[Tensor](), list[Happening]()
        for row, example in enumerate(batch.examples):
            here = [
                _moved(one, example) for one in example.document.happenings or () if _is_within(one, example)
            ]
            if not here:
                continue
            pool = torch.zeros(len(here), outputs["anchors"].shape[1], dtype=outputs["happening"].dtype)
            for place, one in enumerate(here):
                pool[place, one.words] = 1.0 / len(one.words)
            for name, found in pooled.items():
                found.append(pool @ outputs[name][row])
            all_here.extend(here)
            roles.append(
                self._role_loss(pool @ outputs["happening"][row], outputs["part_key"][row], here, example)
            )
        if not all_here:
            return total
        wanted = {
            "types": [TYPES.index(one.type) for one in all_here],
            "modes": [_mode(one) for one in all_here],
            "statuses": [STATUSES.index(one.status) for one in all_here],
        }
        for name, weight in (("types", 0.7), ("modes", 0.4), ("statuses", 0.4)):
            total = total + weight * cross_entropy(torch.cat(pooled[name]), torch.tensor(wanted[name]))
        return total + torch.stack(roles).sum() / len(all_here)

    def _role_loss(self, acts: Tensor, key: Tensor, here: list[Happening], example: Example) -> Tensor:
        size = len(example.firsts)
        query = self.query(acts) * _KEY**-0.5
        logits = (query.view(-1, _KEY) @ key[:size].T).view(len(here), len(ROLES), size).float()
        wanted, weight = torch.zeros_like(logits), torch.ones_like(logits)
        for row, one in enumerate(here):
            for word, role in one.unsure:
                if 0 <= word < size:
                    weight[row, ROLES.index(role), word] = 0.0
            for word, role in one.roles:
                if 0 <= word < size:
                    wanted[row, ROLES.index(role), word] = 1.0
                    weight[row, ROLES.index(role), word] = 1.0
        return functional.binary_cross_entropy_with_logits(logits, wanted, weight, reduction="sum") / 4

    def tables(self) -> dict[str, Tensor]:
        """The parameters that decoding needs beside the outputs."""
        return {
            "part_query_weight": self.query.weight * _KEY**-0.5,
            "part_query_bias": self.query.bias * _KEY**-0.5,
        }


def _is_within(one: Happening, example: Example) -> bool:
    return example.first <= one.words[0] and one.words[-1] < example.last


def _moved(one: Happening, example: Example) -> Happening:
    """Count a happening's words from the window's first."""
    first = example.first
    return Happening(
        [word - first for word in one.words],
        one.type,
        one.mode,
        one.status,
        [(word - first, role) for word, role in one.roles],
        [(word - first, role) for word, role in one.unsure],
    )


def _mode(one: Happening) -> int:
    if one.mode in MODES:
        return MODES.index(one.mode)
    return UNKNOWN if one.type == "OTHER" or one.mode else MODES.index("none")


def _anchors(example: Example) -> list[int] | None:
    happenings = example.document.happenings
    if happenings is None:
        return None
    row = [0] * len(example.firsts)
    for one in happenings:
        for place, word in enumerate(one.words):
            if example.first <= word < example.last:
                goes_on = place and one.words[place - 1] == word - 1
                row[word - example.first] = 2 if goes_on else max(1, row[word - example.first])
    return row


def _loaded(example: Example) -> list[int] | None:
    loaded = example.document.loaded
    if loaded is None:
        return None
    return [1 + TONES.index(loaded[w]) if w in loaded else 0 for w in range(example.first, example.last)]
