"""Accounts to Stories: which reports share a text, which tell of one happening, and where they differ."""

from rashomon.compare.comparing import compare, name_story
from rashomon.compare.origins import find_origins

compare_accounts = compare
"""The same, as ``rashomon`` has it: ``rashomon.compare`` is the name of this room and stays that."""

__all__ = ["compare", "compare_accounts", "find_origins", "name_story"]
