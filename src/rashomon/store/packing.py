"""Records as they are kept beside the tables: whole, as JSON, made small with the report's text at hand."""

from __future__ import annotations

import zlib

from rashomon.records import Account, Report
from rashomon.serial import account_from_json, report_from_json, to_json

_WINDOW_BYTES = 32_768
"""How far back zlib looks: of a longer text only its end can help."""
_LEVEL = 6


def pack(record: Account | Report, text: str) -> bytes:
    """Press a record; ``text`` is any text that it mostly repeats, needed again to unpack it.

    Raises:
        BadRecord: the record has half a surrogate pair somewhere, which no JSON can hold.
    """
    press = zlib.compressobj(_LEVEL, zdict=_dictionary(text))
    return press.compress(to_json(record).encode()) + press.flush()


def unpack_account(packed: bytes, text: str) -> Account:
    """Give the account that was packed with this text."""
    return account_from_json(_unpack(packed, text))


def unpack_report(packed: bytes, text: str) -> Report:
    """Give the report that was packed with this text."""
    return report_from_json(_unpack(packed, text))


def _unpack(packed: bytes, text: str) -> bytes:
    return zlib.decompressobj(zdict=_dictionary(text)).decompress(packed)


def _dictionary(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")[-_WINDOW_BYTES:]
