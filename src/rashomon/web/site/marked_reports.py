"""A report's text cut at every boundary of its marks: one element a piece, which lists all that covers it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rashomon.marking import (
    ROLES,
    Mark,
    Piece,
    Role,
    cut,
    find_marks,
    number_records,
    number_statements,
    sort_marks,
)
from rashomon.records import Account, Span

LAYERS: Mapping[Role, tuple[str, bool]] = {
    "source": ("Sources", True),
    "cue": ("Cues", True),
    "content": ("What is said", True),
    "event": ("Events", True),
    "figure": ("Figures", False),
    "time": ("Times", False),
    "place": ("Places", False),
    "label": ("Loaded words", False),
}
"""Layers of marks that are turned on and off, each with its name and whether it is on at first."""
LETTERS: Mapping[Role, str] = {"event": "e", "figure": "f", "time": "t", "place": "p", "label": "l"}
"""What stands before the number of a record that is no statement."""
DEEPEST = 3
"""Contents in contents that are told apart by their shade."""
ASKED = "asked"
"""The mark on the words that an address asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """A record's number after its words; it leads to the record, if it ``leads``."""

    layer: str
    number: str
    record: str
    leads: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPiece:
    """Words that are marked alike: classes, what marks them in plain words, anchors, and numbers after them.

    ``records`` are the ids of what the words belong to, the innermost first.
    """

    words: str
    css: str
    title: str
    records: tuple[str, ...]
    anchors: tuple[str, ...]
    ends: tuple[End, ...]


class MarkedReport:
    """An account's text for a page; ``asked`` are words that the page's address asks for."""

    def __init__(self, account: Account, asked: Span | None = None) -> None:
        self.account = account
        self.statements = number_statements(account)
        self.numbers: dict[Role, dict[str, int]] = number_records(account)
        self._ids: dict[Role, dict[int, str]] = {
            role: {number: identity for identity, number in several.items()}
            for role, several in self.numbers.items()
        }
        of_statements = {number: identity for identity, number in self.statements.items()}
        self._ids |= {role: of_statements for role in ("content", "source", "cue")}
        self._asked = None if asked is None else Mark(span=asked, role="label", numbers=(), depth=0)
        self._anchored: set[str] = set()
        self.paragraphs = tuple(self._show())

    def number(self, role: Role, identity: str) -> str:
        """Give the number of a record as it stands in the text."""
        return f"{LETTERS[role]}{self.numbers[role][identity]}"

    def _show(self) -> Iterator[tuple[ShownPiece, ...]]:
        regions = self.account.report.paragraphs
        marks = find_marks(self.account, ROLES)
        if self._asked is not None:
            marks = sorted([self._asked, *marks], key=lambda mark: (mark.span[0], -mark.span[1]))
        for region, own in zip(regions, sort_marks(regions, marks), strict=True):
            yield tuple(self._show_piece(piece) for piece in cut(region, own))

    def _show_piece(self, piece: Piece) -> ShownPiece:
        named = [mark for mark in piece.marks if mark is not self._asked]
        css = [f"{mark.role} d{min(mark.depth, DEEPEST)}" if mark.depth else mark.role for mark in named]
        is_asked = len(named) < len(piece.marks)
        return ShownPiece(
            words=self.account.report.text[slice(*piece.span)],
            css=" ".join(dict.fromkeys([*css, *([ASKED] if is_asked else [])])),
            title="; ".join(self._describe(mark) for mark in reversed(named)),
            records=tuple(dict.fromkeys(one for mark in reversed(named) for one in self._own(mark))),
            anchors=tuple(self._anchor(piece)),
            ends=tuple(self._list_ends(piece.closing)),
        )

    def _own(self, mark: Mark) -> list[str]:
        return [self._ids[mark.role][number] for number in mark.numbers]

    def _describe(self, mark: Mark) -> str:
        letter = LETTERS.get(mark.role, "")
        return f"{mark.role} {', '.join(f'{letter}{number}' for number in mark.numbers)}"

    def _anchor(self, piece: Piece) -> Iterator[str]:
        """Give the ids by which the words of a record are found, each once in the page."""
        for mark in piece.opening:
            if mark is self._asked:
                ids = ["words"]
            elif mark.role in ("content", "source"):
                continue
            else:
                ids = [f"at-{one}" for one in self._own(mark)]
            for one in ids:
                if one not in self._anchored:
                    self._anchored.add(one)
                    yield one

    def _list_ends(self, closing: Sequence[Mark]) -> Iterator[End]:
        for mark in closing:
            if mark is self._asked:
                continue
            letter = LETTERS.get(mark.role, "")
            for number in mark.numbers:
                yield End(
                    layer=mark.role,
                    number=f"{letter}{number}",
                    record=self._ids[mark.role][number],
                    leads=mark.role not in ("content", "source"),
                )
