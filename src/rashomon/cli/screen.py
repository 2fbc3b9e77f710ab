"""The screen an account is shown on: its width, its colours, and the signs its characters allow.

All report text passes through ``printable`` on its way here and is never read as rich markup, so
nothing in a report can move the cursor, turn the writing round or style itself.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from rashomon.marking import Mark, Role
from rashomon.text import printable

if TYPE_CHECKING:
    from rich.console import Console
    from rich.style import Style
    from rich.text import Text

WIDEST = 100
"""Lines longer than this are hard to read; ``--width`` asks for more."""
WIDEST_TABLE = 140

_STYLES: dict[Role, tuple[str, ...]] = {
    "content": ("green", "bright_green underline", "bright_green underline bold"),
    "source": ("bold cyan",),
    "cue": ("yellow italic",),
    "event": ("bold magenta",),
}
_SIGNS: dict[Role, tuple[str, str]] = {
    "content": ("⟨", "⟩"),
    "source": ("[", "]"),
    "cue": ("{", "}"),
    "event": ("*", "*"),
}
_SUPERSCRIPT = str.maketrans("e0123456789", "ᵉ⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """Where text for people goes, and how marks look there."""

    console: Console
    width: int
    is_coloured: bool
    is_plain_ascii: bool

    def write(self, text: Text, *, indent: int = 0, hanging: int = 0) -> None:
        """Print text wrapped to the screen's width, from ``indent`` on, later lines ``hanging`` further."""
        from rich.text import Text

        lines = text.wrap(self.console, self.width - indent - hanging)
        for number, line in enumerate(lines):
            line.rstrip()
            self.console.print(Text(" " * (indent + hanging * bool(number))) + line, soft_wrap=True)

    def write_table(
        self,
        rows: Sequence[Sequence[Text]],
        *,
        gap: int = 2,
        widths: Sequence[int] | None = None,
        is_loose: bool = True,
    ) -> None:
        """Print rows of cells, each wrapped to its column's width; if loose, with an empty line after each.

        Columns are as wide as they need, as far as there is room, unless ``widths`` are given.
        """
        columns = list(zip(*rows, strict=True))
        wanted = [max(_widest_line(cell) for cell in column) for column in columns]
        widths = widths or share_out(wanted, self.width - gap * (len(columns) - 1))
        for row in rows:
            cells = [cell.wrap(self.console, width) for cell, width in zip(row, widths, strict=True)]
            for lines in itertools.zip_longest(*cells):
                self.console.print(_join_cells(lines, widths, gap), soft_wrap=True)
            if is_loose:
                self.blank()

    def blank(self) -> None:
        """Print an empty line."""
        self.console.print()

    def rule(self) -> None:
        """Print a line between two reports, with room around it."""
        sign = "-" if self.is_plain_ascii else "─"
        self.console.print(f"\n{sign * self.width}\n", style="dim", soft_wrap=True)

    def opening(self, role: Role) -> str:
        """Give the sign before a mark; where there is colour, only contents need one."""
        return self._signs(role)[0]

    def closing(self, marks: Iterable[Mark]) -> str:
        """Give the signs after marks, each with the numbers that tie it to its statement or its row."""
        told = ""
        for mark in marks:
            told += self._signs(mark.role)[1] or (self._dot if told else "")
            told += self.tie(mark.role, mark.numbers)
        return told

    def tie(self, role: Role, numbers: tuple[int, ...]) -> str:
        """Write the numbers of statements, or of events with an e before them, small and raised."""
        sign = "e" if role == "event" else ""
        told = self._dot.join(f"{sign}{number}" for number in numbers)
        return f"^{told}" if self.is_plain_ascii else told.translate(_SUPERSCRIPT)

    @property
    def _dot(self) -> str:
        return "," if self.is_plain_ascii else "·"

    @property
    def arrow(self) -> str:
        """Give the sign that leads from an act to whom it is done to."""
        return "-> " if self.is_plain_ascii else "→ "

    def style(self, marks: tuple[Mark, ...]) -> Style:
        """Blend the styles of the marks that cover a piece, the innermost on top."""
        from rich.style import Style

        return Style.combine([Style.null(), *(Style.parse(self._style_name(mark)) for mark in marks)])

    def _style_name(self, mark: Mark) -> str:
        levels = _STYLES[mark.role]
        return levels[min(max(mark.depth, 1), len(levels)) - 1]

    def _signs(self, role: Role) -> tuple[str, str]:
        if self.is_coloured and role != "content":
            return "", ""
        return ("<", ">") if self.is_plain_ascii and role == "content" else _SIGNS[role]


def open_screen(
    stream: TextIO, *, color: bool | None = None, width: int | None = None, widest: int = WIDEST
) -> Screen:
    """Make a screen of a stream; colour and width (up to ``widest``) are the terminal's unless given."""
    from rich.console import Console

    console = Console(
        file=stream,
        force_terminal=color or None,
        no_color=None if color is None else not color,
        color_system="auto" if color is None else "standard" if color else None,
        highlight=False,
        markup=False,
        emoji=False,
    )
    return Screen(
        console=console,
        width=width or min(console.width, widest),
        is_coloured=console.color_system is not None and not console.no_color,
        is_plain_ascii=not _can_write("⟨¹⟩", stream.encoding),
    )


def share_out(wanted: Sequence[int], room: int) -> list[int]:
    """Give columns the width they want; where there is too little, the widest get equal shares of the rest.

    >>> share_out([3, 40, 10, 30], 43)
    [3, 15, 10, 15]
    """
    widths = [0] * len(wanted)
    for done, column in enumerate(sorted(range(len(wanted)), key=wanted.__getitem__)):
        widths[column] = max(1, min(wanted[column], room // (len(wanted) - done)))
        room -= widths[column]
    return widths


def tidy(words: str) -> str:
    """Make a stretch of report text safe to print on one line, without joining or losing words.

    >>> tidy("a\\nb")
    'a b'
    """
    return printable("".join(" " if character.isspace() else character for character in words))


def _widest_line(cell: Text) -> int:
    return max(line.cell_len for line in cell.split(allow_blank=True))


def _join_cells(lines: Iterable[Text | None], widths: Iterable[int], gap: int) -> Text:
    from rich.text import Text

    joined = Text()
    for line, width in zip(lines, widths, strict=True):
        cell = line or Text()
        cell.rstrip()
        joined.append_text(cell).append(" " * (width - cell.cell_len + gap))
    joined.rstrip()
    return joined


def _can_write(signs: str, encoding: str | None) -> bool:
    try:
        signs.encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
