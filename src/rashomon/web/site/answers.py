"""What a page answers: a template with what it shows, and the same as JSON and, if it is a table, as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from rashomon.serial import to_json
from rashomon.store.csv_cells import Cell, write_cell

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Query = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: the names of its columns, and its rows."""

    columns: tuple[str, ...]
    rows: Sequence[Sequence[Cell | Sequence[Cell]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a page answers; ``data`` and ``table`` are made only if they are asked for.

    ``address`` is that of the page, without its form and its query: it stays as long as the corpus has it.
    Whoever asks for the page by another one is led there. ``after`` is done when the page has been sent.
    """

    template: str
    address: str
    title: str
    values: Mapping[str, object]
    data: Callable[[], str]
    table: Callable[[], Table]
    after: Callable[[], None] | None = None


def write_json(records: Iterable[DataclassInstance]) -> str:
    """Write records as one array."""
    return "[" + ",\n".join(map(to_json, records)) + "]"


def write_csv(table: Table) -> str:
    r"""Write a table as CSV in which no cell is a formula.

    >>> write_csv(Table(columns=("who", "how_many"), rows=[("=1+1", 2)]))
    "who,how_many\r\n'=1+1,2\r\n"
    """
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(table.columns)
    writer.writerows([write_cell(cell) for cell in row] for row in table.rows)
    return stream.getvalue()


def tabulate(records: Sequence[DataclassInstance], kind: type[DataclassInstance]) -> Table:
    """Make a table of records, a field a column; a span is written ``start-end``."""
    names = tuple(field.name for field in fields(kind))
    rows = [[_write_spans(getattr(record, name)) for name in names] for record in records]
    return Table(columns=names, rows=rows)


def _write_spans(value: Cell | tuple[object, ...]) -> Cell | Sequence[Cell]:
    if not isinstance(value, tuple):
        return value
    return [f"{one[0]}-{one[1]}" if isinstance(one, tuple) else str(one) for one in value]  # pyright: ignore
