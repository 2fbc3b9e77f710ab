"""Write to a corpus in batches, each of them whole or not at all."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from rashomon.errors import BadRecord, RashomonError
from rashomon.records import Account, Dropped, Report
from rashomon.store import watching
from rashomon.store.ledger import Ledger, Way
from rashomon.store.opening import in_transaction, name_faults, open_to_write
from rashomon.store.watching import FetchedPage, WatchedFeed

Codes = Callable[[Report], Account | Dropped]
"""Gives the account of a report."""

BATCH_ITEMS = 64
"""Things written together: making sure that they are on the disk costs as much as writing several reports."""
BATCH_SECONDS = 1.0
"""How long the first of a batch waits for others, at most until the next one comes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of things that were added, by number; none of them is counted in two."""

    stored: int = 0
    revised: int = 0
    copied: int = 0
    known: int = 0
    dropped: int = 0
    recoded: int = 0


class Writer:
    """Adds to a corpus; use it in a ``with``, which writes what still waits and ends the run.

    What ``added`` counts is on the disk for good. After an error nothing of the batch at hand is stored.
    """

    def __init__(self, path: Path, command: str, code: Codes | None = None) -> None:
        self._path = path
        self._command = command
        self._code = code
        self._connection = open_to_write(path)
        self._waiting: list[Account | Dropped | Report] = []
        self._since = 0.0
        self._run: int | None = None
        self._failure: BaseException | None = None
        self._ways: Counter[Way] = Counter()

    @property
    def added(self) -> Added:
        """What is stored by now."""
        return Added(**self._ways)

    def add(self, item: Account | Dropped | Report) -> None:
        """Add an account, or an input that is no report; it is stored with the next full batch.

        A report may be given in the place of its account if the corpus knows it (``Corpus.knows``). Should it
        prove not to be known when its turn comes, ``code`` is asked for its account.

        Raises:
            UnwritableCorpus: disk full, read-only, or held by another program.
            BadCorpus: the file is damaged.
        """
        if self._failure is not None:
            raise self._failure
        if not self._waiting:
            self._since = time.monotonic()
        self._waiting.append(item)
        if len(self._waiting) >= BATCH_ITEMS or time.monotonic() - self._since >= BATCH_SECONDS:
            self.flush()

    def replace(self, account: Account) -> None:
        """Put an account at once in the place of the one that its report has.

        Raises:
            BadRecord: no JSON can hold it; the stored one stays.
            KeyError: there is no such report; otherwise as ``add``.
        """
        with self._ledger() as ledger:
            way = ledger.replace(account)
        self._ways[way] += 1

    def flush(self) -> None:
        """Store what waits; raises as ``add``."""
        if not self._waiting:
            return
        with self._ledger() as ledger:
            ways: list[Way] = [self._take(ledger, item) for item in self._waiting]
        self._ways.update(ways)
        self._waiting.clear()

    def _take(self, ledger: Ledger, item: Account | Dropped | Report) -> Way:
        if not isinstance(item, Report):
            return ledger.take(item)
        way = ledger.take_report(item)
        if way is not None:
            return way
        if self._code is None:
            raise ValueError(f"report {item.id} is not known, and there is nothing to code it with")
        return ledger.take(self._code(item))

    def keep_feeds(self, feeds: Iterable[WatchedFeed]) -> None:
        """Remember how far feeds were read, once all that came out of them is stored; raises as ``add``."""
        self.flush()
        with name_faults(self._path), in_transaction(self._connection):
            watching.keep_feeds(self._connection, feeds)

    def keep_pages(self, pages: Iterable[FetchedPage]) -> None:
        """Remember which versions of pages were read, once what came of them is stored; raises as ``add``."""
        self.flush()
        with name_faults(self._path), in_transaction(self._connection):
            watching.keep_pages(self._connection, pages)

    def keep_part(self, digest: str) -> None:
        """Remember that all of a part has been added, once it is stored; raises as ``add``."""
        self.flush()
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with name_faults(self._path), in_transaction(self._connection):
            self._connection.execute("INSERT OR IGNORE INTO parts VALUES (?, ?)", (digest, now))

    def has_part(self, digest: str) -> bool:
        """Tell whether all of a part has been added."""
        asked = "SELECT 1 FROM parts WHERE digest = ?"
        with name_faults(self._path):
            return self._connection.execute(asked, (digest,)).fetchone() is not None

    def close(self) -> None:
        """Store what waits, end the run and let go of the file; raises as ``add``."""
        try:
            if self._failure is None:
                self.flush()
                self._finish()
        finally:
            self._connection.close()

    def __enter__(self) -> Self:
        """Use the writer in a ``with``."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Store what waits and end the run, whatever it was that ended the ``with``."""
        self.close()

    @contextmanager
    def _ledger(self) -> Generator[Ledger]:
        """Open a transaction: all that the ledger does inside it, or nothing."""
        ledger = Ledger(self._connection, self._command, self._run)
        try:
            with name_faults(self._path), in_transaction(self._connection):
                yield ledger
                ledger.end()
        except BadRecord:  # nothing is wrong but with this one
            raise
        except (RashomonError, sqlite3.Error, KeyboardInterrupt) as error:
            self._failure = error
            raise
        self._run = ledger.run

    def _finish(self) -> None:
        """Write down when the run ended, and let SQLite look whether its plans still fit the tables."""
        if self._run is None:
            return
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with name_faults(self._path), in_transaction(self._connection):
            self._connection.execute("UPDATE runs SET finished = ? WHERE number = ?", (now, self._run))
        with suppress(sqlite3.OperationalError):  # it only helps, and another writer may be in its way
            self._connection.execute("PRAGMA analysis_limit = 400")
            self._connection.execute("PRAGMA optimize")
