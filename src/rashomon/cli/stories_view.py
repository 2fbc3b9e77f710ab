"""Stories and judgements of a corpus for people, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rashomon.cli.account_view import count_of
from rashomon.cli.screen import Screen, tidy
from rashomon.store import JudgementRow, StoryRow

if TYPE_CHECKING:
    from rich.text import Text

SHORT_ID = 8
"""Letters of a story's id that are shown: its beginning is enough wherever an id is asked for."""
_DAY = len("2031-10-14")


def show_stories(rows: Sequence[StoryRow], screen: Screen) -> None:
    """Print stories: when, how many tell of each, its title, and where they differ most."""
    heads = ("story", "dates", "reports", "origins", "outlets", "speakers", "title and largest divergence")
    if rows:
        screen.write_table([[_plain(head, "dim") for head in heads], *map(_row, rows)])
    counted = "1 story" if len(rows) == 1 else f"{len(rows):,} stories"
    screen.write(_plain(counted if rows else "No stories.", "dim"))


def _row(row: StoryRow) -> list[Text]:
    days = dict.fromkeys(moment[:_DAY] for moment in (row.date_start, row.date_end) if moment)
    about = _plain(row.title or "(no title)", "bold")
    if row.divergence:
        about.append(f"\n{tidy(row.divergence)}", style="yellow")
    figures = (row.reports, row.origins, row.outlets, row.speakers)
    counts = [_plain("" if number is None else f"{number:,}") for number in figures]
    return [_plain(row.id[:SHORT_ID], "cyan"), _plain(" to ".join(days), "dim"), *counts, about]


def show_judgements(rows: Sequence[JudgementRow], screen: Screen) -> None:
    """Print judgements with the numbers by which they are undone."""
    heads = ("number", "what", "says", "of", "and", "by", "at")
    if rows:
        screen.write_table([[_plain(head, "dim") for head in heads], *map(_judgement, rows)])
    screen.write(_plain(count_of(len(rows), "judgement") if rows else "No judgements.", "dim"))


def _judgement(row: JudgementRow) -> list[Text]:
    cells = (f"{row.number}", row.kind, row.says, row.left_id, row.right_id, row.by, row.at)
    return [_plain(cell or "") for cell in cells]


def _plain(words: str, style: str = "") -> Text:
    from rich.text import Text

    return Text(tidy(words), style=style)
