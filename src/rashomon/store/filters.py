"""What a question asks for, as conditions in SQL with their values: pure, nothing is asked here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal, TypedDict

Kind = Literal["report", "statement", "event"]
Conditions = dict[str, str]
Values = dict[str, str | int]


class Filters(TypedDict, total=False):
    """What narrows a search; what is left out narrows nothing.

    Names (``speaker``, ``actor``, ``recipient``) match whole words of a name, or of another name of the same
    entity, in any case: "vidolov" finds Plamen Vidolov. ``published`` and ``happened`` are a date ("2031",
    "2031-10", "2031-10-14"), or two with ".." between them of which one may be missing; an event happened
    then if its whole time lies in it. ``place`` is a place, a region, or a country by its name or its code.
    ``status`` is one of ``STATUSES``. ``voice`` is "outlet" for what an outlet tells on its own account,
    "others" for what somebody says.
    """

    outlet: str
    published: str
    speaker: str
    type: str
    status: str
    actor: str
    recipient: str
    place: str
    happened: str
    voice: Literal["outlet", "others"]
    revisions: bool


STATUSES = ("happened", "ongoing", "planned", "threatened", "hypothetical", "denied")
"""What an event can be told as."""
_CHOICES = {"status": STATUSES, "voice": ("outlet", "others")}
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?)?)?")
_UNSAFE = re.compile(r'["\x00]')
_PART = re.compile(r'"([^"]*)"|([^\s"]+)')

# Conditions speak of a row's ``report`` and ``statement``, whatever kind of row it is (questions.py).
_IS_CURRENT = "report NOT IN (SELECT number FROM reports WHERE replaced_by NOT NULL)"
_OF_REPORTS: Conditions = {
    "outlet": """report IN (SELECT number FROM reports WHERE outlet = :outlet COLLATE NOCASE
        UNION ALL SELECT report FROM copies WHERE outlet = :outlet COLLATE NOCASE)""",
    "published": """report IN (SELECT number FROM reports
        WHERE published >= :published_from AND published < :published_until)""",
}
_OF_STATEMENTS: Conditions = {
    "speaker": """statement IN (
        SELECT number FROM statements WHERE entity IN (SELECT rowid FROM entities_fts
            WHERE entities_fts MATCH :speaker AND rowid BETWEEN :first_entities AND :last_entities)
        UNION ALL SELECT rowid FROM statements_fts
            WHERE statements_fts MATCH '{speaker source} : ' || :speaker
            AND rowid BETWEEN :first_statements AND :last_statements)""",
}
# Parties without an entity are very many: they are found by their names, which SQLite would not choose.
_PARTY = """number IN (
        SELECT event FROM participants WHERE role = '%s' AND entity IN (SELECT rowid FROM entities_fts
            WHERE entities_fts MATCH :%s AND rowid BETWEEN :first_entities AND :last_entities)
        UNION ALL SELECT event FROM participants INDEXED BY participants_name
            WHERE role = '%s' AND entity IS NULL AND name = :%s_name COLLATE NOCASE)"""
_OF_EVENTS: Conditions = {
    "type": "type IN (:type, upper(:type))",
    "status": "status = :status",
    "actor": _PARTY % (("actor",) * 4),
    "recipient": _PARTY % (("recipient",) * 4),
    "place": """number IN (SELECT number FROM events
        WHERE place_name = :place COLLATE NOCASE AND +number BETWEEN :first_events AND :last_events
        UNION ALL SELECT number FROM events
        WHERE admin1 = :place COLLATE NOCASE AND +number BETWEEN :first_events AND :last_events
        UNION ALL SELECT number FROM events WHERE country IN (SELECT upper(:place) UNION ALL
            SELECT country FROM places WHERE feature = 'country' AND name = :place COLLATE NOCASE)
        AND +number BETWEEN :first_events AND :last_events)""",
    "happened": "date_start >= :happened_from AND date_end < :happened_until",
    "voice": "(statement IS NULL) = (:voice = 'outlet')",
}

_COMMON = frozenset(("type", "status"))
"""What very many events have. Beside a place it gets a plus, so that SQLite looks up the place first."""


def choose_kind(filters: Filters) -> Kind:
    """Tell what a search finds: events if it asks for what only they have, else statements, else reports.

    >>> choose_kind({"speaker": "Vidolov"}), choose_kind({"speaker": "Vidolov", "type": "ASSAULT"})
    ('statement', 'event')
    """
    if _OF_EVENTS.keys() & filters.keys():
        return "event"
    return "statement" if "speaker" in filters else "report"


def read_filters(filters: Filters) -> tuple[list[str], Values]:
    """Give the conditions of filters, all of which must hold, and the values they speak of.

    The numbers ``first_TABLE`` and ``last_TABLE`` are left for the question to fill in.

    Raises:
        ValueError: a filter that there is none of, a date that is none, a status or a voice that is none.
    """
    known = {**_OF_REPORTS, **_OF_STATEMENTS, **_OF_EVENTS}
    given = {name: str(value) for name, value in filters.items() if name != "revisions"}
    for name in given.keys() - known.keys():
        raise ValueError(f"no filter {name!r}; there are {', '.join([*known, 'revisions'])}")
    values: Values = dict(given)
    for name, choices in _CHOICES.items():
        if name in given:
            values[name] = _choose(name, given[name], choices)
    for name in given.keys() & {"speaker", "actor", "recipient"}:
        values |= {name: as_phrase(given[name]), f"{name}_name": given[name]}
    for name in given.keys() & {"published", "happened"}:
        values[f"{name}_from"], values[f"{name}_until"] = read_range(given[name])
    later = _COMMON if "place" in given else frozenset[str]()
    conditions = [f"+{known[name]}" if name in later else known[name] for name in given]
    return conditions if filters.get("revisions") else [_IS_CURRENT, *conditions], values


def _choose(name: str, value: str, choices: Sequence[str]) -> str:
    if value.lower() not in choices:
        raise ValueError(f"no {name} {value!r}; there are {', '.join(choices)}")
    return value.lower()


def read_range(dates: str) -> tuple[str, str]:
    """Read a date, or two with ".." between them, as the first text that is in it and the first after it.

    Dates and times in ISO 8601 are in the order of the calendar when they are in the order of their letters.

    >>> read_range("2031-10"), read_range("2031-10-14..")
    (('2031-10', '2031-10~'), ('2031-10-14', '~'))
    """
    first, is_range, last = dates.strip().partition("..")
    last = last if is_range else first
    for one in (first, last):
        if not (_is_date(one) or (is_range and not one)):
            raise ValueError(
                f"{dates!r} is no date and no range of dates: write 2031-10-14 or 2031-10..2031-12"
            )
    if last and first > f"{last}~":
        raise ValueError(f"{dates!r} is no range of dates: it ends before it begins")
    return first, f"{last}~"


def _is_date(written: str) -> bool:
    """Tell whether something is a year, a month or a day of the calendar, or a time on one."""
    match = _DATE.fullmatch(written)
    if match is None:
        return False
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def as_phrase(words: str) -> str:
    """Write words as a phrase of FTS5's language: all of them, in this order.

    >>> as_phrase('Ozod "Free" Path')
    '"Ozod  Free  Path"'
    """
    return f'"{_UNSAFE.sub(" ", words)}"'


def as_query(words: str) -> str:
    """Write words as a question of FTS5's language: all must be there; those in quotation marks in a row.

    A word that ends with ``*`` stands for all that begin so.

    >>> as_query('compound "court order" extradit*')
    '"compound" "court order" "extradit"*'
    """
    parts: list[str] = []
    for phrase, word in _PART.findall(words):
        stem = word.rstrip("*")
        parts.append(as_phrase(phrase or stem) + "*" * (stem != word))
    return " ".join(parts)
