"""Bytes to characters, and what sort of text they are: a page, JSON lines, or plain text."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_SNIFFED = 65_536
_HTML_START = re.compile(
    r"\s*+(?><\?xml[^>]{0,200}>\s*+)?+(?><!--.{0,4000}?-->\s*+)*+"
    r"<(?:!doctype|html|head|body|meta|title|link|script|article|main|section|div|header|table|h1|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_ANYWHERE = re.compile(r"<(?:!doctype html|html|body)\b", re.IGNORECASE)
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\f\r\x1b")
_BINARY_SHARE = 0.05
"""Share of control characters from which bytes are no text (PDF, zip and pictures have over 0.1)."""
_MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"SQLite format 3",
)


def decode(data: bytes, charset: str | None = None) -> str:
    """Decode bytes: by their byte order mark, as UTF-8, as declared, else as Windows-1252.

    ``charset`` is what a server declares; it goes before what the page itself does. Bytes that fit none
    become U+FFFD. The mark itself is no part of the text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    guessed = _guess_wide(data)
    if guessed:
        return data.decode(guessed, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_other(data, error, charset)


def _decode_other(data: bytes, error: UnicodeDecodeError, charset: str | None) -> str:
    """A page in its declared encoding; one cut or broken character does not make UTF-8 something else."""
    declared = None if charset else _DECLARED.search(data[:_SNIFFED])
    name = charset or (declared[1].decode("ascii", "replace").lower() if declared else "")
    if name in ("utf-8", "utf8") or _is_mostly_utf8(data, error):
        return data.decode("utf-8", "replace")
    is_western = name in ("", "iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii")
    try:
        # str.decode refuses codecs that are no text encodings (zlib, hex).
        return data.decode("windows-1252" if is_western else name, "replace")
    except (LookupError, ValueError):
        return data.decode("windows-1252", "replace")


def _is_mostly_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    sample = data[:1_000_000]
    broken = sample.decode("utf-8", "replace").count("\ufffd")
    return len(re.findall(rb"[\xc2-\xf4][\x80-\xbf]+", sample)) > 3 * broken or error.start > len(data) - 4


def _guess_wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of (mostly) English text is null."""
    sample = data[:2_000]
    if len(sample) < 8:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.8 * len(sample[1::2]) and even < 0.1 * len(sample):
        return "utf-16-le"
    return "utf-16-be" if even > 0.8 * len(sample[0::2]) and odd < 0.1 * len(sample) else None


def is_text(data: bytes) -> bool:
    """Tell whether bytes are text at all.

    >>> is_text(b"Rain fell."), is_text(bytes(range(256)) * 9)
    (True, False)
    """
    if data.startswith(_MAGIC):
        return False
    if data.startswith(tuple(mark for mark, _ in _MARKS)) or _guess_wide(data):
        return True
    sample = data[:_SNIFFED]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls <= _BINARY_SHARE * len(sample)


def is_html(text: str) -> bool:
    """Tell whether a text is a web page or a piece of one.

    >>> is_html("<p>Rain fell.</p>"), is_html("Is 3 < 4? Use <b> for bold.")
    (True, False)
    """
    return bool(_HTML_START.match(text[:8_000]) or _HTML_ANYWHERE.search(text[:4_000]))


def transcode(data: bytes, charset: str | None) -> bytes:
    """Give bytes as UTF-8 where a server has told their encoding, else as they are.

    >>> transcode("Zoë has left.".encode("latin-1"), "iso-8859-1").decode()
    'Zoë has left.'
    """
    return data if charset is None else decode(data, charset).encode("utf-8", "replace")
