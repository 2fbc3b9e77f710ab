"""Bodies of HTTP messages: what was coded for the way is decoded, and what comes out has a limit.

The limit holds for every step, piece by piece, so that no small body can grow large in memory. A body
that does not have the coding its header names is taken as it is: crawlers often store pages decoded
beside the headers as they came.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from rashomon.read.reasons import DAMAGED, TOO_LARGE, NoReport

_PIECE = 65_536
_GZIP_WINDOW = 31
_WINDOWS = {"gzip": (_GZIP_WINDOW,), "x-gzip": (_GZIP_WINDOW,), "deflate": (15, -15)}
"""What zlib calls the forms of a coding; "deflate" is sent with its zlib frame and without."""
_CODINGS_LIMIT = 4
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r?\n")


def decode_body(pieces: Iterable[bytes], codings: str, limit_bytes: int) -> bytes:
    """Give a body as it was before the codings of its ``Content-Encoding``, which are undone last to first.

    Raises NoReport: larger than ``limit_bytes`` at any step, cut short, broken, or of unknown coding.

    >>> decode_body([zlib.compress(b"Rain fell.")], "deflate", 100), decode_body([b"Rain."], "gzip", 100)
    (b'Rain fell.', b'Rain.')
    """
    names = [name for name in re.split(r"[\s,]+", codings.lower()) if name not in ("", "identity", "none")]
    if len(names) > _CODINGS_LIMIT:
        raise NoReport(DAMAGED, f"a body coded {len(names)} times")
    stream = _cap(pieces, limit_bytes)
    for name in reversed(names):
        stream = _cap(_undo(name, stream), limit_bytes)
    return b"".join(stream)


def _cap(pieces: Iterable[bytes], limit_bytes: int) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > limit_bytes:
            raise NoReport(TOO_LARGE, f"over the limit of {limit_bytes} bytes")
        yield piece


def _undo(name: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
    if name in _WINDOWS:
        return _inflate(pieces, _WINDOWS[name])
    if name in ("br", "zstd"):
        return _expand(pieces, name)
    raise NoReport(DAMAGED, f"a body in an unknown coding, {name[:40]!r}")


def _inflate(pieces: Iterator[bytes], windows: tuple[int, ...]) -> Iterator[bytes]:
    head = b""
    while len(head) < 16 and (piece := next(pieces, b"")):
        head += piece
    window = next((one for one in windows if _fits(head, one)), None)
    if window is None:
        yield head
        yield from pieces
        return
    decoder = zlib.decompressobj(window)
    for piece in chain([head], pieces):
        data = piece
        while data:
            if decoder.eof:
                if window != _GZIP_WINDOW or not data.startswith(b"\x1f"):
                    return  # only gzip bodies have several parts; what else follows is ignored
                decoder = zlib.decompressobj(window)
            yield _attempt(decoder.decompress, data)
            data = decoder.unused_data if decoder.eof else decoder.unconsumed_tail
    while not decoder.eof:
        # What zlib still holds back comes out with empty input; nothing more means a cut.
        piece = _attempt(decoder.decompress, b"")
        if not piece and not decoder.eof:
            raise NoReport(DAMAGED, "a compressed body cut short")
        yield piece


def _attempt(decompress: Callable[[bytes, int], bytes], data: bytes) -> bytes:
    try:
        return decompress(data, _PIECE)
    except zlib.error as error:
        raise NoReport(DAMAGED, "a broken compressed body") from error


def _fits(head: bytes, window: int) -> bool:
    """Whether bytes can be the start of a coded body."""
    try:
        zlib.decompressobj(window).decompress(head, 1)
    except zlib.error:
        return False
    return bool(head)


def _expand(pieces: Iterator[bytes], name: str) -> Iterator[bytes]:
    from fastwarc.stream_io import (  # pyright: ignore[reportMissingModuleSource]
        BrotliReader,
        ZstdReader,
    )

    data = b"".join(pieces)
    reader = (BrotliReader if name == "br" else ZstdReader)(io.BytesIO(data))
    has_begun = False
    try:
        while piece := reader.read(_PIECE):
            has_begun = True
            yield piece
    except OSError as error:
        if has_begun:
            raise NoReport(DAMAGED, "a broken compressed body") from error
        yield data


def join_chunks(body: bytes) -> bytes:
    r"""Give a body without the sizes that ``Transfer-Encoding: chunked`` puts between its pieces.

    Raises NoReport if it ends before its last chunk does. RFC 9112, section 7.1.

    >>> join_chunks(b"5\r\nRain \r\n5\r\nfell.\r\n0\r\n\r\n"), join_chunks(b"Rain fell.")
    (b'Rain fell.', b'Rain fell.')
    """
    pieces: list[bytes] = []
    at = 0
    while match := _CHUNK.match(body, at):
        size = int(match[1], 16)
        if size == 0:
            return b"".join(pieces)
        piece = body[match.end() : match.end() + size]
        ending = body[match.end() + size : match.end() + size + 2]
        if len(piece) < size:
            break
        at = match.end() + size + (2 if ending == b"\r\n" else ending.startswith(b"\n"))
        pieces.append(piece)
    if not pieces:
        return body
    raise NoReport(DAMAGED, "a chunked body cut short")
