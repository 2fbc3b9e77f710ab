"""Events in the shape of POLECAT's weekly files, with the columns of the voice behind theirs.

Names and order are those of the files of 2023 and 2024 in its Dataverse collection
(doi:10.7910/DVN/AJGVIT): tab-separated, one line of headings, lists joined by "; ".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rashomon.records import Account, Place
from rashomon.store.csv_cells import Cell
from rashomon.store.exports.cameo import find_code
from rashomon.store.exports.outputs import Writes
from rashomon.store.exports.settings import Settings, Tally
from rashomon.store.exports.sources import Source
from rashomon.store.exports.told_dates import day_of
from rashomon.store.exports.tsv_cells import write_line
from rashomon.store.exports.voice_columns import VOICE_COLUMNS, pick_columns
from rashomon.telling import Party, ToldEvent

SEPARATOR = "; "
MISSING = "None"
"""What stands in a list for a part that is not known, so that lists run in parallel."""
_CITIES = ("city", "capital")


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a POLECAT file, what it holds here (nothing if it stays empty), and its value."""

    name: str
    what: str
    of: Callable[[ToldEvent, Account], Cell]


def write_polecat(source: Source, out: Writes, settings: Settings) -> Tally:
    """Write a line of headings, then a line an event."""
    del settings
    tally = Tally()
    write_line([*(field.name for field in FIELDS), *(column.name for column in EXTRA_COLUMNS)], out)
    for chosen in source.accounts():
        for told in chosen.events():
            cells = [field.of(told, chosen.account) for field in FIELDS]
            write_line([*cells, *(column.of(told) for column in EXTRA_COLUMNS)], out)
            tally.written += 1
    return tally


def join(parts: Iterable[str | None]) -> str | None:
    r"""Join a list as POLECAT does; a semicolon inside a part has a backslash before it.

    >>> join(["MLI", None, "a; b"]), join([None, None])
    ('MLI; None; a\\; b', None)
    """
    known = list(parts)
    if not any(known):
        return None
    return SEPARATOR.join((part or MISSING).replace(";", "\\;") for part in known)


def _nothing(*names: str) -> tuple[Field, ...]:
    return tuple(Field(name, "", lambda _told, _account: None) for name in names)


def _told(name: str, what: str, of: Callable[[ToldEvent], Cell]) -> Field:
    return Field(name, what, lambda told, _account: of(told))


def _parties(role: str, of: Callable[[ToldEvent], Sequence[Party]]) -> tuple[Field, ...]:
    def one(name: str, what: str, part: Callable[[Party], str | None]) -> Field:
        return _told(name, what, lambda told: join(map(part, of(told))))

    return (
        one(f"{role} Name", "names, the fullest that the report gives", lambda party: party.name),
        one(f"{role} Country", "ISO 3166-1 alpha-3", lambda party: party.country),
        *_nothing(f"{role} COW"),
        _told(
            f"Primary {role} Sector",
            "the first one's sector",
            lambda told: next((party.sector for party in of(told)), None),
        ),
        one(f"{role} Sectors", "PLOVER's, one each", lambda party: party.sector),
        *_nothing(f"{role} Title"),
        one(f"{role} Name Raw", "the words that name them beside the event", lambda party: party.words),
        *_nothing(f"Wikipedia {role} ID"),
    )


def _place(name: str, what: str, of: Callable[[Place], Cell]) -> Field:
    return _told(name, what, lambda told: told.place and of(told.place))


def _names(kinds: tuple[str, ...]) -> Callable[[ToldEvent, Account], Cell]:
    """Give the names of all entities of some kinds that a report speaks of."""
    return lambda _told, account: join(
        entity.name
        for entity in account.entities
        if entity.kind in kinds and any(mention.form == "name" for mention in entity.mentions)
    )


def _quad(told: ToldEvent) -> str | None:
    code = find_code(told.event)
    return code and code.quad


FIELDS: tuple[Field, ...] = (
    _told("Event ID", "`report_id`, `_`, `event_id`", lambda told: f"{told.report.id}_{told.event.id}"),
    _told(
        "Event Date",
        "day of the event; empty where no single day is told, never the day of publication",
        lambda told: day_of(told.time),
    ),
    _told("Event Type", "PLOVER 2, `OTHER`, or a type of your own", lambda told: told.event.type),
    _told("Event Mode", "PLOVER's mode of the type", lambda told: told.event.mode),
    *_nothing("Intensity"),
    _told("Quad Code", "PLOVER's quad category of the type", _quad),
    _told(
        "Contexts", "PLOVER's contexts", lambda told: join(context.name for context in told.event.contexts)
    ),
    *_parties("Actor", lambda told: told.actors),
    *_parties("Recipient", lambda told: told.recipients),
    _place("Placename", "name in the gazetteer; the report's where that is not known", lambda it: it.name),
    _place("City", "the name, if it is a city", lambda it: it.name if it.feature in _CITIES else None),
    *_nothing("District"),
    _place("Province", "first-order region", lambda place: place.admin1),
    _place("Country", "ISO 3166-1 alpha-3", lambda place: place.country),
    _place("Latitude", "degrees north", lambda place: place.latitude),
    _place("Longitude", "degrees east", lambda place: place.longitude),
    _place("GeoNames ID", "number in GeoNames", lambda place: place.geonames_id),
    _told("Raw Placename", "the words", lambda told: told.place_words),
    _place("Feature Type", "`city` `capital` `admin1` `country` …", lambda place: place.feature),
    _told("Source", "the outlet", lambda told: told.report.outlet),
    _told(
        "Publication Date", "the day, as the report has it", lambda told: (told.report.published or "")[:10]
    ),
    Field("Story People", "all persons named in the report", _names(("person",))),
    Field(
        "Story Organizations", "all organizations and groups named in it", _names(("organization", "group"))
    ),
    Field("Story Locations", "all places named in it", _names(("place", "facility"))),
    _told("Language", "ISO 639-1", lambda told: told.report.language),
    _told("Version", "version of Rashomon and of the weights", lambda told: told.coder),
)
EXTRA_COLUMNS = (
    *VOICE_COLUMNS,
    *pick_columns("date_start date_end date_words place_how title url confidence because"),
)
