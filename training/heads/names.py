"""Names: PER, LOC, ORG as B/I/O labels in the manner of Universal NER."""

from __future__ import annotations

from torch import Tensor, nn

from training.batches import Batch, Example
from training.documents import NAME_LABELS
from training.heads.tagging import UNKNOWN, Hidden, Outputs, cross_entropy, targets

LABELS = ("O", *(f"{part}-{label}" for label in NAME_LABELS for part in "BI"))


class NameHead(nn.Module):
    """Outputs ``names`` [batch, words, 7]."""

    domain = "ewt"

    def __init__(self) -> None:
        super().__init__()
        self.hidden = Hidden(192)
        self.labels = nn.Linear(192, len(LABELS))

    def forward(self, words: Tensor, domain: str) -> Outputs:
        """Give the outputs for ``words`` [batch, words, 384] of one corpus."""
        return {"names": self.labels(self.hidden(words, domain))}

    def loss(self, outputs: Outputs, batch: Batch) -> Tensor:
        """Compare with the batch's labels; zero where its corpus lacks the layer."""
        return cross_entropy(outputs["names"], targets(batch, [_row(example) for example in batch.examples]))


def _row(example: Example) -> list[int] | None:
    names = example.document.names
    if names is None:
        return None
    return [LABELS.index(label) if label else UNKNOWN for label in names[example.first : example.last]]
