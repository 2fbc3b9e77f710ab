"""Text whose offsets stay true: settled once when read, never changed after.

Every offset of every record points into ``Report.text``. So whatever has to be taken out of a text
is taken out here, before anything is counted, and ``Settled`` knows the way back to the input.

Three levels, from the mildest:

``settle``      what no text needs: carriage returns become newlines, control characters go, a lone
                surrogate becomes U+FFFD. A text without such characters comes back as it is.
``bare``        for web pages, where the input's offsets mean nothing: also takes out what cannot be
                seen (soft hyphens, zero-width characters, marks of writing direction).
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

_NEWLINES = re.compile("\r\n|\r|\x85")
_UNSETTLED = re.compile("\r\n|[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# Zero-width joiners (200c, 200d) stay: they are part of emoji and of Persian and Indic spelling.
_UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_DANGEROUS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u206f\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A settled text and the way back: ``cuts`` are (offset in text, characters lost up to there)."""

    text: str
    cuts: tuple[tuple[int, int], ...] = ()

    def original(self, offset: int) -> int:
        """Give the offset in the input that an offset in the settled text came from.

        >>> settle("a\\r\\nb").original(2)
        3
        """
        at = bisect_right(self.cuts, offset, key=itemgetter(0)) - 1
        return offset + (self.cuts[at][1] if at >= 0 else 0)


def settle(raw: str) -> Settled:
    """Take out of a text what no text needs, remembering where.

    >>> settle("one\\r\\ntwo\\x00!").text
    'one\\ntwo!'
    """
    if not _UNSETTLED.search(raw):
        return Settled(text=raw)
    pieces: list[str] = []
    cuts: list[tuple[int, int]] = []
    kept = lost = start = 0
    for match in _UNSETTLED.finditer(raw):
        pieces.append(raw[start : match.start()])
        kept += match.start() - start
        start = match.end()
        stand_in = _stand_in(match.group())
        pieces.append(stand_in)
        kept += len(stand_in)
        gone = match.end() - match.start() - len(stand_in)
        if gone:
            lost += gone
            cuts.append((kept, lost))
    pieces.append(raw[start:])
    return Settled(text="".join(pieces), cuts=tuple(cuts))


def _stand_in(unsettled: str) -> str:
    if _NEWLINES.fullmatch(unsettled) or unsettled in "\x0b\x0c":
        return "\n"
    return REPLACEMENT if "\ud800" <= unsettled <= "\udfff" else ""


def bare(raw: str) -> str:
    """Settle a text, take out what cannot be seen, and make every run of white space one space.

    >>> bare(" Corona\\u00advirus\\u200b  spreads\\n")
    'Coronavirus spreads'
    """
    return _BLANKS.sub(" ", _UNSEEN.sub("", settle(raw).text)).strip()


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
