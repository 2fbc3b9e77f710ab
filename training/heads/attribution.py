"""Attribution: cues as B/I/O labels; then, for each cue, which words are its source and its content.

A cue and a word are scored together for five labels (other, source begins, source goes on, content begins,
content goes on) by a bilinear form, a term of the word alone and a term of the distance, so that a word can
be content of one cue, source of another and neither for a third. This is how semantic role labellers score
arguments (e.g. He et al. 2018), and it settles which source belongs to which cue without a rule.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from rashomon.encode.heads.attribution import DISTANCES, LABELS, NEVER, distance_of
from training.batches import Batch
from training.documents import CUE_KINDS, STANCES, Attribution
from training.heads.tagging import UNKNOWN, Hidden, Outputs, cross_entropy, targets

_SIZE, _PAIR = 256, 128


class AttributionHead(nn.Module):
    """Outputs [b, w, …]: ``cues`` 3, ``kinds`` 6, ``stances`` 5, ``key`` 128, ``alone`` 10, ``pair`` 256.

    The query of a cue, 5 x 128 numbers, is made from its words' ``pair`` after the fact: few words are cues.
    """

    domain = "story"

    def __init__(self) -> None:
        super().__init__()
        self.hidden = Hidden(_SIZE)
        self.cues = nn.Linear(_SIZE, 3)
        self.kinds = nn.Linear(_SIZE, len(CUE_KINDS))
        self.stances = nn.Linear(_SIZE, len(STANCES))
        self.pair = Hidden(_SIZE)
        self.key = nn.Linear(_SIZE, _PAIR)
        self.query = nn.Linear(_SIZE, _PAIR * len(LABELS))
        self.alone = nn.Linear(_SIZE, 2 * len(LABELS))
        self.distance = nn.Parameter(torch.zeros(len(LABELS), DISTANCES))

    def forward(self, words: Tensor, domain: str) -> Outputs:
        """Give the outputs for ``words`` [batch, words, 384] of one corpus."""
        hidden = self.hidden(words, domain)
        pair = self.pair(words, domain)
        return {
            "cues": self.cues(hidden),
            "kinds": self.kinds(hidden),
            "stances": self.stances(hidden),
            "key": self.key(pair),
            "alone": self.alone(pair),
            "pair": pair,
        }

    def loss(self, outputs: Outputs, batch: Batch) -> Tensor:
        """Compare with the batch's labels; zero where its corpus lacks the layer."""
        marked = [example.attributions for example in batch.examples]
        total = sum(output.sum() * 0.0 for output in outputs.values()) + self.distance.sum() * 0.0
        assert isinstance(total, Tensor)
        if all(one is None for one in marked):
            return total
        total = total + 4.0 * cross_entropy(
            outputs["cues"], targets(batch, [_cue_row(e.attributions, len(e.firsts)) for e in batch.examples])
        )
        rows = zip(
            *(outputs[name].unbind(0) for name in ("key", "pair", "alone", "kinds", "stances")), strict=True
        )
        scores, wanted = list[Tensor](), list[Tensor]()
        kinds, stances = list[Tensor](), list[Tensor]()
        kinds_wanted, stances_wanted = list[int](), list[int]()
        for example, (key, pair, alone, kind, stance) in zip(batch.examples, rows, strict=True):
            if not example.attributions:
                continue
            size = len(example.firsts)
            pool = _pool(example.attributions, key.shape[0]).to(pair.dtype)
            logits = self._score(
                key[:size],
                self.query(pool @ pair) * _PAIR**-0.5,
                alone[:size],
                pool @ alone,
                example.attributions,
            )
            if example.attributions[0].content is None:
                logits = logits.masked_fill(torch.tensor(NEVER["content"]), -1e4)
            scores.append(logits.flatten(0, 1))
            wanted.extend(_labels(one, size) for one in example.attributions)
            if example.attributions[0].kind:
                kinds.append(pool @ kind)
                stances.append(pool @ stance)
                kinds_wanted.extend(CUE_KINDS.index(one.kind or "") for one in example.attributions)
                stances_wanted.extend(STANCES.index(one.stance or "") for one in example.attributions)
        if not scores:
            return total
        count = sum(len(example.attributions or ()) for example in batch.examples)
        loss = nn.functional.cross_entropy(
            torch.cat(scores).float(), torch.cat(wanted), ignore_index=UNKNOWN, reduction="sum"
        )
        total = total + loss / (count * 30)
        if kinds:
            total = total + 0.3 * cross_entropy(torch.cat(kinds), torch.tensor(kinds_wanted))
            total = total + 0.3 * cross_entropy(torch.cat(stances), torch.tensor(stances_wanted))
        return total

    def _score(
        self, key: Tensor, query: Tensor, alone: Tensor, of_cue: Tensor, marked: list[Attribution]
    ) -> Tensor:
        """Score [cues, words, 5 labels] for the cues of one window."""
        size = len(key)
        pairs = (query.reshape(-1, _PAIR) @ key.T).view(len(marked), len(LABELS), size).transpose(1, 2)
        near = torch.stack([torch.tensor(distance_of(size, one.cue[0], one.cue[-1])) for one in marked])
        return pairs + alone[None, :, : len(LABELS)] + of_cue[:, None, len(LABELS) :] + self.distance.T[near]

    def tables(self) -> dict[str, Tensor]:
        """The parameters that decoding needs beside the outputs."""
        return {
            "attribution_distance": self.distance,
            "attribution_query_weight": self.query.weight * _PAIR**-0.5,
            "attribution_query_bias": self.query.bias * _PAIR**-0.5,
        }


def _cue_row(marked: list[Attribution] | None, size: int) -> list[int] | None:
    if marked is None:
        return None
    row = [0] * size
    for one in marked:
        for place, word in enumerate(one.cue):
            row[word] = 2 if place and one.cue[place - 1] == word - 1 else max(row[word], 1)
    return row


def _labels(one: Attribution, size: int) -> Tensor:
    labels = torch.zeros(size, dtype=torch.long)
    for words, begin in ((one.content or (), 3), (one.source, 1)):
        for place, word in enumerate(words):
            labels[word] = begin + int(place > 0 and words[place - 1] == word - 1)
    labels[torch.tensor(one.cue)] = UNKNOWN
    return labels


def _pool(marked: list[Attribution], size: int) -> Tensor:
    """Return [cues, size]: the mean over each cue's words, as a matrix."""
    pool = torch.zeros(len(marked), size)
    for row, one in enumerate(marked):
        pool[row, one.cue] = 1.0 / len(one.cue)
    return pool
