"""The records of a WARC file (ISO 28500), plain or gzipped, with a way past damage.

fastwarc takes the records apart. It ends quietly at a cut and stops at damage, so three things are done
beside it: the bytes of a record are compared with the length it states; a record is given only when the
next one has begun or the file is at its end; and after damage the next place is looked for where a record
begins, so that one bad record costs no other.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from rashomon.read.messages import find_head_end

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord  # pyright: ignore[reportMissingModuleSource]

RESPONSE = "response"
_GZIP = b"\x1f\x8b"
_MEMBER = rb"\x1f\x8b\x08"
_HEAD = rb"WARC/1\.\d\r?\n(?=[\w-]{1,40}:)"
_MEMBER_START, _HEAD_START, _ANY_START = map(re.compile, (_MEMBER, _HEAD, _MEMBER + rb"|" + _HEAD))
_LENGTH = re.compile(rb"\ncontent-length:[ \t]*(\d{1,15})[ \t]*\r?\n", re.IGNORECASE)
_VERSION = re.compile(r"WARC/1\.\d$")
_HEAD_LIMIT = 65_536
_PIECE = 32_768
_OVERLAP = 64
_LOOK = 8_192


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record; ``block`` is its content up to the limit, read for responses only."""

    start: int
    kind: str
    url: str | None
    date: str | None
    truncated: str | None
    """Why the crawler kept only a part ("length", "time"), as it says itself."""
    size_bytes: int
    block: bytes
    is_cut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """A stretch of the file that gives no record, in bytes; ``url`` is what stood there, if known."""

    start: int
    end: int
    url: str | None = None


class _Stop(NamedTuple):
    """Where a walk ended before the file did, where to look for more, and what was lost there if known."""

    at: int
    look_from: int
    url: str | None = None


def walk_records(stream: BinaryIO, limit_bytes: int) -> Iterator[Record | Damage]:
    """Give the records of a file that can be sought in, in order; memory holds two blocks at most."""
    size = stream.seek(0, 2)
    start = find_start(stream, 0, _ANY_START)
    if start != 0 and size:
        yield Damage(start=0, end=size if start is None else start)
    stream.seek(start or 0)
    starts = _MEMBER_START if stream.read(2) == _GZIP else _HEAD_START
    while start is not None:
        stop = yield from _walk_from(stream, start, limit_bytes)
        if stop is None:
            return
        start = find_start(stream, stop.look_from, starts)
        if start != stop.at:
            yield Damage(start=stop.at, end=size if start is None else start, url=stop.url)


def _walk_from(stream: BinaryIO, start: int, limit_bytes: int) -> Generator[Record, None, _Stop | None]:
    """Give records up to the end or to damage; None is returned at the end."""
    from fastwarc.warc import ArchiveIterator  # pyright: ignore[reportMissingModuleSource]

    stream.seek(start)
    held: Record | None = None
    at = start
    is_broken = False
    try:
        for record in ArchiveIterator(stream, parse_http=False):
            if held is not None:
                yield held
                held = None
            at = record.stream_pos
            held = _take(record, limit_bytes)
            if held.is_cut:
                break
    except OSError:
        is_broken = True
    if held is None or held.is_cut:
        return _Stop(at, at + 1, held.url if held else None)
    end = find_end(stream, at)
    if end is None and is_broken:
        return _Stop(at, at + 1, held.url)
    yield held
    # A file gzipped as a whole has no member that ends with this record: there the end is the end.
    is_over = not is_broken and (end is None or _is_blank_from(stream, end))
    return None if is_over else _Stop(end or at, end or at + 1)


def _is_blank_from(stream: BinaryIO, place: int) -> bool:
    stream.seek(place)
    return not stream.read(_PIECE).strip(b"\r\n\0 ")


def _take(record: WarcRecord, limit_bytes: int) -> Record:
    kind = str(record.record_type)
    wanted = min(record.content_length, limit_bytes) if kind == RESPONSE else 0
    block = record.reader.read(wanted) if wanted else b""
    return Record(
        start=record.stream_pos,
        kind=kind,
        url=(record.headers.get("WARC-Target-URI") or "").strip("<> ") or None,
        date=record.headers.get("WARC-Date"),
        truncated=record.headers.get("WARC-Truncated"),
        size_bytes=record.content_length,
        block=block,
        is_cut=len(block) < wanted or not _has_whole_head(record),
    )


def _has_whole_head(record: WarcRecord) -> bool:
    """Whether a head states a length, and has not run into the next record's head where it was cut."""
    has_run_on = len(record.headers.get_multiple("WARC-Type")) != 1 or any(
        _VERSION.search(value) for _, value in record.headers.to_tuples()
    )
    return record.headers.get("Content-Length") is not None and not has_run_on


def find_end(stream: BinaryIO, start: int) -> int | None:
    """Give the place where the record, or gzip member, that begins at ``start`` ends; None if it is cut.

    A record is whole if it has all the bytes it states; a gzip member also has the right checksum.
    """
    stream.seek(start)
    head = stream.read(_HEAD_LIMIT)
    if head.startswith(_GZIP):
        return _find_member_end(stream, start)
    wanted = _needed_bytes(head)
    if wanted is None:
        return None
    end = start + wanted
    stream.seek(end)
    after = stream.read(4)
    if after.startswith((b"\r\n\r\n", b"\n\n")):
        return end + (4 if after == b"\r\n\r\n" else 2)
    return end if not after and stream.seek(0, 2) == end else None


def _find_member_end(stream: BinaryIO, start: int) -> int | None:
    decoder = zlib.decompressobj(31)
    head, size = b"", 0
    stream.seek(start)
    try:
        while not decoder.eof:
            data = decoder.unconsumed_tail or stream.read(_PIECE)
            piece = decoder.decompress(data, _PIECE)
            if not data and not piece:
                return None
            head += piece if len(head) < _HEAD_LIMIT else b""
            size += len(piece)
    except zlib.error:
        return None
    needed = _needed_bytes(head)
    is_whole = needed is not None and size >= needed
    return stream.tell() - len(decoder.unused_data) if is_whole else None


def _needed_bytes(head: bytes) -> int | None:
    """The bytes of a record's head and of the block it states, None if the head is none."""
    end = find_head_end(head) if head.startswith(b"WARC/") else None
    length = _LENGTH.search(head, 0, end) if end else None
    return end + int(length[1]) if end and length else None


def find_start(stream: BinaryIO, at: int, starts: re.Pattern[bytes] = _ANY_START) -> int | None:
    """Give the first place from ``at`` on where a record, or a gzip member with one, begins."""
    stream.seek(at)
    data = stream.read(_PIECE)
    while data:
        for match in starts.finditer(data):
            place = at + match.start()
            if _opens_record(stream, place):
                return place
        kept = min(_OVERLAP, len(data))
        at += len(data) - kept
        stream.seek(at + kept)
        more = stream.read(_PIECE)
        data = data[-kept:] + more if more else b""
    return None


def _opens_record(stream: BinaryIO, place: int) -> bool:
    stream.seek(place)
    head = stream.read(_LOOK)
    if head.startswith(_GZIP):
        try:
            head = zlib.decompressobj(31).decompress(head, _HEAD_LIMIT)
        except zlib.error:
            return False
    return _needed_bytes(head) is not None
