"""Accounts that are in no corpus file as rows of a corpus' tables, numbered one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rashomon.records import Account
from rashomon.store.rows import NUMBERED, Row, make_rows, report_row

TOLD_TABLES: tuple[str, ...] = (
    "reports",
    "entities",
    "mentions",
    "statements",
    "times",
    "places",
    "events",
    "participants",
    "quantities",
    "labels",
)
"""The tables whose rows an account gives."""


class Numbering:
    """Gives accounts their rows, and every row its number.

    Numbers begin with ``first``. Parts that are made apart and put together later begin far from one another,
    as at ``part << 40``: then no two rows have one number.
    """

    def __init__(self, first: int = 1) -> None:
        self._first = first
        self._next = dict.fromkeys(TOLD_TABLES, first)
        self._coders: dict[str, int] = {}

    @property
    def coders(self) -> list[Row]:
        """The rows of the coders that made the accounts so far."""
        return [{"number": number, "name": name} for name, number in self._coders.items()]

    def number(self, account: Account) -> Mapping[str, Sequence[Row]]:
        """Make the rows of an account in each of ``TOLD_TABLES``.

        Rows are as in a corpus, but for what only a corpus knows of a report: its wording, its revisions and
        the run that added it.
        """
        coder = self._coders.setdefault(account.coder, self._first + len(self._coders))
        first = {table: self._next[table] for table in NUMBERED}
        report = self._next["reports"]
        made = make_rows(account, report=report, coder=coder, first=first)
        tables: dict[str, Sequence[Row]] = {
            "reports": [{"number": report, **report_row(account.report), "coder": coder}],
            **{
                table: rows if table in NUMBERED else self._add_numbers(table, rows)
                for table, rows in made.items()
            },
        }
        for table, rows in tables.items():
            self._next[table] += len(rows)
        return tables

    def _add_numbers(self, table: str, rows: Sequence[Row]) -> Sequence[Row]:
        return [{"number": number, **row} for number, row in enumerate(rows, start=self._next[table])]
