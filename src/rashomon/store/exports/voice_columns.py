"""The columns that follow those of GDELT and POLECAT: whose word it is, and in which words.

They are those of the event rows, under the same names.
"""

from __future__ import annotations

from rashomon.store.exports.event_rows import COLUMNS, Column

_BY_NAME = {column.name: column for column in COLUMNS}


def pick_columns(names: str) -> tuple[Column, ...]:
    """Give columns of the event rows by their names."""
    return tuple(_BY_NAME[name] for name in names.split())


VOICE_COLUMNS = pick_columns(
    """report_id event_id status statement_id speaker speaker_country speaker_sector speaker_words
    source_kind anonymous cue cue_kind cue_stance manner polarity relayed_by anchor anchor_start anchor_end
    sentence"""
)
