"""Which reports of a story share one text, which of them it comes from, and what the others made of it."""

from rashomon.compare.origins.finding import find_origins

__all__ = ["find_origins"]
