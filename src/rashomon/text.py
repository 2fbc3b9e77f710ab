r"""Text whose offsets stay true: settled once when read, never changed after.

Every offset of every record points into ``Report.text``. So whatever has to be taken out of a text
is taken out here, before anything is counted, and ``Settled`` knows the way back to the input.

Three levels, from the mildest:

``settle``      what no text needs: "\r\n" becomes one newline, and every other control character
                and lone surrogate is replaced by one character, so only "\r\n" moves an offset. A
                text without such characters comes back as it is.
``bare``        for web pages, where the input's offsets mean nothing: control characters go, and so
                does what cannot be seen (soft hyphens, zero-width characters, marks of direction).
``printable``   for terminals: nothing goes, each dangerous character becomes a visible one, so the
                offsets of the text hold for its printed form as well.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass
from operator import itemgetter

REPLACEMENT = "\ufffd"

_LINE_ENDS = frozenset(("\r\n", "\r", "\x0b", "\x0c", "\x85"))
_UNSETTLED = re.compile("\r\n|[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
# Zero-width joiners (200c, 200d) stay: they are part of emoji and of Persian and Indic spelling.
_UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_DANGEROUS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u206f\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A settled text and the way back: ``cuts`` are (offset in text, characters lost up to there)."""

    text: str
    cuts: tuple[tuple[int, int], ...] = ()

    def original(self, offset: int) -> int:
        r"""Give the offset in the input that an offset in the settled text came from.

        >>> settle("a\r\nb").original(2)
        3
        """
        at = bisect_right(self.cuts, offset, key=itemgetter(0)) - 1
        return offset + (self.cuts[at][1] if at >= 0 else 0)


def settle(raw: str) -> Settled:
    r"""Replace in a text what no text needs, remembering where that took a character away.

    >>> settle("one\r\ntwo\x00!").text
    'one\ntwo�!'
    """
    if not _UNSETTLED.search(raw):
        return Settled(text=raw)
    cuts: list[tuple[int, int]] = []

    def stand_in(match: re.Match[str]) -> str:
        found = match.group()
        if found == "\r\n":
            cuts.append((match.start() + 1 - len(cuts), len(cuts) + 1))
        return "\n" if found in _LINE_ENDS else REPLACEMENT

    return Settled(text=_UNSETTLED.sub(stand_in, raw), cuts=tuple(cuts))


def bare(raw: str) -> str:
    """Take out of a text what cannot be seen, and make every run of white space one space.

    >>> bare(" Corona\\u00advirus\\u200b  spreads\\n")
    'Coronavirus spreads'
    """
    seen = _CONTROLS.sub("", raw)
    if not seen.isascii():
        seen = _SURROGATES.sub(REPLACEMENT, _UNSEEN.sub("", seen))
    return " ".join(seen.split())


def printable(text: str) -> str:
    """Make a text safe for a terminal without moving a single offset.

    Control characters become their Unicode pictures, marks that turn the direction of writing and
    lone surrogates become U+FFFD; newlines and tabs stay.

    >>> printable("red\\x1b[31m")
    'red␛[31m'
    """
    return _DANGEROUS.sub(_picture, text)


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else REPLACEMENT


def content_id(*parts: str | None) -> str:
    """Give the id of some content: 16 hex digits of BLAKE2b, the same on any machine.

    Parts are told apart by their lengths, and a missing part from an empty one.

    >>> content_id("a", "b") == content_id("ab", ""), content_id("a", None) == content_id("a", "")
    (False, False)
    """
    digest = hashlib.blake2b(digest_size=8)
    for part in parts:
        data = b"" if part is None else part.encode("utf-8", "surrogatepass")
        digest.update(b"-" if part is None else b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()
