"""A chart as a table: its title, a sentence that tells what it shows, and the rows it is drawn from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rashomon.records import Account, Span, Story
from rashomon.text import printable

Value = str | int | float | None
Row = dict[str, Value]
LONGEST = 44
"""Characters of a label in a picture; the table has all of them."""
LONGEST_WORDS = 160
"""Characters of what is shown when a mark is pointed at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What a chart shows: all rows have the same columns, and ``left_out`` says what is not drawn and why."""

    kind: str
    title: str
    description: str
    rows: tuple[Row, ...]
    left_out: str | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(self.rows[0]) if self.rows else ()


def write_words(words: str | None) -> str:
    """Write words of a report on one line, with what could turn or hide the writing made visible.

    >>> write_words(" one\\n two")
    'one two'
    """
    return printable(" ".join((words or "").split()))


def cut(words: str, most: int = LONGEST) -> str:
    """Cut words that are longer than a label may be.

    >>> cut("a compound near Kostenets", 12)
    'a compound…'
    """
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def count(number: int, one: str, many: str | None = None) -> str:
    """Write a number with what is counted.

    >>> count(1, "voice"), count(2, "voice"), count(0, "story", "stories")
    ('1 voice', '2 voices', '0 stories')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def write_days(moments: Iterable[str]) -> str:
    """Write the days from the first to the last of some moments.

    >>> write_days(["2031-10-14T05:00", "2031-10-15"]), write_days(["2031-10-14"])
    ('2031-10-14 to 2031-10-15', '2031-10-14')
    """
    days = sorted({moment[:10] for moment in moments})
    return " to ".join(dict.fromkeys((days[0], days[-1])))


def name_outlets(story: Story) -> dict[str, str]:
    """Give the outlet of each of a story's reports; what has no name is told by its number."""
    return {
        report.id: write_words(report.outlet) or f"report {number}"
        for number, report in enumerate(story.reports, start=1)
    }


def quote(account: Account, span: Span) -> str:
    """Give the words of a span."""
    return write_words(account.report.text[slice(*span)])


def shorten(rows: Sequence[Mapping[str, Value]], *columns: str) -> list[Row]:
    """Give rows for a picture, with what is too long in some columns cut."""
    return [{name: _shorten(value, is_label=name in columns) for name, value in row.items()} for row in rows]


def _shorten(value: Value, *, is_label: bool) -> Value:
    return cut(value, LONGEST if is_label else LONGEST_WORDS) if isinstance(value, str) else value
