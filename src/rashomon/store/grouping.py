"""Which story each report of a corpus belongs to, as it is written; who decides that is not known here.

A report is found by numbers that it shares with others (keys), within days of publication; its signature is
whatever bytes tell more of it. Everything that becomes a report waits in ``ungrouped``: new ones, revisions,
and those that were coded anew.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, count
from typing import Any

from rashomon.records import Account
from rashomon.store.answers import JudgementRow, StoryRow
from rashomon.store.judging import CURRENT, judgements_of
from rashomon.store.opening import in_transaction
from rashomon.store.packing import unpack_account
from rashomon.store.stories import keep_compared, recount
from rashomon.text import content_id

HOLDERS = 100
"""Reports before and after a day that are looked at for one key, at most; a name that tells much has few."""
OPENED, LIKE, SAID, STAYED, SPLIT_OFF = "opened", "likeness", "judgement", "coded anew", "split off"
"""Why a report is in its story."""
_LAST_DAY = 2**31
_UNDATED = 0
"""The day of reports without a date; no ordinal of a day is 0."""

_OF_KEY = "SELECT report FROM story_keys WHERE key = ? ORDER BY day DESC LIMIT ?"
_BEFORE = """SELECT report FROM story_keys WHERE key = ? AND day BETWEEN ? AND ?
    ORDER BY day DESC LIMIT ?"""
_AFTER = "SELECT report FROM story_keys WHERE key = ? AND day > ? AND day <= ? ORDER BY day LIMIT ?"
_EMPTY = """SELECT number FROM stories WHERE id = ?
    AND NOT EXISTS (SELECT 1 FROM grouped WHERE story = number)"""
_STORY_OF = f"SELECT story FROM grouped WHERE report IN ({CURRENT}) ORDER BY report DESC"  # noqa: S608
_EARLIER = """WITH RECURSIVE revisions (number, id) AS (
        SELECT number, id FROM reports WHERE number = ?
        UNION SELECT reports.number, reports.id FROM reports
            JOIN revisions ON reports.replaced_by = revisions.number)
    SELECT id FROM revisions"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A report whose story is to be found; ``story`` is the one it is in, if it was only coded anew."""

    number: int
    account: Account
    story: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a report is put: its story (None opens one), why, and how others will find it."""

    story: int | None
    because: str
    score: float | None
    day: int | None
    keys: Sequence[int]
    signature: bytes


class Groups:
    """Reads and writes the stories of reports; the transaction is its user's."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def count_waiting(self) -> int:
        """Count the reports whose story is to be found."""
        return self.connection.execute("SELECT count(*) FROM ungrouped").fetchone()[0]

    def list_waiting(self, most: int) -> Iterator[Waiting]:
        """Give reports whose story is to be found, by date of publication; those replaced wait no more."""
        asked = """SELECT next.report, packed, text, story, replaced_by
            FROM (SELECT * FROM ungrouped ORDER BY published, report LIMIT ?) AS next
            CROSS JOIN reports ON reports.number = next.report
            CROSS JOIN accounts ON accounts.report = next.report
            LEFT JOIN grouped ON grouped.report = next.report
            ORDER BY next.published, next.report"""
        for number, packed, text, story, replaced_by in self.connection.execute(asked, (most,)).fetchall():
            if replaced_by is None:
                yield Waiting(number=number, account=unpack_account(packed, text), story=story)
            else:
                self._end_waiting(number)

    def find_holders(self, keys: Iterable[int], days: tuple[int, int] | None) -> list[list[int]]:
        """Give for each key the reports that have it and were published in these days, or at no known day.

        Of very many those nearest to the middle of the days are given; without days the last ones.
        """
        if days is None:
            return [self._ask_all(_OF_KEY, (key, HOLDERS)) for key in keys]
        first, last = days
        middle = (first + last) // 2
        return [
            self._ask_all(_BEFORE, (key, first, middle, HOLDERS))
            + self._ask_all(_AFTER, (key, middle, last, HOLDERS))
            + self._ask_all(_BEFORE, (key, _UNDATED, _UNDATED, HOLDERS))
            for key in keys
        ]

    def recall(self, report: int) -> tuple[int, bytes, str]:
        """Give a grouped report's story, its signature and its id."""
        asked = """SELECT story, signature, id FROM grouped CROSS JOIN reports ON number = report
            WHERE report = ?"""
        return self.connection.execute(asked, (report,)).fetchone()

    def count_near(self, days: tuple[int, int] | None, story: int) -> int:
        """Count the reports of a story that were published in these days, or at no known day."""
        first, last = days or (0, _LAST_DAY)
        asked = "SELECT count(*) FROM grouped WHERE story = ? AND (day BETWEEN ? AND ? OR day = ?)"
        return self.connection.execute(asked, (story, first, last, _UNDATED)).fetchone()[0]

    def story_of(self, report_id: str) -> int | None:
        """Give the story of a report, of the revision that replaced it, or of the report it is a copy of."""
        found = self.connection.execute(_STORY_OF, (report_id,)).fetchone()
        return found[0] if found else None

    def list_earlier(self, number: int) -> list[str]:
        """Give the ids of a report and of all that it replaced."""
        return self._ask_all(_EARLIER, (number,))

    def put(self, waiting: Waiting, place: Place) -> None:
        """Put a report into its story; those that it replaced leave theirs."""
        number, day = waiting.number, place.day or _UNDATED
        self.take_out(number)
        story = self._open(waiting.account.report.id) if place.story is None else place.story
        keys = array("I", place.keys)
        self.connection.execute(
            "INSERT INTO grouped VALUES (?, ?, ?, ?, ?, ?, ?)",
            (number, story, day, place.because, place.score, keys.tobytes(), place.signature),
        )
        self._add_keys(keys, day, number)
        for replaced in self._ask_all("SELECT number FROM reports WHERE replaced_by = ?", (number,)):
            self.take_out(replaced)
            self._end_waiting(replaced)
        self._end_waiting(number)

    def list_members(
        self, story: int, days: tuple[int, int] | None, most: int
    ) -> list[tuple[int, bytes, str]]:
        """Give the last reports of a story in reach, the earliest first.

        Each with its signature and its id; those of which a person said where they belong are left out.
        """
        first, last = days or (0, _LAST_DAY)
        asked = """SELECT report, signature, id FROM grouped CROSS JOIN reports ON number = report
            WHERE story = ? AND (day BETWEEN ? AND ? OR day = ?) AND because <> ?
            ORDER BY day DESC, report DESC LIMIT ?"""
        values = (story, first, last, _UNDATED, SAID, most)
        return self.connection.execute(asked, values).fetchall()[::-1]

    def move(self, numbers: Sequence[int], opener: str) -> None:
        """Put reports out of their story into a new one; ``opener`` is the id of the first of them."""
        story = self._open(opener)
        self.connection.executemany(
            "UPDATE grouped SET story = ?, because = ? WHERE report = ?",
            ((story, SPLIT_OFF if at else OPENED, number) for at, number in enumerate(numbers)),
        )

    def list_alone(self, stories: Iterable[int]) -> set[int]:
        """Give those of some stories that one report alone is in, which opened it."""
        asked = "SELECT count(*), min(because) FROM grouped WHERE story = ?"
        found = ((story, self.connection.execute(asked, (story,)).fetchone()) for story in set(stories))
        return {story for story, (count, because) in found if count == 1 and because == OPENED}

    def gather(self, number: int, story: int, because: str, score: float) -> None:
        """Put a report that stood alone into a story that has come since."""
        asked = "UPDATE grouped SET story = ?, because = ?, score = ? WHERE report = ?"
        self.connection.execute(asked, (story, because, score, number))

    def take_out(self, number: int) -> None:
        """Take a report out of its story."""
        self._remove_keys(number)
        self.connection.execute("DELETE FROM grouped WHERE report = ?", (number,))

    def take_out_all(self, report_id: str) -> None:
        """Take a report, or what replaced it, out of its story."""
        for number in self._ask_all(CURRENT, (report_id,)):
            self.take_out(number)

    def renumber(self, old: int, new: int) -> None:
        """Let a report that has another number now keep its story."""
        for keys, day in self._remove_keys(old):
            self._add_keys(keys, day, new)
        self.connection.execute("UPDATE grouped SET report = ? WHERE report = ?", (new, old))

    def _add_keys(self, keys: array[int], day: int, number: int) -> None:
        self.connection.executemany(
            "INSERT OR IGNORE INTO story_keys VALUES (?, ?, ?)", ((key, day, number) for key in keys)
        )

    def _remove_keys(self, number: int) -> list[tuple[array[int], int]]:
        """Let a report not be found any more; give its keys and its day."""
        asked = "SELECT keys, day FROM grouped WHERE report = ?"
        found = [(array("I", keys), day) for keys, day in self.connection.execute(asked, (number,))]
        for keys, day in found:
            self.connection.executemany(
                "DELETE FROM story_keys WHERE key = ? AND day = ? AND report = ?",
                ((key, day, number) for key in keys),
            )
        return found

    @contextmanager
    def batch(self) -> Generator[None]:
        """Open a transaction: all that is put inside it, with the counts of its stories, or nothing."""
        with in_transaction(self.connection):
            yield
            recount(self.connection)

    def keep_compared(self, row: StoryRow) -> None:
        """Keep what a comparison told of a story, unless its reports have changed since."""
        with in_transaction(self.connection):
            keep_compared(self.connection, row)

    def list_split(self) -> list[int]:
        """Give the stories of reports of which a person said last that they stand alone."""
        asked = """SELECT left_report FROM judgements AS one WHERE kind = 'report' AND says = 'split'
            AND NOT EXISTS (SELECT 1 FROM judgements WHERE kind = 'report' AND number > one.number
                AND left_report = one.left_report)"""
        stories = (self.story_of(report) for report in self._ask_all(asked, ()))
        return [story for story in stories if story is not None]

    def judgements(self, reports: Sequence[str]) -> list[JudgementRow]:
        """Give what people said of these reports as members of a story, in the order they did."""
        return [one for one in judgements_of(self.connection, reports) if one.kind == "report"]

    def _open(self, report_id: str) -> int:
        """Give the story that a report opens: a new one, or one that has no reports any more."""
        for parts in chain([()], ((f"{number}",) for number in count(2))):
            identity = content_id("story", report_id, *parts)
            self.connection.execute("INSERT OR IGNORE INTO stories (id) VALUES (?)", (identity,))
            for story in self._ask_all(_EMPTY, (identity,)):
                return story
        raise AssertionError

    def _end_waiting(self, number: int) -> None:
        self.connection.execute("DELETE FROM ungrouped WHERE report = ?", (number,))

    def _ask_all(self, question: str, values: Sequence[int | str]) -> list[Any]:
        return [row[0] for row in self.connection.execute(question, values)]
