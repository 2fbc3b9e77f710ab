"""Tables of a corpus as Parquet: a folder with a dataset a table, in parts by month of publication.

By month, as ``published_month=2031-10``: one key in the order of the calendar, which a reader compares with
one condition. By day, a few thousand reports a year would make thousands of files with a handful of rows
each; a month of the world's news is still some files of ordinary size.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from rashomon.store.arrow_tables import fill_batch, load_arrow, read_schemas
from rashomon.store.exports.outputs import write_contents
from rashomon.store.exports.settings import Settings, Tally
from rashomon.store.exports.sources import UNDATED_TABLES, Source, columns_of

PARTITION_KEY = "published_month"
UNKNOWN = "__HIVE_DEFAULT_PARTITION__"
"""What readers of Hive's folders take for null; a table without any dated row has no parts."""
PART_BYTES = 64 << 20
"""Size at which rows become a file, as they lie in memory: a row group of what Parquet's readers like."""
HELD_BYTES = 192 << 20
"""Rows held at most before the largest part is written, whatever its size."""

_Part = tuple[str, str | None]


def write_parquet(source: Source, folder: Path, settings: Settings) -> Tally:
    """Write tables, all that the source has if none is asked for; the tally counts the rows of all of them.

    Rows are held in Arrow's columns up to ``HELD_BYTES``: memory does not grow with the source.

    Raises:
        MissingExtra: pyarrow is not installed.
        BadExport: a table that the source does not have.
    """
    tables = settings.tables or source.tables
    parts = _Parts(folder, tables)
    for some in source.rows(tables):
        parts.add((some.table, some.month), some.rows)
    parts.write_all()
    counts = {table: parts.counts[table] for table in tables}
    described = {table: {"rows": count, "columns": columns_of(table)} for table, count in counts.items()}
    write_contents(folder, {"format": "parquet", "partitioned by": PARTITION_KEY, "tables": described})
    return Tally(written=sum(counts.values()))


class _Parts:
    """Rows on their way into files, as many as may be held."""

    def __init__(self, folder: Path, tables: tuple[str, ...]) -> None:
        self._folder = folder
        self._arrow: Any = load_arrow()
        self._parquet: Any = import_module("pyarrow.parquet")
        schemas = read_schemas()
        self._schemas: Mapping[str, Any] = {
            table: self._arrow.schema([schemas[table].field(column) for column in columns_of(table)])
            for table in tables
        }
        self._held: defaultdict[_Part, list[Any]] = defaultdict(list)
        self._bytes: Counter[_Part] = Counter()
        self._files: Counter[_Part] = Counter()
        self.counts: Counter[str] = Counter()

    def add(self, part: _Part, rows: Any) -> None:  # noqa: ANN401 - rows of any values
        """Take rows of a part, and write what has become large enough."""
        if not rows:
            return
        batch = fill_batch(self._schemas[part[0]], list(zip(*rows, strict=True)))
        self._held[part].append(batch)
        self._bytes[part] += batch.nbytes
        self.counts[part[0]] += batch.num_rows
        if self._bytes[part] >= PART_BYTES:
            self._write(part)
        elif self._bytes.total() >= HELD_BYTES:
            self._write(max(self._bytes, key=self._bytes.__getitem__))

    def write_all(self) -> None:
        """Write what is left, and of a table without rows an empty file, so that it can be read too."""
        for part in list(self._held):
            self._write(part)
        for table in self._schemas.keys() - self.counts.keys():
            self._write((table, None))
        for table in self._schemas.keys() - {table for table, month in self._files if month}:
            self._lift(self._folder / table / f"{PARTITION_KEY}={UNKNOWN}")

    def _write(self, part: _Part) -> None:
        """Write what is held of a part as its next file."""
        table, month = part
        folder = self._folder / table
        if table not in UNDATED_TABLES:
            folder /= f"{PARTITION_KEY}={month or UNKNOWN}"
        folder.mkdir(parents=True, exist_ok=True)
        held = self._arrow.Table.from_batches(self._held.pop(part, []), schema=self._schemas[table])
        path = folder / f"part-{self._files[part]:05}.parquet"
        self._parquet.write_table(held, path, compression="zstd", row_group_size=max(1, held.num_rows))
        self._files[part] += 1
        del self._bytes[part]

    def _lift(self, folder: Path) -> None:
        """Take the files out of a table's only part: pyarrow reads no key that is null everywhere."""
        if folder.exists():
            for path in folder.iterdir():
                path.rename(folder.parent / path.name)
            folder.rmdir()
