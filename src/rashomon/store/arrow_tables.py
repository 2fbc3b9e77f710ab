"""Rows of a corpus' tables as Arrow tables; needs pyarrow, the extra ``rashomon[arrow]``.

>>> from rashomon.store.arrow_tables import make_tables
>>> make_tables(coder.pipe(reports))["statements"].to_pandas()                   # doctest: +SKIP
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from functools import cache
from importlib import import_module
from typing import Any

from rashomon.errors import BadRecord, MissingExtra
from rashomon.records import Account
from rashomon.store.numbering import TOLD_TABLES, Numbering
from rashomon.store.opening import describe, migrate, read_migrations

ACCOUNTS_AT_ONCE = 256
"""Accounts whose rows are held as Python objects before they are put into Arrow's columns."""


def load_arrow() -> Any:  # noqa: ANN401 - pyarrow has no types
    """Load pyarrow; raises MissingExtra where it is not installed."""
    try:
        return import_module("pyarrow")
    except ImportError as error:
        raise MissingExtra("Arrow tables need pyarrow: pip install 'rashomon[arrow]'") from error


@cache
def read_schemas() -> Mapping[str, Any]:
    """Give the Arrow schema of every table and view of a corpus, as its SQL schema declares the columns."""
    pa = load_arrow()
    kinds = {"INTEGER": pa.int64(), "BOOLEAN": pa.bool_(), "REAL": pa.float64(), "BLOB": pa.binary()}
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection, read_migrations())
        columns = "SELECT name, type FROM pragma_table_info(?)"
        return {
            table: pa.schema([(name, kinds.get(kind, pa.string())) for name, kind in found])
            for table in describe()
            if (found := connection.execute(columns, (table,)).fetchall())
        }


def make_batch(schema: Any, rows: Sequence[Mapping[str, Any]]) -> Any:  # noqa: ANN401 - pyarrow has no types
    """Put rows into a ``pyarrow.RecordBatch``; a column that a row does not have is null there.

    Raises:
        BadRecord: a text has half a surrogate pair, which no UTF-8 can hold.
    """
    return fill_batch(schema, [[row.get(name) for row in rows] for name in schema.names])


def fill_batch(schema: Any, columns: Iterable[Sequence[Any]]) -> Any:  # noqa: ANN401 - pyarrow has no types
    """Put columns into a ``pyarrow.RecordBatch``, as ``make_batch`` does rows.

    SQLite's 0 and 1 for false and true are taken for what they mean.
    """
    pa = load_arrow()
    try:
        arrays = [_fill(field.type, values) for field, values in zip(schema, columns, strict=True)]
    except UnicodeEncodeError as error:
        raise BadRecord(f"cannot be written as UTF-8: {error.reason} at character {error.start}") from error
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def make_tables(accounts: Iterable[Account], *, first: int = 1) -> dict[str, Any]:
    """Make a ``pyarrow.Table`` of each table that accounts have rows in, and of ``coders``.

    Columns are those of a corpus (``docs/corpus.md``).

    Args:
        accounts: taken one at a time.
        first: the first number of the rows of every table: ``Numbering``.
    """
    pa, schemas, numbering = load_arrow(), read_schemas(), Numbering(first)
    batches: dict[str, list[Any]] = {table: [] for table in TOLD_TABLES}
    waiting: dict[str, list[Any]] = {table: [] for table in TOLD_TABLES}

    def settle() -> None:
        for table, rows in waiting.items():
            batches[table].append(make_batch(schemas[table], rows))
            rows.clear()

    for count, account in enumerate(accounts, start=1):
        for table, rows in numbering.number(account).items():
            waiting[table].extend(rows)
        if count % ACCOUNTS_AT_ONCE == 0:
            settle()
    settle()
    batches["coders"] = [make_batch(schemas["coders"], numbering.coders)]
    return {table: pa.Table.from_batches(made, schema=schemas[table]) for table, made in batches.items()}


def _fill(kind: Any, values: Sequence[Any]) -> Any:  # noqa: ANN401 - pyarrow has no types
    pa = load_arrow()
    if pa.types.is_boolean(kind):
        values = [None if value is None else bool(value) for value in values]
    return pa.array(values, kind)
