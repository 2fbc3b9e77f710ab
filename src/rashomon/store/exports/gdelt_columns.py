"""The columns of GDELT 2.0's event and mention files, and what an event has for each.

Names and order are those of the codebook 2.0 (19 February 2015). What a report does not tell, or GDELT has
in a code of its own, stays empty.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from operator import itemgetter

from rashomon.records import Place, Report
from rashomon.store.csv_cells import Cell
from rashomon.store.exports.addresses import host_of, web_address
from rashomon.store.exports.cameo import Code, find_code
from rashomon.store.exports.told_dates import day_of, month_in, year_of
from rashomon.telling import Party, ToldEvent
from rashomon.text import content_id

Value = Cell | Sequence[Cell]

_CITIES = ("city", "capital", "facility")


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a GDELT file, what it holds here, and its value; what is empty holds nothing."""

    name: str
    what: str
    of: Callable[[ToldEvent], Value]


def event_number(told: ToldEvent) -> int:
    """Give an event a number of its own: 63 bits of a hash, the same on any machine."""
    return int(content_id("gdelt", told.report.id, told.event.id), 16) >> 1


def fraction_of_year(day: str | None) -> str | None:
    """Give a day as a year with a fraction, 30 days a month; the first month counts from 0, to stay below 1.

    >>> fraction_of_year("2031-02-18")
    '2031.1315'
    """
    if day is None:
        return None
    year, month, date = map(int, day.split("-"))
    return f"{year + min((30 * (month - 1) + date) / 365, 0.9999):.4f}"


def _nothing(*names: str) -> tuple[Field, ...]:
    """Make columns that stay empty."""
    return tuple(Field(name, "", lambda _told: None) for name in names)


def _digits(date: str | None) -> str | None:
    return date and date.replace("-", "")


def _moment(told: ToldEvent) -> str | None:
    """Give when a report was fetched, in UTC; None where the hour or its zone is not told."""
    try:
        moment = datetime.fromisoformat(told.report.retrieved or "")
    except ValueError:
        return None
    return moment.astimezone(UTC).strftime("%Y%m%d%H%M%S") if moment.tzinfo else None


def _party(told: ToldEvent, number: int) -> tuple[Party, int] | None:
    """Give the one who acts (1) or the one it is done to (2), and where the words for it begin.

    Where neither side is first and nobody suffers, the second who acts stands there.
    """
    actors = list(zip(told.actors, told.event.actors, strict=True))
    recipients = list(zip(told.recipients, told.event.recipients, strict=True))
    found = actors[:1] if number == 1 else recipients[:1] or actors[1:2]
    return (found[0][0], found[0][1].span[0]) if found else None


def _of_party(number: int, of: Callable[[Party], str | None]) -> Callable[[ToldEvent], Value]:
    def give(told: ToldEvent) -> str | None:
        found = _party(told, number)
        return found and of(found[0])

    return give


def _actor(number: int) -> tuple[Field, ...]:
    name, side = (
        f"Actor{number}",
        "who acts" if number == 1 else "to whom it is done; else the second who acts",
    )
    return (
        Field(
            f"{name}Code",
            "country and sector, one behind the other",
            _of_party(number, lambda party: f"{party.country or ''}{party.sector or ''}" or None),
        ),
        Field(f"{name}Name", side, _of_party(number, lambda party: party.name)),
        Field(f"{name}CountryCode", "ISO 3166-1 alpha-3", _of_party(number, lambda party: party.country)),
        *_nothing(
            f"{name}KnownGroupCode", f"{name}EthnicCode", f"{name}Religion1Code", f"{name}Religion2Code"
        ),
        Field(
            f"{name}Type1Code",
            "PLOVER's sector, which it has from CAMEO's roles",
            _of_party(number, lambda party: party.sector),
        ),
        *_nothing(f"{name}Type2Code", f"{name}Type3Code"),
    )


def _code(name: str, what: str, of: Callable[[Code], Cell]) -> Field:
    def give(told: ToldEvent) -> Cell:
        code = find_code(told.event)
        return None if code is None else of(code)

    return Field(name, what, give)


def _is_in_lead(told: ToldEvent) -> int | None:
    """Tell whether an event stands in the headline or the first paragraph."""
    paragraphs = sorted(told.report.paragraphs)
    lead = paragraphs[: 2 if told.report.title else 1]
    return int(told.event.anchor[0] < lead[-1][1]) if lead else None


def _geo_type(place: Place) -> int | None:
    """Give GDELT's type of a place that is known; a facility counts as a city there."""
    if place.latitude is None:
        return None
    is_american = place.country == "USA"
    if place.feature == "country":
        return 1
    if place.feature == "admin1":
        return 2 if is_american else 5
    return (3 if is_american else 4) if place.feature in _CITIES else None


def _full_name(place: Place) -> str:
    parts = [place.name, place.admin1, place.country]
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _place(name: str, what: str, of: Callable[[Place], Cell]) -> Field:
    return Field(f"ActionGeo_{name}", what, lambda told: told.place and of(told.place))


def _geo(of: str) -> tuple[Field, ...]:
    parts = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
    return _nothing(*(f"{of}Geo_{part}" for part in parts))


