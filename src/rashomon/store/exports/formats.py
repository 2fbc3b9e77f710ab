"""The formats in which accounts leave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rashomon.store.exports.account_lines import write_account_lines
from rashomon.store.exports.annotations import write_annotations
from rashomon.store.exports.claim_reviews import write_claim_reviews
from rashomon.store.exports.csv_tables import write_csv
from rashomon.store.exports.gdelt import write_gdelt
from rashomon.store.exports.geojson import write_geojson
from rashomon.store.exports.outputs import Writes
from rashomon.store.exports.parquet import write_parquet
from rashomon.store.exports.polecat import write_polecat
from rashomon.store.exports.settings import Settings, Tally
from rashomon.store.exports.sources import Source
from rashomon.store.filters import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFormat:
    """A format that is one file: what filters choose for it, what it writes many of, and how."""

    kind: Kind
    writes: str
    write: Callable[[Source, Writes, Settings], Tally]


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderFormat:
    """A format that is a folder of files: as ``FileFormat``."""

    kind: Kind
    writes: str
    write: Callable[[Source, Path, Settings], Tally]


FORMATS: dict[str, FileFormat | FolderFormat] = {
    "csv": FileFormat(kind="event", writes="row", write=write_csv),
    "jsonl": FileFormat(kind="report", writes="account", write=write_account_lines),
    "parquet": FolderFormat(kind="report", writes="row", write=write_parquet),
    "geojson": FileFormat(kind="event", writes="event", write=write_geojson),
    "gdelt": FolderFormat(kind="event", writes="event", write=write_gdelt),
    "polecat": FileFormat(kind="event", writes="event", write=write_polecat),
    "claimreview": FileFormat(kind="statement", writes="draft", write=write_claim_reviews),
    "annotations": FileFormat(kind="report", writes="annotation", write=write_annotations),
}
WITH_TABLES = ("csv", "parquet")
"""Formats that write tables of a corpus."""
