"""Events in the shape of GDELT 2.0: an event file and a mention file, with the columns of the voice behind.

The files have no line of headings, as GDELT's have none; it is in a file beside each.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rashomon.store.exports.event_rows import Column
from rashomon.store.exports.gdelt_columns import (
    EVENT_FIELDS,
    MENTION_FIELDS,
    Field,
    copy_mention,
    count_mentions,
)
from rashomon.store.exports.outputs import write_contents
from rashomon.store.exports.settings import Settings, Tally
from rashomon.store.exports.sources import Source
from rashomon.store.exports.tsv_cells import write_line
from rashomon.store.exports.voice_columns import VOICE_COLUMNS, pick_columns

EVENT_COLUMNS: tuple[Field | Column, ...] = (
    *EVENT_FIELDS,
    *VOICE_COLUMNS,
    *pick_columns(
        """type mode contexts actors actor_countries actor_sectors recipients recipient_countries
        recipient_sectors date_start date_end country geonames_id place_how title outlet published confidence
        coder"""
    ),
)
MENTION_COLUMNS: tuple[Field | Column, ...] = (*MENTION_FIELDS, *VOICE_COLUMNS)
FILES: dict[str, tuple[Field | Column, ...]] = {"export": EVENT_COLUMNS, "mentions": MENTION_COLUMNS}


def write_gdelt(source: Source, folder: Path, settings: Settings) -> Tally:
    """Write events and their mentions, a line each; every copy of a report mentions what that tells."""
    del settings
    tally = Tally()
    for name, columns in FILES.items():
        (folder / f"{name}.header.tsv").write_text("\t".join(_names(columns)) + "\n", "utf-8")
    with (
        (folder / "export.CSV").open("w", encoding="utf-8", newline="") as events,
        (folder / "mentions.CSV").open("w", encoding="utf-8", newline="") as mentions,
    ):
        for chosen in source.accounts():
            for told in chosen.events():
                counts = count_mentions(told, chosen.copies)
                write_line((counts.get(column.name) or column.of(told) for column in EVENT_COLUMNS), events)
                voice = [column.of(told) for column in VOICE_COLUMNS]
                write_line([*(field.of(told) for field in MENTION_FIELDS), *voice], mentions)
                for copy in chosen.copies:
                    write_line([*copy_mention(told, copy), *voice], mentions)
                tally.written += 1
    files = {f"{name}.CSV": {"columns": _names(columns)} for name, columns in FILES.items()}
    write_contents(folder, {"format": "gdelt", "rows": tally.written, "files": files})
    return tally


def _names(columns: Sequence[Field | Column]) -> list[str]:
    return [column.name for column in columns]
