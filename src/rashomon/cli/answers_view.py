"""Answers of a corpus for people: tables of passages, of what somebody said, and of counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rashomon.cli.account_view import count_of
from rashomon.cli.screen import Screen, tidy
from rashomon.records import Span
from rashomon.store import Count, Hit, Quote

if TYPE_CHECKING:
    from rich.text import Text

_ORDINARY = {"neutral", "asserted", "statement"}
_MINUTE = len("2031-10-14T15:20")


def show_hits(hits: Sequence[Hit], screen: Screen) -> None:
    """Print passages: when, where, in whose voice, and the words, with what was asked for standing out."""
    kind = hits[0].kind if hits else "report"
    columns = {
        "report": ("published", "outlet", "passage"),
        "statement": ("published", "outlet", "voice", "passage"),
        "event": ("published", "outlet", "event", "voice", "passage"),
    }[kind]
    rows = [
        {
            "published": _moment(hit.published),
            "outlet": _outlet(hit),
            "event": _event(hit),
            "voice": _voice(hit.speaker, hit.cue, [hit.stance]),
            "passage": _passage(hit),
        }
        for hit in hits
    ]
    _write_rows(columns, rows, screen)
    screen.write(_plain(count_of(len(hits), kind) if hits else "Nothing found.", "dim"))


def show_quotes(quotes: Sequence[Quote], screen: Screen) -> None:
    """Print what somebody said: when, by which outlet's verb with its stance, and the words."""
    rows = [
        {
            "published": _moment(quote.published),
            "outlet": _plain(quote.outlet or ""),
            "voice": _voice(
                quote.speaker,
                quote.cue,
                [
                    quote.stance,
                    quote.polarity,
                    quote.kind,
                    quote.relayed_by and f"as {quote.relayed_by} has it",
                ],
            ),
            "words": _plain(quote.content, "green"),
        }
        for quote in quotes
    ]
    _write_rows(("published", "outlet", "voice", "words"), rows, screen)
    screen.write(_plain(count_of(len(quotes), "statement") if quotes else "Nothing found.", "dim"))


def show_counts(counts: Sequence[Count], screen: Screen) -> None:
    """Print counts: the totals first, then each list under its name."""
    width = max(len(f"{one.count:,}") for one in counts)
    heading = ""
    for one in counts:
        name = one.what + (f" ({one.value})" if one.value else "")
        if " by " in one.what:
            name = one.value or "not known"
            if one.what != heading:
                screen.blank()
                screen.write(_plain(one.what, "bold"))
            heading = one.what
        screen.write(_plain(f"{one.count:>{width},}  ").append(tidy(name)), hanging=width + 2)


def _write_rows(columns: Sequence[str], rows: Iterable[dict[str, Text]], screen: Screen) -> None:
    """Print a table with its headings; nothing if there are no rows."""
    cells = [[row[column] for column in columns] for row in rows]
    if cells:
        screen.write_table([[_plain(column, "dim") for column in columns], *cells])


def _moment(moment: str | None) -> Text:
    return _plain((moment or "")[:_MINUTE].replace("T", " "), "dim")


def _outlet(hit: Hit) -> Text:
    also = [outlet for outlet in hit.copied_by if outlet != hit.outlet]
    line = _plain(hit.outlet or "")
    return line.append(tidy(f" and {', '.join(also)}"), style="dim") if also else line


def _event(hit: Hit) -> Text:
    """Write an event's type and mode, its status, and when and where."""
    dates = " to ".join(dict.fromkeys(date for date in (hit.date_start, hit.date_end) if date))
    facts = ", ".join(fact for fact in (hit.status, dates.replace("T", " "), hit.place) if fact)
    return _plain(" ".join(filter(None, (hit.type, hit.mode))), "magenta").append(
        f"\n{tidy(facts)}", style="dim"
    )


def _voice(speaker: str | None, cue: str | None, traits: Iterable[str | None]) -> Text:
    """Write who speaks, by which words of the outlet, and what is out of the ordinary about them."""
    if cue is None:
        return _plain("outlet")
    line = _plain(speaker or "nobody named", "cyan").append(f" {tidy(cue)}", style="yellow italic")
    told = [trait for trait in traits if trait and trait not in _ORDINARY]
    return line.append(f" ({tidy(', '.join(told))})", style="dim") if told else line


def _passage(hit: Hit) -> Text:
    """Write a passage under its report's title, unless it is the title."""
    words = _mark(hit.words, [(start - hit.start, end - hit.start) for start, end in hit.marks])
    if not hit.title or hit.kind != "report" or hit.words.startswith(hit.title):
        return words
    return _plain(hit.title, "dim").append("\n").append_text(words)


def _mark(words: str, marks: Iterable[Span]) -> Text:
    """Make stretches of a passage stand out; ``tidy`` moves no offset."""
    text = _plain(words)
    for start, end in marks:
        text.stylize("bold magenta", start, end)
    return text


def _plain(words: str, style: str = "") -> Text:
    from rich.text import Text

    return Text(tidy(words), style=style)
