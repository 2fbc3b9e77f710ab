"""The corpus file: accounts of many reports in one place, each text once, with everything to ask them.

>>> from rashomon.store import Corpus
>>> with Corpus("news.corpus") as corpus:                                        # doctest: +SKIP
...     print(corpus.add(coder.pipe(reports)))
...     for hit in corpus.search("compound", type="ASSAULT", published="2031-10"):
...         print(hit.outlet, hit.words)
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar, Unpack

from rashomon.errors import BadCorpus
from rashomon.records import Account, Dropped, Judgement, Report, StoryReport
from rashomon.store import counting, judging, searching, stories, watching
from rashomon.store.answers import Count, Hit, JudgementRow, Quote, StoryRow
from rashomon.store.filters import Filters
from rashomon.store.grouping import Groups
from rashomon.store.ledger import Ledger
from rashomon.store.merging import open_index
from rashomon.store.opening import name_faults, open_to_read, open_to_write
from rashomon.store.packing import unpack_account, unpack_report
from rashomon.store.questions import put_question
from rashomon.store.stories import StoryFilters
from rashomon.store.watching import FetchedPage, WatchedFeed
from rashomon.store.writing import Added, Codes, Writer

_Answer = TypeVar("_Answer")

LIMIT = 20
"""Hits that a search gives unless it is asked for more."""


class Corpus:
    """A corpus file, made when something is first added to it; or a folder of parts, to be asked as one.

    Any number may be open on one file, in any number of processes: all see what is stored at any time, and
    those that add wait for one another. One object belongs to the thread that made it.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._reader: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        """Use the corpus in a ``with``, which lets go of the file at its end."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the file."""
        self.close()

    def close(self) -> None:
        """Let go of the file; the corpus can be used again and opens anew."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def add(
        self, items: Account | Dropped | Iterable[Account | Dropped], *, run: str = "Corpus.add"
    ) -> Added:
        """Store accounts, and inputs that are no report; what is there already stays as it is.

        A text that is there is kept once, with all its urls and outlets; a url with another text is a new
        revision. What has been stored when an error ends it stays, and adding all again goes on from there.

        Args:
            items: one or many; taken one at a time.
            run: what the run is called in the table of runs.

        Raises:
            UnwritableCorpus: disk full, read-only, or held by another program for long.
            BadCorpus: the file is no corpus, damaged, or of a newer Rashomon.
        """
        with self.writer(run) as writer:
            for item in [items] if isinstance(items, Account | Dropped) else items:
                writer.add(item)
        return writer.added

    def writer(self, run: str, code: Codes | None = None) -> Writer:
        """Open the corpus to add to it bit by bit; ``Writer.add`` tells of ``code``. Raises as ``add``."""
        return Writer(self.path, run, code)

    def knows(self, report: Report) -> bool:
        """Tell whether a report's text is stored, so that it need not be coded to be added.

        Raises:
            BadCorpus: there is no such corpus.
        """
        with name_faults(self.path):
            return Ledger(self._open(), "").knows(report)

    def report_ids(self) -> Iterator[str]:
        """Give the ids of all reports stored, revisions included, in the order they were added."""
        yield from (row["id"] for row in self.query("SELECT id FROM reports ORDER BY number"))

    def coded_by_others(self, coder: str) -> list[str]:
        """List the ids of the reports whose accounts another coder made, in the order they were added."""
        asked = """SELECT id FROM reports WHERE coder IN (SELECT number FROM coders WHERE name <> ?)
            ORDER BY number"""
        return [row["id"] for row in self.query(asked, (coder,))]

    def accounts(self, *, revisions: bool = False) -> Iterator[Account]:
        """Give the accounts in the order they were added; those replaced by a revision only if asked for."""
        asked = "SELECT packed, text FROM accounts JOIN reports ON number = report"
        current = "" if revisions else "WHERE replaced_by IS NULL"
        for row in self.query(" ".join([asked, current, "ORDER BY report"])):
            yield unpack_account(row["packed"], row["text"])

    def account(self, report_id: str) -> Account:
        """Give the account of a report, or of the stored one of which it is a copy.

        Raises:
            KeyError: there is no report with this id.
        """
        asked = """SELECT packed, text FROM accounts JOIN reports ON number = report WHERE id = ?1
            OR number = (SELECT report FROM copies WHERE id = ?1)"""
        for row in self.query(asked, (report_id,)):
            return unpack_account(row["packed"], row["text"])
        raise KeyError(f"{self.path} has no report {report_id}")

    def copies(self, report_id: str) -> Iterator[tuple[Report, str]]:
        """Give the copies of a report as they were read, each with how it is one: "exact" or "near"."""
        asked = """SELECT copies.packed, copies.kind, text FROM copies JOIN reports ON reports.number = report
            WHERE reports.id = ? ORDER BY copies.number"""
        for row in self.query(asked, (report_id,)):
            yield unpack_report(row["packed"], row["text"]), row["kind"]

    def search(
        self, words: str = "", *, limit: int | None = LIMIT, **filters: Unpack[Filters]
    ) -> Iterator[Hit]:
        """Find passages by words and filters (``Filters`` says which).

        It finds events if a filter speaks of them (``type``, ``status``, ``actor``, ``recipient``, ``place``,
        ``happened``, ``voice``), else statements if there is a ``speaker``, else reports. All ``words`` must
        be in the report, for statements in what is said; "words in quotation marks" in a row; ``prefix*``
        stands for all words that begin so. Reports found by words come in order of relevance, all else in
        order of addition, the last first.

        Args:
            words: words to find; none if only filters are to hold.
            limit: how many to give at most; None for all.
            filters: what else must hold.

        Raises:
            ValueError: a filter that there is none of, or a date that is none.
            BadCorpus: there is no such corpus.
        """
        question = put_question(words, limit, filters)
        return self._give(lambda connection: searching.search(connection, question))

    def quotes(self, speaker: str) -> Iterator[Quote]:
        """List everything somebody said, or is said to have said, by date of publication.

        ``speaker`` are words of a name or another name of theirs: "vidolov" finds Plamen Vidolov, and also
        whoever is called "a lawyer for Vidolov"; the answer says who it is.
        """
        return self._give(lambda connection: searching.list_quotes(connection, speaker))

    def feeds(self) -> list[WatchedFeed]:
        """List the feeds that were watched into this corpus, and how far each was read."""
        return list(self._give(watching.list_feeds))

    def page(self, url: str) -> FetchedPage | None:
        """Give the version of a page that was fetched last, if there is a report with its address."""
        with name_faults(self.path):
            return watching.find_page(self._open(), url)

    def stories(self, *, limit: int | None = LIMIT, **filters: Unpack[StoryFilters]) -> Iterator[StoryRow]:
        """List the stories that reports were grouped to (``rashomon.group_corpus``), the newest first.

        Args:
            limit: how many to give at most; None for all.
            filters: what must hold: ``words``, ``outlet``, ``dates``, ``at_least`` so many reports.

        Raises:
            ValueError: a filter that there is none of, or a date that is none.
        """
        return self._give(lambda connection: stories.list_stories(connection, filters, limit))

    def story(self, story_id: str) -> list[StoryReport]:
        """List the reports of a story and their copies, by date of publication; raises as ``find_story``."""
        found = self.find_story(story_id)
        return list(self._give(lambda connection: stories.list_reports(connection, found.id)))

    def find_story(self, begins: str) -> StoryRow:
        """Give the story whose id begins so.

        Raises:
            KeyError: no story's id does, or more than one.
        """
        with name_faults(self.path):
            found = stories.find_story(self._open(), begins)
        if found is None:
            raise KeyError(f"{self.path} has no story {begins}, or more than one whose id begins so")
        return found

    def count_waiting(self) -> int:
        """Count the reports that wait to be put into a story (``rashomon.group_corpus``)."""
        asked = """SELECT count(*) AS waiting FROM ungrouped JOIN reports ON number = report
            WHERE replaced_by IS NULL"""
        return next(self.query(asked))["waiting"]

    def judge(self, says: str, one: str, other: str | None = None, *, by: str | None = None) -> JudgementRow:
        """Keep what a person says: that two reports, events or entities are "same" or "different".

        ``one`` and ``other`` are ids; that of a story stands for its first report. "same" puts the report
        ``one`` into the story of ``other``. "split", said of one alone, lets it stand alone. Reports are
        moved when they are grouped next (``rashomon.group_corpus``).

        Raises:
            KeyError: the corpus has nothing with such an id.
            ValueError: it is said of two different things, an id is empty, or no such thing can be said.
        """
        with self.groups() as groups, groups.batch():
            connection = groups.connection
            kind, left = judging.find_record(connection, one)
            right = None
            if other is not None:
                other_kind, right = judging.find_record(connection, other)
                if other_kind != kind:
                    raise ValueError(f"{one} is of the kind {kind}, {other} of the kind {other_kind}")
            said = Judgement(kind=kind, left=left, right=right, says=says, by=by)
            return judging.keep_judgement(connection, said)

    def undo(self, number: int) -> JudgementRow:
        """Forget a judgement by its number; what it moved is grouped anew, next time.

        Raises:
            KeyError: there is no judgement with this number.
        """
        with self.groups() as groups, groups.batch():
            said = judging.undo_judgement(groups.connection, number)
            if said.kind == "report":
                groups.take_out_all(said.left_report)
            return said

    def judgements(self) -> list[JudgementRow]:
        """List what people said, in the order they did."""
        return list(self._give(judging.list_judgements))

    @contextmanager
    def groups(self) -> Generator[Groups]:
        """Open the corpus to put reports into stories; what is done goes into ``Groups.batch``."""
        path = open_index(self.path) if self.path.is_dir() else self.path
        if not path.is_file():
            raise BadCorpus(f"{path} is not there; rashomon add makes it")
        with name_faults(path), closing(open_to_write(path)) as connection:
            connection.row_factory = sqlite3.Row
            yield Groups(connection)

    def stats(self) -> list[Count]:
        """Count what there is: in all, by outlet, by type of event and so on."""
        with name_faults(self.path):
            return list(counting.count_all(self._open()))

    def query(self, sql: str, values: Mapping[str, Any] | tuple[Any, ...] = ()) -> Iterator[dict[str, Any]]:
        """Ask in SQL, with ``values`` for its placeholders; rows are dicts, and nothing can be changed."""
        return self._give(lambda connection: map(dict, connection.execute(sql, values)))

    def frame(self, table: str) -> Any:  # noqa: ANN401 - pyarrow has no types
        """Give a table or view (``docs/corpus.md``) as a ``pyarrow.Table``, which pandas and Polars take.

        Raises:
            ValueError: there is no such table.
            MissingExtra: pyarrow is not installed.
        """
        from rashomon.store.frames import read_frame

        with name_faults(self.path):
            return read_frame(self._open(), table)

    def _give(self, ask: Callable[[sqlite3.Connection], Iterator[_Answer]]) -> Iterator[_Answer]:
        """Give answers one at a time; the file is opened when the first one is wanted."""
        with name_faults(self.path):
            yield from ask(self._open())

    def _open(self) -> sqlite3.Connection:
        if self._reader is None:
            self._reader = open_to_read(open_index(self.path) if self.path.is_dir() else self.path)
            self._reader.row_factory = sqlite3.Row
        return self._reader
