"""Mentions and coreference, word by word (Dobrovolskii 2021): each mention stands on its head word.

Outputs say whether a word heads a mention and of what form and kind; from a head, two pointers find the
mention's first and last word; a bilinear form and a few plain features score every earlier mention as its
antecedent.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from rashomon.encode.heads.mentions import FEATURES, REACH, pair_features
from training.batches import Batch, Example
from training.documents import ENTITY_KINDS, FORMS
from training.heads.tagging import UNKNOWN, Hidden, Outputs, cross_entropy, targets

_SIZE, _EDGE, _PAIR = 256, 64, 128


class MentionHead(nn.Module):
    """Outputs [batch, words, …]: ``forms`` 4, ``entity_kinds`` 8, ``edges`` 4·64, and for pairs of mentions.

    Those are ``anaphor`` and ``antecedent`` [batch, words, 128] and ``is_new`` [batch, words].
    """

    domain = "story"

    def __init__(self) -> None:
        super().__init__()
        self.hidden = Hidden(_SIZE)
        self.forms = nn.Linear(_SIZE, 1 + len(FORMS))
        self.kinds = nn.Linear(_SIZE, len(ENTITY_KINDS))
        self.edges = nn.Linear(_SIZE, 4 * _EDGE)
        self.pair = Hidden(_SIZE)
        self.anaphor = nn.Linear(_SIZE, _PAIR)
        self.antecedent = nn.Linear(_SIZE, _PAIR)
        self.is_new = nn.Linear(_SIZE, 1)
        self.features = nn.Parameter(torch.zeros(FEATURES))

    def forward(self, words: Tensor, domain: str) -> Outputs:
        """Give the outputs for ``words`` [batch, words, 384] of one corpus."""
        hidden = self.hidden(words, domain)
        pair = self.pair(words, domain)
        return {
            "forms": self.forms(hidden),
            "entity_kinds": self.kinds(hidden),
            "edges": self.edges(hidden),
            "anaphor": self.anaphor(pair) * _PAIR**-0.5,
            "antecedent": self.antecedent(pair),
            "is_new": self.is_new(pair)[..., 0],
        }

    def loss(self, outputs: Outputs, batch: Batch) -> Tensor:
        """Compare with the batch's labels; zero where its corpus lacks the layer."""
        total = sum(output.sum() * 0.0 for output in outputs.values()) + self.features.sum() * 0.0
        assert isinstance(total, Tensor)
        if all(example.mentions is None for example in batch.examples):
            return total
        total = total + cross_entropy(outputs["forms"], targets(batch, [_forms(e) for e in batch.examples]))
        total = total + 0.5 * cross_entropy(
            outputs["entity_kinds"], targets(batch, [_kinds(e) for e in batch.examples])
        )
        links, edges, found = list[Tensor](), list[Tensor](), 0
        rows = zip(
            *(outputs[name].unbind(0) for name in ("edges", "anaphor", "antecedent", "is_new")), strict=True
        )
        for example, (edge, *pair) in zip(batch.examples, rows, strict=True):
            if example.mentions:
                found += 1
                edges.append(self._edge_loss(edge, example))
                links.append(self._link_loss(*pair, example))
        if found:
            total = total + 0.5 * torch.stack(edges).mean() + torch.stack(links).mean()
        return total

    def _edge_loss(self, edges: Tensor, example: Example) -> Tensor:
        size = len(example.firsts)
        edges = edges[:size].view(size, 4, _EDGE)
        heads = torch.tensor([m.head for m in example.mentions or ()])
        offsets = torch.arange(size)[None] - heads[:, None]
        starts = (edges[heads, 0] @ edges[:, 1].T).masked_fill((offsets > 0) | (offsets < -REACH), -1e4)
        ends = (edges[heads, 2] @ edges[:, 3].T).masked_fill((offsets < 0) | (offsets > REACH), -1e4)
        start_wanted = torch.tensor(
            [m.start if m.head - m.start <= REACH else UNKNOWN for m in example.mentions or ()]
        )
        end_wanted = torch.tensor(
            [m.end - 1 if m.end - 1 - m.head <= REACH else UNKNOWN for m in example.mentions or ()]
        )
        return cross_entropy(starts, start_wanted) + cross_entropy(ends, end_wanted)

    def _link_loss(self, anaphor: Tensor, antecedent: Tensor, is_new: Tensor, example: Example) -> Tensor:
        """Negative log of the probability of any true antecedent, or of being new (Lee et al. 2017)."""
        mentions = sorted(example.mentions or (), key=lambda m: (m.head, m.start))
        words = example.document.words[example.first : example.last]
        heads = torch.tensor([m.head for m in mentions])
        scores = anaphor[heads] @ antecedent[heads].T
        active = torch.from_numpy(
            pair_features(
                words,
                [(m.start, m.end) for m in mentions],
                [m.head for m in mentions],
                [FORMS.index(m.form) for m in mentions],
            )
        )
        scores = (scores + self.features[active].sum(-1)).float()
        earlier = torch.ones(len(mentions), len(mentions)).tril(-1).bool()
        scores = scores.masked_fill(~earlier, -1e4)
        chains = [m.chain for m in mentions]
        same = torch.tensor([[a == b for b in chains] for a in chains]) & earlier
        all_ = torch.cat([is_new[heads].float()[:, None], scores], 1)
        wanted = torch.cat([~same.any(1, keepdim=True), same], 1)
        return (all_.logsumexp(1) - all_.masked_fill(~wanted, -1e4).logsumexp(1)).mean()

    def tables(self) -> dict[str, Tensor]:
        """The parameters that decoding needs beside the outputs."""
        return {"mention_features": self.features}


def _forms(example: Example) -> list[int] | None:
    if example.mentions is None:
        return None
    row = [0] * len(example.firsts)
    for mention in example.mentions:
        row[mention.head] = 1 + FORMS.index(mention.form)
    return row


def _kinds(example: Example) -> list[int] | None:
    if example.mentions is None:
        return None
    row = [UNKNOWN] * len(example.firsts)
    for mention in example.mentions:
        row[mention.head] = ENTITY_KINDS.index(mention.kind)
    return row
