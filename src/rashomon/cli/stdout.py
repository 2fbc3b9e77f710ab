"""Standard output for data."""

from __future__ import annotations

import sys

from rashomon.text import printable


class Stdout:
    """Standard output, in UTF-8 and with the line ends it is given; no text can steer a terminal."""

    def __init__(self) -> None:
        self._is_terminal = sys.stdout.isatty()

    def write(self, text: str) -> None:
        """Write some text."""
        shown = printable(text.replace("\r\n", "\n")) if self._is_terminal else text
        sys.stdout.buffer.write(shown.encode())
