"""Dropout with one mask for all words of a window (Gal and Ghahramani 2016): as good here, and cheap."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class SharedDropout(nn.Module):
    """Drops the same features of every word of a window; ``x`` is [batch, words, features]."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.keep = 1.0 - share

    def forward(self, x: Tensor) -> Tensor:
        """Drop features in training; ``x`` unchanged otherwise."""
        if not self.training or self.keep == 1.0:
            return x
        mask = torch.rand(x.shape[0], 1, x.shape[-1], device=x.device) < self.keep
        return x * (mask.to(x.dtype) / self.keep)
