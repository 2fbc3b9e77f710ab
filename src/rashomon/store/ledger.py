"""What becomes of one thing that is added to a corpus, inside a transaction.

It goes one of five ways. **Known**: the report, or the dropped input, is there already. **Copied**: its text
is that of a stored report, or nearly (``copies.py``); it is kept beside that report with its url and outlet.
**Revised**: its url is there with another text; both stay, and the earlier one says which replaced it.
**Stored**: it is new. **Dropped**: it is no report, and kept with its reason. An account that is coded anew
takes the place of the stored one.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Literal

from rashomon.errors import BadRecord
from rashomon.records import Account, Dropped, Report
from rashomon.store.copies import Wording, is_near_copy, least_shared, read_wording
from rashomon.store.counting import COUNTED, Key, add_counts, count_rows
from rashomon.store.grouping import Groups
from rashomon.store.packing import pack
from rashomon.store.rows import NUMBERED, Row, make_rows, report_row
from rashomon.store.stories import recount
from rashomon.text import content_id, printable
from rashomon.version import __version__

Way = Literal["stored", "revised", "copied", "known", "dropped", "recoded"]

CANNOT_BE_STORED = "cannot be stored"
LIKELIEST = 3
"""Likely originals of a near copy that are compared with it word by word."""
SHARERS = 50
"""Reports asked for that share a sentence, the latest ones: very many share a stock phrase."""


class Ledger:
    """Decides what becomes of things and writes it; the transaction is its user's."""

    def __init__(self, connection: sqlite3.Connection, command: str, run: int | None = None) -> None:
        self._connection = connection
        self._command = command
        self.run = run
        """Number of the run's row; None as long as the run has changed nothing."""
        self._counts: Counter[Key] = Counter()

    def take(self, item: Account | Dropped) -> Way:
        """Put one thing where it belongs; what no JSON can hold is dropped."""
        if isinstance(item, Dropped):
            return self._drop(item)
        try:
            return self._take_copy(item.report) or self._store(item)
        except BadRecord as error:
            return self._drop(drop_unstorable(item.report, error))

    def take_report(self, report: Report) -> Way | None:
        """Put a report where it belongs if its text is there already; None if it is to be coded first."""
        try:
            return self._take_copy(report)
        except BadRecord as error:
            return self._drop(drop_unstorable(report, error))

    def _take_copy(self, report: Report) -> Way | None:
        if self._has(report.id):
            return "known"
        original, kind = self._find_copied(report)
        if original is None:
            return None
        self._add_copy(report, original, kind)
        return "copied"

    def knows(self, report: Report) -> bool:
        """Tell whether a report's text is there already; changes nothing."""
        return self._has(report.id) or self._find_copied(report)[0] is not None

    def end(self) -> None:
        """Write down how many rows there are now; the last thing in a transaction."""
        add_counts(self._connection, self._counts)
        self._counts.clear()
        recount(self._connection)

    def _has(self, report_id: str) -> bool:
        """Tell whether a report is there, be it as a copy."""
        asked = "SELECT 1 FROM reports WHERE id = ?1 UNION ALL SELECT 1 FROM copies WHERE id = ?1"
        return self._ask(asked, report_id) is not None

    def _find_copied(self, report: Report) -> tuple[int | None, str]:
        """Give the report of which another is a copy, and how it is one."""
        wording = read_wording(*_text_of(report))
        original, kind = self._ask("SELECT number FROM reports WHERE wording = ?", wording.key), "exact"
        if original is None and self._latest(report.url) is None:
            original, kind = self._find_original(wording), "near"
        return original, kind

    def _find_original(self, wording: Wording) -> int | None:
        """Give the report of which a text is a near copy."""
        sharing: Counter[int] = Counter()
        latest = "SELECT report FROM sketches WHERE sentence = ? ORDER BY report DESC LIMIT ?"
        for sentence in wording.sketch:
            sharing.update(number for (number,) in self._connection.execute(latest, (sentence, SHARERS)))
        for number, shared in sharing.most_common(LIKELIEST):
            text, outlet = self._connection.execute(
                "SELECT text, outlet FROM reports WHERE number = ?", (number,)
            ).fetchone()
            if shared >= least_shared(wording) and is_near_copy(wording, read_wording(text, outlet)):
                return number
        return None

    def replace(self, account: Account) -> Way:
        """Put an account in the place of the one that its report has, as if it had been added last.

        Raises:
            BadRecord: an account that no JSON can hold; the stored one stays.
            KeyError: there is no such report.
        """
        asked = "SELECT number, revision, replaced_by FROM reports WHERE id = ?"
        stored = self._connection.execute(asked, (account.report.id,)).fetchone()
        if stored is None:
            raise KeyError(account.report.id)
        old, revision, later = stored
        packed, number = pack(account, account.report.text), self._next_number("reports")
        self._remove(old, read_wording(*_text_of(account.report)))
        self._write(account, packed, {"number": number, "revision": revision, "replaced_by": later})
        for pointing in _POINTING:
            self._connection.execute(pointing, (number, old))
        Groups(self._connection).renumber(old, number)
        return "recoded"

    def _store(self, account: Account) -> Way:
        """Store an account whose text is new."""
        packed = pack(account, account.report.text)
        earlier, number = self._latest(account.report.url), self._next_number("reports")
        revision = 1 + (self._ask("SELECT revision FROM reports WHERE number = ?", earlier) or 0)
        self._write(account, packed, {"number": number, "revision": revision})
        if earlier is None:
            return "stored"
        self._connection.execute("UPDATE reports SET replaced_by = ? WHERE number = ?", (number, earlier))
        return "revised"

    def _write(self, account: Account, packed: bytes, numbers: Mapping[str, int]) -> None:
        """Write an account to every table; ``numbers`` are those of its report's row."""
        report, number, coder = account.report, numbers["number"], self._coder(account.coder)
        wording = read_wording(*_text_of(report))
        first = {table: self._next_number(table) for table in NUMBERED}
        shared: Row = {"wording": wording.key, "coder": coder, "run": self._begin()}
        self._insert("reports", [{**numbers, **report_row(report), **shared}])
        self._insert("accounts", [{"report": number, "packed": packed}])
        self._insert("sketches", [{"sentence": one, "report": number} for one in wording.sketch])
        for table, rows in make_rows(account, report=number, coder=coder, first=first).items():
            self._insert(table, rows)

    def _remove(self, number: int, wording: Wording) -> None:
        """Take a report, and all that it tells, out of every table."""
        sketch = ((sentence, number) for sentence in wording.sketch)
        self._connection.executemany("DELETE FROM sketches WHERE sentence = ? AND report = ?", sketch)
        for table, removal in _REMOVALS.items():
            removed = self._connection.execute(removal, (number,)).fetchall()
            names = COUNTED.get(table) or ("",)
            self._counts.subtract(count_rows(table, [dict(zip(names, row, strict=True)) for row in removed]))

    def _add_copy(self, report: Report, original: int, kind: str) -> None:
        text = self._connection.execute("SELECT text FROM reports WHERE number = ?", (original,)).fetchone()[
            0
        ]
        row = {
            "id": report.id,
            "report": original,
            "kind": kind,
            "title": report.title,
            "outlet": report.outlet,
            "url": report.url,
            "published": report.published,
            "packed": pack(report, text),
            "run": self._begin(),
        }
        self._insert("copies", [row])

    def _drop(self, one: Dropped) -> Way:
        source, reason = printable(one.source), printable(one.reason)
        detail = None if one.detail is None else printable(one.detail)
        drop_id = content_id("dropped", source, reason, detail)
        if self._ask("SELECT 1 FROM dropped WHERE id = ?", drop_id):
            return "known"
        row: Row = {"id": drop_id, "source": source, "reason": reason, "detail": detail, "run": self._begin()}
        self._insert("dropped", [row])
        return "dropped"

    def _latest(self, url: str | None) -> int | None:
        """Give the report that stands at a url now."""
        if url is None:
            return None
        return self._ask("SELECT number FROM reports WHERE url = ? ORDER BY revision DESC LIMIT 1", url)

    def _begin(self) -> int:
        """Give the number of this run, and write it down when it first changes something."""
        if self.run is None:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            row: Row = {"command": self._command, "version": __version__, "started": now}
            self.run = self._insert("runs", [row])
        return self.run

    def _coder(self, name: str) -> int:
        known = self._ask("SELECT number FROM coders WHERE name = ?", name)
        return known or self._insert("coders", [{"name": name}])

    def _next_number(self, table: str) -> int:
        return 1 + (self._ask(_LAST_NUMBER[table]) or 0)

    def _ask(self, question: str, *values: str | int | None) -> int | None:
        """Give the first answer to a question for one number."""
        found = self._connection.execute(question, values).fetchone()
        return found[0] if found else None

    def _insert(self, table: str, rows: Sequence[Row]) -> int:
        """Insert rows that have the same columns in the same order; give its number if there is only one."""
        if not rows:
            return 0
        self._counts.update(count_rows(table, rows))
        insertion = _insertion(table, tuple(rows[0]))
        if len(rows) == 1:
            return self._connection.execute(insertion, tuple(rows[0].values())).lastrowid or 0
        self._connection.executemany(insertion, (tuple(row.values()) for row in rows))
        return 0


