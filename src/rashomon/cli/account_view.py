"""An account for people: its report's text with every source, cue, content and event marked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from rashomon.cli.screen import Screen, tidy
from rashomon.marking import Mark, Role, cut, find_marks, sort_marks
from rashomon.records import Account, Report, Span
from rashomon.voices import gather_voices

if TYPE_CHECKING:
    from rich.text import Text

_LEGEND: dict[Role, str] = {
    "event": "what happens",
    "source": "who",
    "cue": "by which words",
    "content": "what",
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def show_account(account: Account, screen: Screen) -> None:
    """Print title, outlet, byline, date and credit, the marked text, and a line that sums it up."""
    from rich.text import Text

    report = account.report
    sorted_marks = sort_marks(report.paragraphs, find_marks(account))
    marked = list(zip(report.paragraphs, sorted_marks, strict=True))
    if marked and report.title and _is_title(report, report.paragraphs[0]):
        screen.write(_marked(report, *marked.pop(0), screen, style="bold"))
        show_details(report, screen)
    else:
        show_heading(report, screen)
    for paragraph, marks in marked:
        screen.blank()
        screen.write(_marked(report, paragraph, marks, screen))
    screen.blank()
    screen.write(Text(_summary(account), style="dim"))
    if account.statements or account.events:
        screen.write(_legend(account, screen))


def show_heading(report: Report, screen: Screen) -> None:
    """Print a report's title and the lines below it."""
    from rich.text import Text

    screen.write(Text(tidy(report.title or "(no title)"), style="bold"))
    show_details(report, screen)


def show_details(report: Report, screen: Screen) -> None:
    """Print outlet, byline, dates and credit on one line, and the address on the next."""
    from rich.text import Text

    dot = " - " if screen.is_plain_ascii else " · "
    for line in (dot.join(_details(report)), report.url):
        if line:
            screen.write(Text(tidy(line), style="dim"))


def _details(report: Report) -> Iterator[str]:
    if report.outlet:
        yield report.outlet
    if report.byline:
        yield "by " + " and ".join(report.byline)
    if report.published:
        yield write_date(report.published)
    if report.updated and report.updated != report.published:
        yield f"updated {write_date(report.updated)}"
    if report.credit:
        yield f"credit: {report.credit}"


def write_date(moment: str) -> str:
    """Write an ISO 8601 date or time as people read it; what is no such date stays as it is.

    >>> write_date("2031-10-14T15:20:00+03:00")
    '14 October 2031, 15:20 (UTC+03:00)'
    >>> write_date("2031-10-14")
    '14 October 2031'
    """
    try:
        when = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    day = f"{when.day} {_MONTHS[when.month - 1]} {when.year}"
    if len(moment) <= len("2031-10-14"):
        return day
    zone = f" ({when.tzinfo})" if when.tzinfo else ""
    return f"{day}, {when:%H:%M}{zone}"


def _is_title(report: Report, paragraph: Span) -> bool:
    start, end = paragraph
    return report.text[start:end].split() == (report.title or "").split()


def _marked(report: Report, region: Span, marks: list[Mark], screen: Screen, style: str = "") -> Text:
    from rich.text import Text

    line = Text(style=style)
    for piece in cut(region, marks):
        start, end = piece.span
        for mark in piece.opening:
            line.append(screen.opening(mark.role), style="dim")
        line.append(tidy(report.text[start:end]), style=screen.style(piece.marks))
        line.append(screen.closing(piece.closing), style="dim")
    return line


def _summary(account: Account) -> str:
    parts = [count_of(len(account.events), "event")] if account.events else []
    statements = account.statements
    if statements:
        nameless = sum(statement.source is None for statement in statements)
        voices = len(gather_voices(account)) - bool(nameless)
        parts.append(f"{count_of(len(statements), 'statement')} by {count_of(voices, 'voice')}")
        parts += [f"{nameless} with nobody named"] if nameless else []
    return ", ".join(parts) or "Nobody is said to say anything."


def _legend(account: Account, screen: Screen) -> Text:
    from rich.text import Text

    line = Text()
    for role, words in _LEGEND.items():
        if not (account.events if role == "event" else account.statements):
            continue
        mark = Mark(span=(0, 1), role=role, numbers=(1,), depth=1)
        line.append(screen.opening(role), style="dim")
        line.append(words, style=screen.style((mark,)))
        line.append(screen.closing([mark]) + " ", style="dim")
    return line


def count_of(number: int, noun: str) -> str:
    """Write a number with its noun.

    >>> count_of(1, "event"), count_of(2, "event")
    ('1 event', '2 events')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
