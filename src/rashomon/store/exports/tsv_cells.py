"""Cells of a tab-separated file without quoting, as GDELT and POLECAT are read; with a way back.

Some readers of such files cut lines at tabs, others take a quotation mark at the beginning of a cell for one
that goes round it. So no cell has a tab or the end of a line in it, and none begins with a quotation mark: it
gets an apostrophe in front, as what a spreadsheet takes for a formula does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rashomon.store.csv_cells import Cell, unguard, write_cell
from rashomon.store.exports.outputs import Writes
from rashomon.text import REPLACEMENT

_QUOTED = re.compile("'*\"")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
"""Control characters that are no white space."""


def write_field(value: Cell | Sequence[Cell]) -> str:
    r"""Write a value as in CSV (``write_cell``), without control characters or a first quotation mark.

    >>> write_field('"We held it,"\the said'), write_field("=1+1"), write_field(-1.29), write_field(None)
    ('\'"We held it," he said', "'=1+1", '-1.29', '')
    """
    if value is None:
        return ""
    cell = write_cell(_clean(value) if isinstance(value, Cell) else [_clean(part) for part in value])
    return f"'{cell}" if _QUOTED.match(cell) else cell


def read_field(cell: str) -> str:
    r"""Give the text that a cell holds, white space aside.

    >>> read_field('\'"We held it," he said'), read_field("'=1+1")
    ('"We held it," he said', '=1+1')
    """
    if cell.startswith("'") and _QUOTED.match(cell):
        return cell[1:]
    return unguard(cell)


def write_line(values: Iterable[Cell | Sequence[Cell]], out: Writes) -> None:
    """Write a row as one line."""
    out.write("\t".join(map(write_field, values)) + "\n")


def _clean(value: Cell) -> Cell:
    return _CONTROLS.sub(REPLACEMENT, value) if isinstance(value, str) else value
