"""The encoder with its heads: the one table that says which heads there are."""

from __future__ import annotations

from torch import Tensor, nn

from training.batches import Batch
from training.encoder import INNER, Encoder
from training.heads.attribution import AttributionHead
from training.heads.events import EventHead
from training.heads.mentions import MentionHead
from training.heads.names import NameHead
from training.heads.predicates import PredicateHead
from training.heads.sentences import SentenceHead
from training.heads.syntax import SyntaxHead
from training.heads.tagging import Outputs

HEADS: dict[str, type[nn.Module]] = {
    "sentences": SentenceHead,
    "syntax": SyntaxHead,
    "names": NameHead,
    "attribution": AttributionHead,
    "mentions": MentionHead,
    "predicates": PredicateHead,
    "events": EventHead,
}
"""A new head is a module in ``training/heads`` with ``forward``, ``loss`` and ``domain``, its decoder of the
same name in ``rashomon/encode/heads``, and a line here."""
WEIGHTS = {
    "sentences": 0.5,
    "syntax": 1.5,
    "names": 3.0,
    "attribution": 1.0,
    "mentions": 0.7,
    "predicates": 0.7,
    "events": 0.7,
}
"""How much each head's loss counts."""


class Model(nn.Module):
    """One pass of the encoder and all heads on it."""

    def __init__(self, inner: int = INNER) -> None:
        super().__init__()
        self.encoder = Encoder(inner)
        self.heads = nn.ModuleDict({name: head() for name, head in HEADS.items()})

    def forward(self, pieces: Tensor, shapes: Tensor, spaces: Tensor, firsts: Tensor) -> Outputs:
        """All outputs, each head told the corpus it is to speak like; this is what is exported."""
        words = self.encoder(pieces, shapes, spaces, firsts)
        outputs: Outputs = {}
        for head in self.heads.values():
            outputs.update(head(words, head.domain))
        return outputs

    def losses(self, batch: Batch) -> dict[str, Tensor]:
        """The loss of each head on a batch; zero where the batch's corpus lacks the layer."""
        words = self.encoder(batch.pieces, batch.shapes, batch.spaces, batch.firsts)
        return {name: head.loss(head(words, batch.domain), batch) for name, head in self.heads.items()}

    def tables(self) -> dict[str, Tensor]:
        """Small parameters that decoding needs beside the outputs."""
        found: dict[str, Tensor] = {}
        for head in self.heads.values():
            if hasattr(head, "tables"):
                found.update(head.tables())
        return found