EVENT_FIELDS: tuple[Field, ...] = (
    Field("GLOBALEVENTID", "63 bits of a hash of `report_id` and `event_id`", event_number),
    Field(
        "SQLDATE",
        "day of the event, YYYYMMDD; empty where no single day is told, never the day of publication",
        lambda told: _digits(day_of(told.time)),
    ),
    Field("MonthYear", "YYYYMM, where one month is told", lambda told: _digits(month_in(told.time))),
    Field("Year", "YYYY, where one year is told", lambda told: year_of(told.time)),
    Field(
        "FractionDate",
        "year and fraction, ((month - 1) * 30 + day) / 365; with the codebook's month * 30 it would pass 1",
        lambda told: fraction_of_year(day_of(told.time)),
    ),
    *_actor(1),
    *_actor(2),
    Field("IsRootEvent", "1 in the headline or the first paragraph, else 0", _is_in_lead),
    _code("EventCode", "CAMEO's general code: the root with a 0 behind it", lambda code: code.event),
    _code("EventBaseCode", "the same", lambda code: code.event),
    _code(
        "EventRootCode", "CAMEO's root for PLOVER's type and mode; empty for OTHER", lambda code: code.root
    ),
    _code(
        "QuadClass",
        "PLOVER's quad category: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict",
        lambda code: code.quad_class,
    ),
    _code("GoldsteinScale", "that of the general code in GDELT's table", lambda code: code.goldstein),
    Field("NumMentions", "1: a row is what one text says; and 1 for each of its copies", lambda _told: 1),
    Field("NumSources", "hosts, or else outlets, that had the text", lambda _told: 1),
    Field("NumArticles", "as NumMentions", lambda _told: 1),
    *_nothing("AvgTone"),
    *_geo("Actor1"),
    *_geo("Actor2"),
    _place("Type", "1 country, 2 US state, 3 US city, 4 other city, 5 other first-order region", _geo_type),
    _place("FullName", "name, region, country (ISO 3166-1 alpha-3)", _full_name),
    *_nothing("ActionGeo_CountryCode", "ActionGeo_ADM1Code", "ActionGeo_ADM2Code"),
    _place("Lat", "degrees north", lambda place: place.latitude),
    _place("Long", "degrees east", lambda place: place.longitude),
    *_nothing("ActionGeo_FeatureID"),
    Field(
        "DATEADDED",
        "when the report was fetched, YYYYMMDDHHMMSS in UTC; empty where that is not known",
        _moment,
    ),
    Field("SOURCEURL", "address; empty if it is none of the web", lambda told: web_address(told.report.url)),
)


def count_mentions(told: ToldEvent, copies: Sequence[Report]) -> dict[str, int]:
    """Count by whom an event is told, by column: its report, and the copies of that."""
    articles = [told.report, *copies]
    sources = {_source(report) for report in articles}
    return {"NumMentions": len(articles), "NumSources": len(sources), "NumArticles": len(articles)}


def _source(report: Report) -> str | None:
    return host_of(report.url) or report.outlet


def _sentence_number(told: ToldEvent) -> int | None:
    at = bisect_right(sorted(told.report.sentences), told.event.anchor[0], key=itemgetter(0))
    return at or None


def _citation(report: Report) -> str | None:
    parts = [report.outlet, report.title, report.published]
    return ", ".join(part for part in parts if part) or None


def _offset(number: int) -> Callable[[ToldEvent], Value]:
    def give(told: ToldEvent) -> int | None:
        found = _party(told, number)
        return found and found[1]

    return give


MENTION_FIELDS: tuple[Field, ...] = (
    Field("GLOBALEVENTID", "the event's", event_number),
    Field("EventTimeDate", "as DATEADDED", _moment),
    Field("MentionTimeDate", "as DATEADDED, of the report or the copy", _moment),
    Field(
        "MentionType",
        "1 where there is an address of the web, 2 where there is only a citation",
        lambda told: 1 if web_address(told.report.url) else 2,
    ),
    Field(
        "MentionSourceName",
        "the address' host; else the outlet",
        lambda told: _source(told.report),
    ),
    Field(
        "MentionIdentifier",
        "the address; else outlet, headline and date",
        lambda told: web_address(told.report.url) or _citation(told.report),
    ),
    Field("SentenceID", "sentence of the event's words, from 1; the headline is the first", _sentence_number),
    Field("Actor1CharOffset", "first character of the words for Actor1", _offset(1)),
    Field("Actor2CharOffset", "first character of the words for Actor2", _offset(2)),
    Field(
        "ActionCharOffset", "first character of the event's words, from 0", lambda told: told.event.anchor[0]
    ),
    Field("InRawText", "1: no text is rewritten", lambda _told: 1),
    Field("Confidence", "percent", lambda told: round(100 * told.event.confidence)),
    Field("MentionDocLen", "characters of the report's text", lambda told: len(told.report.text)),
    *_nothing("MentionDocTone", "MentionDocTranslationInfo", "Extras"),
)
_OF_DOCUMENT = ("MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier", "MentionDocLen")
_PLACED = ("SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset")


def copy_mention(told: ToldEvent, copy: Report) -> list[Value]:
    """Give the mention of an event in a copy of its report, where its words may stand elsewhere."""
    there = replace(told, report=copy)
    return [
        None if field.name in _PLACED else field.of(there if field.name in _OF_DOCUMENT else told)
        for field in MENTION_FIELDS
    ]
