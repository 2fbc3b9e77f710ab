"""Tables of a corpus as Arrow tables; needs pyarrow, the extra ``rashomon[arrow]``."""

from __future__ import annotations

import sqlite3
from typing import Any

from rashomon.store.arrow_tables import fill_batch, load_arrow, read_schemas

ROWS_AT_ONCE = 50_000


def read_frame(connection: sqlite3.Connection, table: str) -> Any:  # noqa: ANN401 - pyarrow has no types
    """Read a table or a view; columns have the types that the schema declares: ``Corpus.frame``."""
    pa, schemas = load_arrow(), read_schemas()
    if table not in schemas:
        raise ValueError(f"a corpus has no table {table!r}; it has {', '.join(schemas)}")
    cursor = connection.execute(" ".join(["SELECT * FROM", table]))
    batches: list[Any] = []
    while rows := cursor.fetchmany(ROWS_AT_ONCE):
        batches.append(fill_batch(schemas[table], list(zip(*map(tuple, rows), strict=True))))
    return pa.Table.from_batches(batches, schema=schemas[table])
