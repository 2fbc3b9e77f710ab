"""What an export is made of: accounts, what of them is meant, and their rows in a corpus' tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any, Protocol

from rashomon.errors import BadExport, BadRecord
from rashomon.records import Account, Dropped, Report, Statement
from rashomon.serial import to_json
from rashomon.store.numbering import TOLD_TABLES, Numbering
from rashomon.store.opening import describe
from rashomon.telling import ToldEvent, tell_events

ACCOUNTS_AT_ONCE = 256
"""Accounts whose rows are given together."""
UNDATED_TABLES = ("dropped", "coders", "runs")
"""Tables whose rows belong to no report."""
TABLES: tuple[str, ...] = (TOLD_TABLES[0], "copies", *TOLD_TABLES[1:], *UNDATED_TABLES)
"""The tables that can be exported, as ``docs/corpus.md`` tells them; of copies all but the packed record."""
CANNOT_BE_WRITTEN = "accounts that no UTF-8 can hold"

_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])(?![0-9])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """An account, and the ids of the events, or the statements, that are meant; None for all.

    ``copies`` are the other reports that have its text, where they are known.
    """

    account: Account
    ids: frozenset[str] | None = None
    copies: tuple[Report, ...] = ()

    def events(self) -> Iterator[ToldEvent]:
        """Give the events that are meant, with what they lead to."""
        return (told for told in tell_events(self.account) if self._means(told.event.id))

    def statements(self) -> Iterator[Statement]:
        """Give the statements that are meant."""
        return (statement for statement in self.account.statements if self._means(statement.id))

    def _means(self, record_id: str) -> bool:
        return self.ids is None or record_id in self.ids


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRows:
    """Some rows of a table, of reports published in one month; None where that is not known."""

    table: str
    month: str | None
    rows: Sequence[Sequence[Any]]


class Source(Protocol):
    """Where an export's accounts come from; it counts the reports it gave, and by reason what it did not.

    ``advance`` is called with how many were given since the last time.
    """

    tables: tuple[str, ...]
    advance: Callable[[int], None] | None
    taken: int
    left_out: Counter[str]

    def accounts(self) -> Iterator[Chosen]:
        """Give the accounts one at a time."""
        ...

    def rows(self, tables: Sequence[str]) -> Iterator[TableRows]:
        """Give the rows of some of its ``tables``, with ``columns_of`` a table as their columns."""
        ...


class AccountSource:
    """Accounts from anywhere, taken one at a time.

    Args:
        items: the accounts; inputs that are none are counted as left out.
        statements: ids of the statements that are meant; all if None.
    """

    tables = (*TOLD_TABLES, "coders")

    def __init__(
        self, items: Iterable[Account | Dropped], *, statements: frozenset[str] | None = None
    ) -> None:
        self._items = items
        self._statements = statements
        self.advance: Callable[[int], None] | None = None
        self.taken = 0
        self.left_out: Counter[str] = Counter()

    def accounts(self) -> Iterator[Chosen]:
        """Give the accounts; one that no UTF-8 can hold is left out."""
        for item in self._items:
            if isinstance(item, Dropped):
                self.left_out[item.reason] += 1
            elif not _can_be_written(item):
                self.left_out[CANNOT_BE_WRITTEN] += 1
            else:
                yield from self._choose(item)
            if self.advance is not None:
                self.advance(1)

    def _choose(self, account: Account) -> Iterator[Chosen]:
        """Give an account if it has any of the statements that are meant."""
        ids = None
        if self._statements is not None:
            ids = self._statements & {statement.id for statement in account.statements}
        if ids is None or ids:
            self.taken += 1
            yield Chosen(account=account, ids=ids)

    def rows(self, tables: Sequence[str]) -> Iterator[TableRows]:
        """Give the rows of accounts, numbered from 1 in each table.

        Raises:
            BadExport: a table that only a corpus has.
        """
        for table in tables:
            if table not in self.tables:
                raise BadExport(f"accounts have no table {table!r}: a corpus does")
        numbering = Numbering()
        accounts = (chosen.account for chosen in self.accounts())
        while some := list(islice(accounts, ACCOUNTS_AT_ONCE)):
            yield from _number_some(numbering, some, tables)
        if "coders" in tables:
            rows = [_in_order("coders", row) for row in numbering.coders]
            yield TableRows(table="coders", month=None, rows=rows)


@cache
def columns_of(table: str) -> tuple[str, ...]:
    """Give the columns of an exported table; what is packed is left out, as JSON lines have it whole."""
    return tuple(column for column in describe()[table] if column != "packed")


def month_of(published: str | None) -> str | None:
    """Give the month of a date, as it is written; None where that is not told.

    >>> month_of("2031-10-14T15:20:00+03:00"), month_of("2031"), month_of(None)
    ('2031-10', None, None)
    """
    found = _MONTH.match(published or "")
    return found and found[0]


def _number_some(
    numbering: Numbering, accounts: Sequence[Account], tables: Sequence[str]
) -> Iterator[TableRows]:
    """Give the rows of some accounts, those of one table and one month together."""
    made: dict[tuple[str, str | None], list[Sequence[Any]]] = {}
    for account in accounts:
        month = month_of(account.report.published)
        numbered = numbering.number(account)
        for table in tables:
            rows = [_in_order(table, row) for row in numbered.get(table, ())]
            made.setdefault((table, month), []).extend(rows)
    for (table, month), rows in made.items():
        if rows:
            yield TableRows(table=table, month=month, rows=rows)


def _in_order(table: str, row: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a row's values are of any kind
    return tuple(row.get(column) for column in columns_of(table))


def _can_be_written(account: Account) -> bool:
    try:
        to_json(account)
    except BadRecord:
        return False
    return True
