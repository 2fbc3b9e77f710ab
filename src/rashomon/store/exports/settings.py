"""What may be asked of an export, and what it says when it is done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a format is asked for: which tables or statements, and whether events without coordinates stay."""

    tables: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    unplaced: bool = False


@dataclass(slots=True)
class Tally:
    """How many a format has written of what it writes, and how many it left out, by reason."""

    written: int = 0
    left_out: Counter[str] = field(default_factory=Counter[str])
