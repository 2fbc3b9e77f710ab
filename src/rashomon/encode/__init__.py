"""From a report's text to ``Marks``: one pass of one small encoder, then the decoder of each head."""

from rashomon.encode.encoder import Encoder

__all__ = ["Encoder"]
