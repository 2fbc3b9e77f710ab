"""Cells of a CSV file that no spreadsheet takes for a formula, and lists in a cell; both with a way back.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-`` or ``@`` (OWASP, CSV Injection), and a report
can begin a name that way. Such a cell of text gets an apostrophe in front, and ``unguard`` takes it off.
Numbers are never guarded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

Cell = str | int | float | bool | None
SEPARATOR = ";"

_RISKY = re.compile("[\\s']*[=+\\-@\uff1d\uff0b\uff0d\uff20\x00-\x1f\x7f-\x9f]")
_SPECIAL = re.compile(r"[;\\]")
_PART = re.compile(r"(?:^|;)((?:[^;\\]|\\.)*)", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def guard(text: str) -> str:
    """Put an apostrophe before a text that begins like a formula or with a control character.

    Blanks and apostrophes in front do not hide a formula; so a guarded text is guarded again, and ``unguard``
    gives back every text as it was.

    >>> guard("=1+1"), guard("-1 and falling"), guard("'=1+1"), guard("'Ndrangheta")
    ("'=1+1", "'-1 and falling", "''=1+1", "'Ndrangheta")
    """
    return f"'{text}" if _RISKY.match(text) else text


def unguard(cell: str) -> str:
    """Take off the apostrophe that ``guard`` put before a text.

    >>> unguard("'=1+1"), unguard("'Ndrangheta")
    ('=1+1', "'Ndrangheta")
    """
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell) else cell


def write_cell(value: Cell | Sequence[Cell]) -> str:
    """Write a value as a cell: nothing for None, numbers as they are, texts guarded, lists joined.

    >>> write_cell(-1.29), write_cell(15.0), write_cell(None), write_cell(True), write_cell("@home")
    ('-1.29', '15', '', 'true', "'@home")
    >>> write_cell(["Mali", None, "a;b"])
    'Mali;;a\\\\;b'
    """
    if isinstance(value, str):
        return guard(" ".join(value.split()))
    if value is None or isinstance(value, bool | int | float):
        return _write_plain(value)
    return guard(SEPARATOR.join(_SPECIAL.sub(r"\\\g<0>", _write_part(part)) for part in value))


def read_list(cell: str) -> list[str]:
    """Give the parts of a list in a cell; an empty cell is an empty list.

    >>> read_list("Mali;;a\\\\;b")
    ['Mali', '', 'a;b']
    """
    text = unguard(cell)
    if not text:
        return []
    return [_ESCAPED.sub(r"\1", part) for part in _PART.findall(text)]


def _write_part(part: Cell) -> str:
    return " ".join(part.split()) if isinstance(part, str) else _write_plain(part)


def _write_plain(value: float | bool | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(int(value) if float(value).is_integer() else value)
