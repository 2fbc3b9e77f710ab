"""Pages from templates: everything a story tells, escaped, with the styles in the page and nothing else."""

from __future__ import annotations

import base64
import hashlib
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from rashomon.compare.matrix import (
    MOST_OUTLETS,
    RELATIONS,
    Cell,
    Matrix,
    Row,
    Saying,
    lay_out,
    says_itself,
    show_words,
)
from rashomon.compare.overview import Overview, Section, unfold
from rashomon.records import Span, StoryReport, Voice
from rashomon.text import printable
from rashomon.web.passages import Marked, Note, Parts, mark_paragraph

if TYPE_CHECKING:
    from jinja2 import Environment

MOST_COLUMNS = 8
"""Columns of the matrix, where there are not more outlets: a page can be moved sideways."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRow:
    """A row with its cells; none where there is no matrix."""

    row: Row
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSection:
    """A section: rows that are seen at once, and those that are folded away."""

    title: str
    rows: tuple[ShownRow, ...]
    folded: tuple[ShownRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Sections laid out in the same columns; without them, where there are too many outlets."""

    matrix: Matrix | None
    sections: tuple[ShownSection, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownReport:
    """A report with its text; a copy has none."""

    report: StoryReport
    number: int
    derived: str | None
    paragraphs: tuple[Parts, ...]


class StoryView(ABC):
    """What the templates of a story ask for, wherever the words of its reports are to be found."""

    def __init__(self, overview: Overview, *, shows_all: bool) -> None:
        self.overview = overview
        self.story = overview.story
        self.shows_all = shows_all
        self._reports = {number: report for report, number in overview.numbers.items()}
        self.differences = self._lay_out(overview.differences)
        self.naming = self._lay_out((overview.naming, overview.attributions))

    @abstractmethod
    def to(self, report: str, span: Span | None) -> str | None:
        """Give the address of some words of a report; None if there are none."""

    @abstractmethod
    def to_report(self, report: str) -> str:
        """Give the address of a report."""

    def part(self, name: str) -> str:
        """Give the id of a part of the page."""
        return name

    def list_parts(self) -> list[tuple[str, str]]:
        """Give the parts of the page there are, each with its heading."""
        own = self.overview
        parts = (
            ("differences", "What differs", True),
            ("denials", "Denials", own.denials),
            ("names", "Names and verbs", True),
            ("origins", "Who prints whose words", own.lineages),
            ("silences", "Left out", own.silences),
        )
        return [(self.part(name), heading) for name, heading, is_there in parts if is_there]

    def link(self, voice: Voice) -> str | None:
        """Give the address of a voice's words."""
        return self.to(voice.report, voice.span)

    def says_itself(self, row: Row, saying: Saying) -> bool:
        """Say whether a saying's value is as good as its words."""
        return says_itself(row.slot, saying.value, saying.voice)

    def is_said(self, row: Row, value: str, voice: Voice) -> bool:
        """Say whether a value is as good as the words of a voice."""
        return says_itself(row.slot, value, voice)

    def words(self, voice: Voice) -> str:
        """Give the words of a voice, to stand in quotation marks."""
        return show_words(voice)

    def gather(self, voices: Sequence[Voice]) -> list[list[Voice]]:
        """Put voices together in which one speaker, or outlets themselves, are heard in the same words."""
        gathered: dict[tuple[str | None, bool, str], list[Voice]] = {}
        for voice in voices:
            key = voice.speaker, voice.statement is None, show_words(voice).casefold()
            gathered.setdefault(key, []).append(voice)
        return list(gathered.values())

    def outlet(self, report: str) -> str:
        """Give the outlet of a report."""
        return self.overview.outlets.of[report]

    def name_numbers(self, numbers: Sequence[int]) -> list[tuple[str, str]]:
        """Give the ids and the outlets of reports by their numbers."""
        return [(self._reports[number], self.outlet(self._reports[number])) for number in numbers]

    def list_names(self, numbers: Sequence[int]) -> str:
        """Give the names of the outlets of reports, each once."""
        return ", ".join(dict.fromkeys(outlet for _, outlet in self.name_numbers(numbers)))

    def _lay_out(self, sections: Sequence[Section]) -> Table:
        rows = [row for section in sections for row in section.rows]
        count = len(self.overview.outlets.names)
        most = MOST_COLUMNS if count > MOST_OUTLETS else max(MOST_COLUMNS, count)
        matrix = lay_out(rows, self.overview.outlets, most)
        filled = matrix.cells if matrix is not None else ((),) * len(rows)
        cells = dict(zip((row.id for row in rows), filled, strict=True))
        return Table(
            matrix=matrix, sections=tuple(self._show_section(section, cells) for section in sections)
        )

    def _show_section(self, section: Section, cells: dict[str, tuple[Cell, ...]]) -> ShownSection:
        seen = unfold(section, shows_all=self.shows_all)
        folded = [row for row in section.rows if row not in seen]
        rows, others = (
            tuple(ShownRow(row=row, cells=cells[row.id]) for row in several) for several in (seen, folded)
        )
        return ShownSection(title=section.title, rows=rows, folded=others)


class StoryPage(StoryView):
    """A story with all its texts; ``prefix`` tells its anchors from those of other stories."""

    def __init__(self, overview: Overview, number: int, *, shows_all: bool) -> None:
        super().__init__(overview, shows_all=shows_all)
        self.prefix = f"s{number}"
        self._notes: dict[str, dict[str, Note]] = {}
        for voice, note, is_quiet in self._list_voices():
            self._keep(voice.report, voice.span, note, is_quiet=is_quiet)
        for lineage in overview.lineages:
            for derived in lineage.derived:
                for edit in derived.edits:
                    self._keep(lineage.origin.first, edit.from_, edit.what, is_quiet=True)
                    self._keep(derived.report, edit.to, edit.what, is_quiet=True)
        self.reports = tuple(self._show_reports())

    def anchor(self, report: str, span: Span | None) -> str | None:
        """Give the id of the mark at some words."""
        if span is None or span[0] >= span[1]:
            return None
        return f"{self.prefix}-r{self.overview.numbers[report]}-{span[0]}-{span[1]}"

    def part(self, name: str) -> str:
        """Give the id of a part of the story."""
        return f"{self.prefix}-{name}"

    def to(self, report: str, span: Span | None) -> str | None:
        """Give the address of the mark at some words."""
        anchor = self.anchor(report, span)
        return None if anchor is None else f"#{anchor}"

    def to_report(self, report: str) -> str:
        """Give the address of a report's text."""
        return f"#{self.prefix}-r{self.overview.numbers[report]}"

    def _list_voices(self) -> Iterator[tuple[Voice, str, bool]]:
        """Give everybody whose words the page shows, what they are words of, and if that is folded away."""
        sections = *self.overview.differences, self.overview.naming, self.overview.attributions
        for row in (row for section in sections for row in section.rows):
            for position in row.positions:
                note = f"{row.slot}: {position.value}"
                yield from ((voice, note, row.is_minor) for voice in position.voices)
            yield from ((voice, f"tells no {row.slot}", row.is_minor) for voice in row.vague)
        for denial in self.overview.denials:
            yield denial.denied, "denied", False
            yield from ((voice, "denied by others", False) for voice in denial.said)
        for silence in self.overview.silences:
            yield from ((voice, silence.slot, False) for voice in silence.told_by)

    def _keep(self, report: str, span: Span | None, note: str, *, is_quiet: bool) -> None:
        anchor = self.anchor(report, span)
        if anchor is None or span is None:
            return
        own = self._notes.setdefault(report, {})
        before = own.get(anchor)
        notes = dict.fromkeys([*(before.note.split("; ") if before else ()), note])
        own[anchor] = Note(
            span=span,
            id=anchor,
            note="; ".join(notes),
            is_quiet=is_quiet and (before is None or before.is_quiet),
        )

    def _show_reports(self) -> Iterator[ShownReport]:
        derived = {one: f"{kind} {self.overview.numbers[of]}" for one, kind, of in self.overview.derivations}
        for report in self.story.reports:
            account = self.overview.texts.get(report.id)
            paragraphs: list[Parts] = []
            if account is not None:
                notes, seen = list(self._notes.get(report.id, {}).values()), set[str]()
                text = account.report.text
                paragraphs = [
                    mark_paragraph(text, region, notes, seen) for region in account.report.paragraphs
                ]
            yield ShownReport(
                report=report,
                number=self.overview.numbers[report.id],
                derived=derived.get(report.id),
                paragraphs=tuple(paragraphs),
            )


def write_page(overviews: Sequence[Overview], *, shows_all: bool = False) -> str:
    """Write one page of HTML about some stories; it needs no other file.

    Every word of a report is escaped, and only addresses that begin with http:// or https:// become links.
    """
    pages = [
        StoryPage(overview, number, shows_all=shows_all) for number, overview in enumerate(overviews, start=1)
    ]
    style = _read_style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    template = open_templates().get_template("stories.html")
    return template.render(pages=pages, style=style, style_digest=f"sha256-{digest}")


@cache
def open_templates() -> Environment:
    """Open the templates, with autoescape, and everything written made safe to look at."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("rashomon.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters = cast("dict[str, object]", environment.filters)
    cast("dict[str, object]", environment.globals)["relations"] = RELATIONS
    filters["http_only"] = http_only
    filters["moment"] = write_moment
    cast("dict[str, object]", environment.tests)["marked"] = _is_marked
    return environment


def _finalize(value: object) -> object:
    """Take the sting out of what turns the writing round; what is HTML already stays."""
    if isinstance(value, str):
        return value if hasattr(value, "__html__") else printable(value)
    return "" if value is None else value


def _is_marked(part: str | Marked) -> bool:
    return isinstance(part, Marked)


def http_only(url: str | None) -> str | None:
    """Give an address that a link may lead to; None for any other.

    >>> http_only("https://wire.example/1"), http_only("javascript:alert(1)")
    ('https://wire.example/1', None)
    """
    if url is None or any(character.isspace() or not character.isprintable() for character in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def write_moment(moment: str | None) -> str:
    """Write a date or time as people read it, without seconds and zone.

    >>> write_moment("2031-10-14T15:20:00+03:00")
    '2031-10-14 15:20'
    """
    return (moment or "")[: len("2031-10-14T15:20")].replace("T", " ")


@cache
def _read_style() -> str:
    return (resources.files("rashomon.web") / "templates" / "page.css").read_text("utf-8")
