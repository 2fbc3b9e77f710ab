"""What holds for every input of one call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rashomon.read.fetched import Fetches
from rashomon.read.guard import Limits
from rashomon.read.report import Known


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How much an input may cost, what is known of it, and how it is reached."""

    limits: Limits = field(default_factory=Limits)
    known: Known = field(default_factory=Known)
    fields: Mapping[str, str] = field(default_factory=dict[str, str])
    """Names of our fields in JSON lines, where they are others."""
    fetcher: Fetches | None = None
    """None where nothing may be fetched."""
