"""The screen an account is shown on: its width, its colours, and the signs its characters allow.

All report text passes through ``printable`` on its way here and is never read as rich markup, so
nothing in a report can move the cursor, turn the writing round or style itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from rashomon.cli.marked_text import Mark, Role
from rashomon.text import printable

if TYPE_CHECKING:
    from rich.console import Console
    from rich.style import Style
    from rich.text import Text

WIDEST = 100
"""Lines longer than this are hard to read; ``--width`` asks for more."""

_STYLES: dict[Role, tuple[str, ...]] = {
    "content": ("green", "bright_green underline", "bright_green underline bold"),
    "source": ("bold cyan",),
    "cue": ("yellow italic",),
}
_SIGNS: dict[Role, tuple[str, str]] = {"content": ("⟨", "⟩"), "source": ("[", "]"), "cue": ("{", "}")}
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


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

    def blank(self) -> None:
        """Print an empty line."""
        self.console.print()

    def rule(self) -> None:
        """Print a line between two reports, with room around it."""
        sign = "-" if self.is_plain_ascii else "─"
        self.console.print(f"\n{sign * self.width}\n", style="dim")

    def opening(self, role: Role) -> str:
        """Give the sign before a mark; colour alone tells sources and cues where there is colour."""
        return self._signs(role)[0]

    def closing(self, mark: Mark) -> str:
        """Give the sign after a mark and the numbers that tie it to the rest of its statement."""
        numbers = ("," if self.is_plain_ascii else "·").join(str(number) for number in mark.numbers)
        tie = f"^{numbers}" if self.is_plain_ascii else numbers.translate(_SUPERSCRIPT)
        return self._signs(mark.role)[1] + tie

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


def open_screen(stream: TextIO, *, color: bool | None = None, width: int | None = None) -> Screen:
    """Make a screen of a stream; colour and width are what the terminal has unless they are given."""
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
        width=width or min(console.width, WIDEST),
        is_coloured=console.color_system is not None and not console.no_color,
        is_plain_ascii=not _can_write("⟨¹⟩", stream.encoding),
    )


def tidy(words: str) -> str:
    """Make a stretch of report text safe to print on one line, without joining or losing words.

    >>> tidy("a\\nb")
    'a b'
    """
    return printable("".join(" " if character.isspace() else character for character in words))


def _can_write(signs: str, encoding: str | None) -> bool:
    try:
        signs.encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
