"""Rows of a story in the terminal: as a matrix where it is wide enough for all outlets, else as blocks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rashomon.cli.screen import Screen, tidy
from rashomon.compare.matrix import (
    RELATIONS,
    Cell,
    Column,
    Matrix,
    Row,
    Saying,
    lay_out,
    name_speaker,
    says_itself,
    show_words,
)
from rashomon.compare.overview import Overview
from rashomon.records import Position, Voice

if TYPE_CHECKING:
    from rich.text import Text

LABEL_WIDTH = 20
COLUMN_WIDTH = 23
"""Characters a column needs at least: two words of a name, or a figure with its unit."""
VALUES = 4
"""Values of a cell, or voices of a position, that are shown unless all are wanted."""
LONGEST_QUOTE = 140

DENIED = "✗"
_LOOKS = {
    "≠": ("!=", "bold red"),
    "↻": (">>", "yellow"),
    "?": ("?", "yellow"),
    "≈": ("~", "cyan"),
    "=": ("=", "green"),
    "–": ("-", "dim"),
    DENIED: ("x", "bold red"),
}
"""For each sign the one where only ASCII can be written, and its style."""


def sign(relation: str, screen: Screen) -> Text:
    """Give the sign of how positions stand to one another, or of a denial."""
    fine = DENIED if relation == "denied" else RELATIONS[relation][0]
    plain, style = _LOOKS[fine]
    return _plain(plain if screen.is_plain_ascii else fine, style)


def quote(voice: Voice, screen: Screen) -> Text:
    """Write the very words of a voice in quotation marks, cut where they are long."""
    opening, closing = ('"', '"') if screen.is_plain_ascii else ("“", "”")
    words = cut_short(show_words(voice), LONGEST_QUOTE, "..." if screen.is_plain_ascii else "…")
    return _plain(f"{opening}{words}{closing}", "italic")


def cut_short(words: str, most: int, ellipsis: str) -> str:
    """Cut words to so many characters, at a space.

    >>> cut_short("one two three", 9, "…")
    'one two…'
    """
    return words if len(words) <= most else words[: most + 1 - len(ellipsis)].rpartition(" ")[0] + ellipsis


def name_reports(numbers: Iterable[int], overview: Overview) -> str:
    """Write the outlets of reports, with their numbers where an outlet has several."""
    outlets = {number: overview.outlets.of[report] for report, number in overview.numbers.items()}
    told = dict.fromkeys(numbers)
    several = {name for name in outlets.values() if len(overview.outlets.reports(name)) > 1}
    names = (f"{outlets[one]} ({one})" if outlets[one] in several else outlets[one] for one in told)
    return ", ".join(names)


def show_sections(
    sections: Sequence[tuple[str, Sequence[Row]]],
    overview: Overview,
    screen: Screen,
    *,
    shows_all: bool = False,
) -> None:
    """Print rows under their titles, all in the same columns; nothing of a section without rows."""
    most = (screen.width - LABEL_WIDTH) // (COLUMN_WIDTH + 2)
    matrix = lay_out([row for _, rows in sections for row in rows], overview.outlets, most)
    at = 0
    for title, rows in sections:
        if rows:
            screen.blank()
            screen.write(_plain(title, "bold underline"))
        if matrix is None:
            for row in rows:
                _show_block(row, title, overview, screen, shows_all=shows_all)
        elif rows:
            own = replace(matrix, cells=matrix.cells[at : at + len(rows)])
            _show_matrix(rows, title, own, screen, shows_all=shows_all)
        at += len(rows)


def _plain(words: str, style: str = "") -> Text:
    from rich.text import Text

    return Text().append(tidy(words), style=style)  # in a Text of its own, so that what follows has none


def _stack(lines: Iterable[Text]) -> Text:
    return _plain("").__class__("\n").join(line for line in lines if line)


def _label(row: Row, section: str, screen: Screen) -> Text:
    """Write a row's sign and slot, and whom or what it is about where the section does not say."""
    line = sign(row.relation, screen).append(" ")
    if row.slot in ("name", "attribution", "label"):
        line.append_text(_plain(row.title or "", "bold"))
        return line.append(" (loaded words)", style="dim") if row.slot == "label" else line
    line.append(tidy(row.heading), style=f"bold {_LOOKS[RELATIONS[row.relation][0]][1]}")
    if row.title and row.title != section:
        line.append("\n").append_text(_plain(row.title, "dim"))
    return line


