"""Reports out of web archives: the HTML pages among the responses of a WARC file."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from rashomon.read.bodies import decode_body, join_chunks
from rashomon.read.dates import read_date
from rashomon.read.decode import decode, is_html, transcode
from rashomon.read.messages import PAGES, Response, read_content_type, read_response
from rashomon.read.reasons import DAMAGED, NOT_A_PAGE, TOO_LARGE, NoReport
from rashomon.read.terms import Terms
from rashomon.read.unread import Unread
from rashomon.read.warc_records import RESPONSE, Damage, Record, walk_records
from rashomon.records import Dropped

_HEADERS_BYTES = 65_536
"""Room for the HTTP headers that stand before a page in its record."""
_KINDS_TOLD = 5
_KINDS_LIMIT = 1_000
"""Kinds of other responses that are told apart; a file may name as many as it has records."""
_OK = 200


def unpack_warc(stream: BinaryIO, name: str, terms: Terms) -> Iterator[Unread | Dropped]:
    """Give the pages of a WARC file one after the other, whatever its size.

    The address of a report is its record's; ``retrieved`` is the record's date, which says nothing of
    when the page was published. What is lost is Dropped with the page's address, or the byte where the
    file is damaged; responses that are no pages are told in one Dropped at the end. A stream that cannot
    be sought in is first written to a temporary file, since damage can only be passed in one.
    """
    if stream.seekable():
        yield from _unpack_records(stream, name, terms)
        return
    with tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(stream, copy)
        yield from _unpack_records(copy, name, terms)


def _unpack_records(stream: BinaryIO, name: str, terms: Terms) -> Iterator[Unread | Dropped]:
    passed: Counter[str] = Counter()
    for item in walk_records(stream, terms.limits.size_bytes + _HEADERS_BYTES):
        label = f"{name}:{item.url or f'byte {item.start}'}"
        if isinstance(item, Damage):
            yield Dropped(source=label, reason=DAMAGED, detail=f"bytes {item.start} to {item.end}")
        elif item.kind == RESPONSE:
            try:
                yield _unpack_page(item, label, terms)
            except _NoPage as other:
                is_told = other.kind in passed or len(passed) < _KINDS_LIMIT
                passed[other.kind if is_told else "others"] += 1
            except NoReport as problem:
                yield problem.dropped(label)
    if passed:
        yield Dropped(source=name, reason=NOT_A_PAGE, detail=_tell_passed(passed))


class _NoPage(Exception):
    """A response that is no page; ``kind`` says what else it is."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def _unpack_page(record: Record, label: str, terms: Terms) -> Unread:
    limit_bytes = terms.limits.size_bytes
    response = read_response(record.block)
    if response is None:
        raise NoReport(DAMAGED, "no HTTP response in its record")
    media, charset = read_content_type(response.headers)
    if response.status != _OK:
        raise _NoPage(f"status {response.status}")
    if media is not None and media not in PAGES:
        raise _NoPage(media[:80])
    if record.size_bytes > len(record.block):
        raise NoReport(TOO_LARGE, f"{record.size_bytes} bytes, the limit is {limit_bytes}")
    if record.truncated is not None:
        raise NoReport(DAMAGED, f"the crawler kept only a part of it ({record.truncated})")
    page = _decode_page(response, limit_bytes)
    if media is None and not is_html(decode(page)):
        raise _NoPage("no content type")
    return Unread(
        source=transcode(page, charset),
        label=label,
        limits=terms.limits,
        known={**terms.known, "url": record.url or terms.known.get("url")},
        retrieved=read_date(record.date or ""),
    )


def _decode_page(response: Response, limit_bytes: int) -> bytes:
    is_chunked = "chunked" in response.headers.get("transfer-encoding", "").lower()
    body = join_chunks(response.body) if is_chunked else response.body
    return decode_body([body], response.headers.get("content-encoding", ""), limit_bytes)


def _tell_passed(passed: Counter[str]) -> str:
    """Say how many responses of which kinds were passed over.

    >>> _tell_passed(Counter({"status 404": 2, "image/png": 1}))
    '3 responses passed over: 2 status 404, 1 image/png'
    """
    total = sum(passed.values())
    kinds = [f"{count} {kind}" for kind, count in passed.most_common(_KINDS_TOLD)]
    rest = total - sum(count for _, count in passed.most_common(_KINDS_TOLD))
    told = ", ".join([*kinds, *([f"{rest} others"] if rest else [])])
    return f"{total} {'response' if total == 1 else 'responses'} passed over: {told}"
