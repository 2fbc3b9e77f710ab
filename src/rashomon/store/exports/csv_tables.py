"""Events, or any table of a corpus, as CSV (RFC 4180) that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
from typing import Any

from rashomon.errors import BadExport
from rashomon.store.csv_cells import guard, write_cell
from rashomon.store.exports.event_rows import write_event_rows
from rashomon.store.exports.outputs import Writes
from rashomon.store.exports.settings import Settings, Tally
from rashomon.store.exports.sources import Source, columns_of


def write_csv(source: Source, out: Writes, settings: Settings) -> Tally:
    """Write one row an event; or the rows of a table, texts as they are but for the guard.

    Raises:
        BadExport: more than one table.
    """
    table, *more = settings.tables or (None,)
    if table is None:
        events = (told for chosen in source.accounts() for told in chosen.events())
        return Tally(written=write_event_rows(events, out))
    if more:
        raise BadExport("a CSV file holds one table: ask for one, or for Parquet")
    return Tally(written=_write_table(source, table, out))


def _write_table(source: Source, table: str, out: Writes) -> int:
    rows = 0
    writer = csv.writer(out)
    writer.writerow(columns_of(table))
    for some in source.rows((table,)):
        writer.writerows([_write_value(value) for value in row] for row in some.rows)
        rows += len(some.rows)
    return rows


def _write_value(value: Any) -> str:  # noqa: ANN401 - whatever SQLite holds
    return guard(value) if isinstance(value, str) else write_cell(value)
