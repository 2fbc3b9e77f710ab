"""Account lines, as ``rashomon read --json`` writes them, read back one at a time."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from rashomon.errors import BadRecord
from rashomon.records import Account, Dropped
from rashomon.serial import account_from_json

LONGEST_LINE_BYTES = 200_000_000
"""The account of a report of 5 MB takes about a tenth of this."""
_REST_BYTES = 1 << 20


def read_accounts(stream: BinaryIO, name: str) -> Iterator[Account | Dropped]:
    """Read one account a line; a line that holds none is Dropped with its number and costs no other.

    Blank lines are passed over. Holds one line at a time.
    """
    number = 0
    while line := stream.readline(LONGEST_LINE_BYTES + 1):
        number += 1
        if len(line) > LONGEST_LINE_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(_REST_BYTES)
            yield Dropped(source=f"{name}:{number}", reason=f"over {LONGEST_LINE_BYTES} bytes")
        elif text := line.removeprefix(codecs.BOM_UTF8).strip():
            yield _read_line(text, f"{name}:{number}")


def _read_line(line: bytes, source: str) -> Account | Dropped:
    try:
        return account_from_json(line)
    except BadRecord as error:
        return Dropped(source=source, reason=str(error))
