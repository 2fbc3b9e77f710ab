"""An account for people, as a table of its events: when, who, what, to whom, where, how many, whose word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from rashomon.cli.account_view import count_of, show_heading
from rashomon.cli.screen import Screen, tidy
from rashomon.marking import number_statements
from rashomon.records import Account, Place, Time
from rashomon.telling import Figure, Party, Speaker, ToldEvent, tell_events

if TYPE_CHECKING:
    from rich.text import Text

Layout = tuple[tuple[str, ...], ...]

_LAYOUTS: tuple[tuple[int, Layout], ...] = (
    (116, (("date",), ("actors",), ("act",), ("recipients",), ("place",), ("figures",), ("voice", "status"))),
    (60, (("date", "place"), ("actors", "act", "recipients"), ("figures",), ("voice", "status"))),
    (0, (("date", "actors", "act", "recipients", "place", "figures", "voice", "status"),)),
)
"""From which width on, which fields stand in which column, those of one column below each other."""
_FACTUAL = ("happened", "ongoing")
_DATE_LENGTHS = {"year": len("2031"), "month": len("2031-10"), "day": len("2031-10-14")}


def show_events(account: Account, screen: Screen) -> None:
    """Print the report's heading, its events in the order of the text, and a line that sums them up."""
    from rich.text import Text

    show_heading(account.report, screen)
    screen.blank()
    several = list(tell_events(account))
    if not several:
        screen.write(Text("No event is told.", style="dim"))
        return
    layout = next(layout for width, layout in _LAYOUTS if screen.width >= width)
    numbers = number_statements(account)
    rows = [[Text(), *(Text(", ".join(names), style="dim") for names in layout)]]
    for told in several:
        fields = _fields(told, numbers, screen)
        cells = (_stack(fields[name] for name in names) for names in layout)
        rows.append([Text(f"e{told.number}", style="dim"), *cells])
    screen.write_table(rows)
    screen.write(Text(_summary(several), style="dim"))


def _fields(told: ToldEvent, numbers: Mapping[str, int], screen: Screen) -> dict[str, Text]:
    """Write each field of an event; what is not known is an empty text."""
    return {
        "date": _plain(write_span(told.time) if told.time else ""),
        "actors": _parties(told.actors),
        "act": _act(told),
        "recipients": _parties(told.recipients, screen.arrow),
        "place": _plain(write_place(told.place) if told.place else ""),
        "figures": _stack(_figure(figure, told) for figure in told.figures),
        "voice": _voice(told.voices, numbers, screen),
        "status": _status(told),
    }


def write_span(time: Time) -> str:
    """Write a time as ISO 8601, as exact as it is known, and as a span where it has two ends.

    >>> from dataclasses import replace
    >>> may = Time(id="", span=(0, 3), start="2031-05-01", end="2031-05-31", granularity="month", how="")
    >>> write_span(may), write_span(replace(may, granularity="day")), write_span(replace(may, end=None))
    ('2031-05', '2031-05-01 to 2031-05-31', 'from 2031-05')
    >>> write_span(replace(may, start="2031-05-01T05:00", end="2031-05-01T05:59", granularity="hour"))
    '2031-05-01 05:00 to 05:59'
    """
    length = _DATE_LENGTHS.get(time.granularity)
    start, end = ((moment or "").replace("T", " ")[:length] for moment in (time.start, time.end))
    if start == end or not end:
        return start if start == end else f"from {start}"
    day = start.partition(" ")[0] + " "
    return f"{start} to {end.removeprefix(day)}" if start else f"until {end}"


def write_place(place: Place) -> str:
    """Write a place with its region and country; or in which it lies; or that it is not known which it is.

    >>> gao = Place(id="", span=(0, 1), name="Gao", country="MLI", admin1="Gao", how="resolved", confidence=1)
    >>> write_place(gao)
    'Gao, MLI'
    """
    region = dict.fromkeys(part for part in (place.admin1, place.country) if part)
    if place.how == "resolved":
        return ", ".join(dict.fromkeys([place.name, *region]))
    return f"{place.name} (in {', '.join(region)})" if region else f"{place.name} ({place.how})"


def _plain(words: str, style: str = "") -> Text:
    from rich.text import Text

    return Text(tidy(words), style=style)


def _parties(parties: Iterable[Party], sign: str = "") -> Text:
    names = ", ".join(dict.fromkeys(party.name for party in parties))
    return _plain(f"{sign}{names}" if names else "", "bold")


def _act(told: ToldEvent) -> Text:
    mode = f" {told.event.mode}" if told.event.mode else ""
    return _stack((_plain(told.event.type + mode, "magenta"), _plain(told.anchor, "italic")))


def _figure(figure: Figure, told: ToldEvent) -> Text:
    """Write a figure in the words of the text, with its role, and its speaker where it is not the event's."""
    from rich.text import Text

    role = "" if figure.quantity.role == "other" else figure.quantity.role
    notes = [_plain(role, "dim")] if role else []
    if figure.quantity.voice != told.event.voice:
        speaker = (figure.voices[0].name or "somebody") if figure.voices else "the outlet"
        notes.append(Text("says ", style="dim").append(tidy(speaker), style="not dim cyan"))
    line = _plain(figure.words)
    return line.append(" (").append_text(_join(", ", notes)).append(")") if notes else line


def _voice(voices: tuple[Speaker, ...], numbers: Mapping[str, int], screen: Screen) -> Text:
    """Write who tells an event, by which words, and who relays it; numbers are those of the marked text."""
    if not voices:
        return _plain("outlet")
    return _join(", in ", (_speaker(speaker, numbers, screen) for speaker in voices))


def _speaker(speaker: Speaker, numbers: Mapping[str, int], screen: Screen) -> Text:
    line = _plain("").append(
        tidy(speaker.name or "nobody named"), style="bold cyan" if speaker.name else "cyan"
    )
    line.append(f" {tidy(speaker.cue)}", style="yellow italic")
    return line.append(screen.tie("cue", (numbers[speaker.statement.id],)), style="dim")


def _status(told: ToldEvent) -> Text:
    """Write the status: green for what the outlet itself vouches for, not for what others say happened."""
    status = told.event.status
    if status in _FACTUAL:
        return _plain(status, "cyan" if told.voices else "green")
    return _plain(status, "bold red" if status == "denied" else "yellow")


def _stack(lines: Iterable[Text]) -> Text:
    return _join("\n", (line for line in lines if line))


def _join(sign: str, lines: Iterable[Text]) -> Text:
    from rich.text import Text

    return Text(sign).join(lines)


def _summary(several: list[ToldEvent]) -> str:
    parts: list[str] = []
    for whose, has_voice in (("in the outlet's own voice", False), ("in that of others", True)):
        statuses = Counter(told.event.status for told in several if bool(told.voices) is has_voice)
        if statuses:
            told = ", ".join(f"{number} {status}" for status, number in statuses.most_common())
            parts.append(f"{statuses.total()} {whose} ({told})")
    return tidy(f"{count_of(len(several), 'event')}: {'; '.join(parts)}")