_OF_REPORT = {
    "participants": "event IN (SELECT number FROM events WHERE report = ?)",
    **dict.fromkeys(
        ("labels", "quantities", "events", "places", "times", "statements", "mentions", "entities"),
        "report = ?",
    ),
    "accounts": "report = ?",
    "reports": "number = ?",
}
_REMOVALS = {
    table: f"DELETE FROM {table} WHERE {condition} RETURNING {', '.join(COUNTED.get(table) or ('NULL',))}"  # noqa: S608
    for table, condition in _OF_REPORT.items()
}
"""How the rows that belong to a report are taken out, those that point at others first."""
_POINTING = (
    "UPDATE copies SET report = ? WHERE report = ?",
    "UPDATE reports SET replaced_by = ? WHERE replaced_by = ?",
)
_LAST_NUMBER = {table: f"SELECT max(number) FROM {table}" for table in ("reports", *NUMBERED)}  # noqa: S608


@cache
def _insertion(table: str, columns: tuple[str, ...]) -> str:
    names = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({names}) VALUES ({values})"  # noqa: S608


def drop_unstorable(report: Report, error: BadRecord) -> Dropped:
    """Say of a report that no JSON can hold it."""
    source = report.url or report.title or report.id
    return Dropped(source=source, reason=CANNOT_BE_STORED, detail=str(error))


def _text_of(report: Report) -> tuple[str, str | None]:
    return report.text, report.outlet
