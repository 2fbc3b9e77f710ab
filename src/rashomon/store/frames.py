"""Tables of a corpus as Arrow tables; needs pyarrow, the extra ``rashomon[arrow]``."""

from __future__ import annotations

import sqlite3
from importlib import import_module
from typing import Any

from rashomon.errors import MissingExtra
from rashomon.store.opening import describe

ROWS_AT_ONCE = 50_000


def read_frame(connection: sqlite3.Connection, table: str) -> Any:  # noqa: ANN401 - pyarrow has no types
    """Read a table or a view; columns have the types that the schema declares: ``Corpus.frame``."""
    tables = describe()
    if table not in tables:
        raise ValueError(f"a corpus has no table {table!r}; it has {', '.join(tables)}")
    try:
        pa: Any = import_module("pyarrow")
    except ImportError as error:
        raise MissingExtra("Arrow tables need pyarrow: pip install 'rashomon[arrow]'") from error
    columns = connection.execute("SELECT name, type FROM pragma_table_info(?)", (table,)).fetchall()
    kinds = {"INTEGER": pa.int64(), "BOOLEAN": pa.int64(), "REAL": pa.float64(), "BLOB": pa.binary()}
    stored = pa.schema([(name, kinds.get(kind, pa.string())) for name, kind in columns])
    shown = pa.schema(
        [(name, pa.bool_() if kind == "BOOLEAN" else stored.field(name).type) for name, kind in columns]
    )
    cursor = connection.execute(" ".join(["SELECT * FROM", table]))
    batches: list[Any] = []
    while rows := cursor.fetchmany(ROWS_AT_ONCE):
        values = zip(*map(tuple, rows), strict=True)
        arrays = [pa.array(column, field.type) for column, field in zip(values, stored, strict=True)]
        batches.append(pa.RecordBatch.from_arrays(arrays, schema=stored))
    return pa.Table.from_batches(batches, schema=stored).cast(shown)