def _show_matrix(rows: Sequence[Row], title: str, matrix: Matrix, screen: Screen, *, shows_all: bool) -> None:
    has_voices = any(column.is_shared or column.name != "own voice" for column in matrix.columns)
    head = [_plain(""), *(_heading(column, has_voices=has_voices) for column in matrix.columns)]
    body = [
        [_label(row, title, screen), *(_cell(cell, row, screen, shows_all=shows_all) for cell in cells)]
        for row, cells in zip(rows, matrix.cells, strict=True)
    ]
    size = len(matrix.columns)
    width = (screen.width - LABEL_WIDTH) // size - 2
    screen.write_table([head, *body], widths=[LABEL_WIDTH, *([width] * size)])


def _heading(column: Column, *, has_voices: bool) -> Text:
    line = _plain(column.outlet, "bold")
    if has_voices:
        is_own = column.is_shared or column.name == "own voice"
        line.append("\n").append_text(_plain(column.name, "dim" if is_own else "cyan"))
    return line


def _cell(cell: Cell, row: Row, screen: Screen, *, shows_all: bool) -> Text:
    """Write what stands in a cell: each value once, under it who says so and the words."""
    if cell.is_silent:
        return sign("silent", screen).append(" silent", style="yellow")
    values = cell.values
    shown = values[: None if shows_all else VALUES]
    lines = [line for value, own in shown for line in _value_lines(value, own, row, screen)]
    if len(values) > len(shown):
        lines.append(_plain(f"and {len(values) - len(shown)} more", "dim"))
    return _stack(lines)


def _value_lines(value: str | None, sayings: Sequence[Saying], row: Row, screen: Screen) -> Iterable[Text]:
    if value is not None:
        yield _plain(value, _value_style(value, row))
    for one in sayings:
        line = _plain(f"({one.speaker})" if one.speaker else "", "cyan")
        if value is None:
            line = sign("silent", screen).append(" unsaid ", style="dim").append_text(line)
        if not says_itself(row.slot, value, one.voice):
            line.append(" " if line.plain and not line.plain.endswith(" ") else "")
            line.append_text(quote(one.voice, screen))
        yield line


def _value_style(value: str, row: Row) -> str:
    if value == "denied" or row.relation == "conflicting":
        return "bold red"
    return "bold yellow" if row.relation == "updated" else "bold"


def _show_block(row: Row, section: str, overview: Overview, screen: Screen, *, shows_all: bool) -> None:
    """Print a row with a line for each position: the value, then who says so where, and the words."""
    head = _label(row, section, screen)
    screen.blank()
    screen.write(head.__class__("  ").join(head.split("\n")), hanging=4)
    rows = [[_plain("   "), *_position(one, row, overview, screen, shows_all)] for one in row.positions]
    if row.vague:
        voices = _voices(row.vague, None, row, overview, screen, shows_all=shows_all)
        rows.append([_plain("   "), sign("silent", screen).append(" unsaid", style="dim"), voices])
    if row.silent:
        names = _plain(name_reports(row.silent, overview), "dim")
        rows.append([_plain("   "), sign("silent", screen).append(" silent", style="yellow"), names])
    screen.write_table(rows, is_loose=False)


def _position(
    position: Position, row: Row, overview: Overview, screen: Screen, shows_all: bool
) -> tuple[Text, Text]:
    value = position.value or ""
    voices = _voices(position.voices, value, row, overview, screen, shows_all=shows_all)
    return _plain(value, _value_style(value, row)), voices


def _voices(
    voices: Sequence[Voice],
    value: str | None,
    row: Row,
    overview: Overview,
    screen: Screen,
    *,
    shows_all: bool,
) -> Text:
    lines: list[Text] = []
    for voice in voices[: None if shows_all else VALUES]:
        speaker, outlet = name_speaker(voice), overview.outlets.of[voice.report]
        line = _plain(speaker or outlet, "cyan" if speaker else "")
        line.append(tidy(f" in {outlet}") if speaker else "", style="dim")
        if not says_itself(row.slot, value, voice):
            line.append(" ").append_text(quote(voice, screen))
        lines.append(line)
    if len(voices) > len(lines):
        lines.append(_plain(f"and {len(voices) - len(lines)} more", "dim"))
    return _stack(lines)
