"""Accounts to Stories: which reports share a text, which tell of one happening, and where they differ."""
