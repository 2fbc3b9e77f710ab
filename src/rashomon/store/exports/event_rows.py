"""Events as rows, one an event, under the columns that users of event data expect: ``docs/export.md``."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rashomon.records import Account
from rashomon.store.csv_cells import Cell, write_cell
from rashomon.store.exports.outputs import Writes
from rashomon.telling import Figure, Party, Speaker, ToldEvent, tell_events

COUNTED = ("killed", "injured", "missing", "arrested", "displaced", "participants")
"""Roles of figures that have columns of their own: people, so that all are in one unit."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the export: its name, and what an event has there."""

    name: str
    of: Callable[[ToldEvent], Cell | Sequence[Cell]]


def event_rows(account: Account) -> Iterator[dict[str, Cell | Sequence[Cell]]]:
    """Give one row an event, by column, in the order of the text; lists are lists, what is absent is None."""
    return map(event_row, tell_events(account))


def event_row(told: ToldEvent) -> dict[str, Cell | Sequence[Cell]]:
    """Give the row of an event, by column."""
    return {column.name: column.of(told) for column in COLUMNS}


def write_events_csv(accounts: Iterable[Account], stream: Writes) -> int:
    """Write accounts' events as CSV (RFC 4180) with a line of headings, one account in hand at a time.

    A stream that is a file is to be opened with ``newline=""`` and UTF-8. Returns the number of rows.
    """
    return write_event_rows((told for account in accounts for told in tell_events(account)), stream)


def write_event_rows(events: Iterable[ToldEvent], stream: Writes) -> int:
    """Write events as CSV: ``write_events_csv``."""
    rows = 0
    writer = csv.writer(stream)
    writer.writerow([column.name for column in COLUMNS])
    for told in events:
        writer.writerow([write_cell(column.of(told)) for column in COLUMNS])
        rows += 1
    return rows


def _parties(role: str, of: Callable[[ToldEvent], Sequence[Party]]) -> tuple[Column, ...]:
    """Make the columns of actors or recipients; their lists run in parallel."""
    return (
        Column(f"{role}s", lambda told: [one.name for one in of(told)]),
        Column(f"{role}_countries", lambda told: [one.country for one in of(told)]),
        Column(f"{role}_sectors", lambda told: [one.sector for one in of(told)]),
        Column(f"{role}_kinds", lambda told: [one.entity and one.entity.kind for one in of(told)]),
        Column(f"{role}_words", lambda told: [one.words for one in of(told)]),
    )


def _bounds(role: str) -> tuple[Column, ...]:
    """Make the columns of the least and the most that the voices of a report say for a role."""
    return (
        Column(f"{role}_low", lambda told: _outermost(min, [low for low, _ in _ranges(told, role)])),
        Column(f"{role}_high", lambda told: _outermost(max, [high for _, high in _ranges(told, role)])),
    )


def _ranges(told: ToldEvent, role: str) -> list[tuple[float | None, float | None]]:
    """Give each voice's figure of a role; none if a voice has several, as they may be parts of one sum."""
    figures = [one.quantity for one in told.figures if one.quantity.role == role]
    said = {(one.voice, one.low, one.high) for one in figures}
    is_one_each = len(said) == len({one.voice for one in figures})
    return [(low, high) for _, low, high in said] if is_one_each else []


def _outermost(pick: Callable[[list[float]], float], bounds: Sequence[float | None]) -> float | None:
    """Pick the least or the most of some bounds; None if there is none, or one is open."""
    known = [bound for bound in bounds if bound is not None]
    return pick(known) if known and len(known) == len(bounds) else None


def _figures(name: str, of: Callable[[Figure], Cell]) -> Column:
    return Column(f"figure_{name}", lambda told: [of(one) for one in told.figures])


def _place(name: str) -> Column:
    """Make the column of a field of the place."""
    return Column("place" if name == "name" else name, lambda told: told.place and getattr(told.place, name))


def _voice(name: str, of: Callable[[Speaker], Cell]) -> Column:
    """Make a column of the innermost statement that tells the event."""
    return Column(name, lambda told: of(told.voices[0]) if told.voices else None)


COLUMNS: tuple[Column, ...] = (
    Column("report_id", lambda told: told.report.id),
    Column("event_id", lambda told: told.event.id),
    Column("date_start", lambda told: told.time and told.time.start),
    Column("date_end", lambda told: told.time and told.time.end),
    Column("date_granularity", lambda told: told.time and told.time.granularity),
    Column("date_words", lambda told: told.time_words),
    *_parties("actor", lambda told: told.actors),
    Column("type", lambda told: told.event.type),
    Column("mode", lambda told: told.event.mode),
    Column("contexts", lambda told: [context.name for context in told.event.contexts]),
    *_parties("recipient", lambda told: told.recipients),
    Column("status", lambda told: told.event.status),
    Column("statement_id", lambda told: told.event.voice),
    _voice("speaker", lambda speaker: speaker.name),
    _voice("speaker_country", lambda speaker: speaker.party and speaker.party.country),
    _voice("speaker_sector", lambda speaker: speaker.party and speaker.party.sector),
    _voice("speaker_words", lambda speaker: speaker.party and speaker.party.words),
    _voice("source_kind", lambda speaker: speaker.statement.source_kind),
    _voice("anonymous", lambda speaker: speaker.statement.anonymous),
    _voice("cue", lambda speaker: speaker.cue),
    _voice("cue_kind", lambda speaker: speaker.statement.cue.kind),
    _voice("cue_stance", lambda speaker: speaker.statement.cue.stance),
    _voice("manner", lambda speaker: speaker.statement.manner),
    _voice("polarity", lambda speaker: speaker.statement.polarity),
    Column("relayed_by", lambda told: [speaker.name for speaker in told.voices[1:]]),
    *map(_place, ("name", "country", "admin1", "latitude", "longitude", "geonames_id", "feature")),
    Column("place_how", lambda told: told.place and told.place.how),
    Column("place_words", lambda told: told.place_words),
    *(column for role in COUNTED for column in _bounds(role)),
    _figures("roles", lambda figure: figure.quantity.role),
    _figures("lows", lambda figure: figure.quantity.low),
    _figures("highs", lambda figure: figure.quantity.high),
    _figures("units", lambda figure: figure.quantity.unit),
    _figures("words", lambda figure: figure.words),
    _figures("statements", lambda figure: figure.quantity.voice),
    _figures("speakers", lambda figure: figure.voices[0].name if figure.voices else None),
    Column("anchor", lambda told: told.anchor),
    Column("anchor_start", lambda told: told.event.anchor[0]),
    Column("anchor_end", lambda told: told.event.anchor[1]),
    Column("sentence", lambda told: told.sentence),
    Column("title", lambda told: told.report.title),
    Column("outlet", lambda told: told.report.outlet),
    Column("credit", lambda told: told.report.credit),
    Column("published", lambda told: told.report.published),
    Column("url", lambda told: told.report.url),
    Column("confidence", lambda told: told.event.confidence),
    Column("because", lambda told: [reason.by for reason in told.event.because]),
    Column("coder", lambda told: told.coder),
)
