"""Accounts to Stories: which reports share a text, which tell of one happening, and where they differ."""

from rashomon.compare.comparing import compare, name_story
from rashomon.compare.origins import find_origins

__all__ = ["compare", "find_origins", "name_story"]
