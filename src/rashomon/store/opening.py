"""Open the file of a corpus: tell it from other files, bring its schema up to date, name what goes wrong.

The file is SQLite with a write-ahead log, so that any number of readers see what is stored while one writer
adds to it (``docs/decisions/corpus-file.md``). Its schema is made by the numbered files in ``migrations/``,
each run once in a transaction of its own; ``user_version`` is the number of the last.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Sequence
from contextlib import closing, contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path

from rashomon.errors import BadCorpus, UnwritableCorpus

APPLICATION_ID = 0x5241_5348
"""What marks the file as a corpus: "RASH" in its header."""
PLAN = "shards.jsonl"
"""The file of a folder of parts by which it is known: ``parts.py``."""
PATIENCE_SECONDS = 30.0
"""How long a writer waits for another; each holds the file for one batch at a time, far less than this."""
_MAGIC = b"SQLite format 3\0"
_NO_ROOM_FOR_LOG = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
_WRITER_SETTINGS = (
    "PRAGMA page_size = 8192",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA cache_size = -65536",
    "PRAGMA temp_store = MEMORY",
)
_COMPLAINTS: dict[int, tuple[type[BadCorpus | UnwritableCorpus], str]] = {
    sqlite3.SQLITE_NOTADB: (BadCorpus, "is no corpus: it is another kind of file"),
    sqlite3.SQLITE_CORRUPT: (
        BadCorpus,
        "is damaged; what can be read of it, the sqlite3 tool's .recover gives",
    ),
    sqlite3.SQLITE_FULL: (
        UnwritableCorpus,
        "cannot be written: the disk is full; make room and run it again",
    ),
    sqlite3.SQLITE_READONLY: (UnwritableCorpus, "cannot be written: the file or its folder is read-only"),
    sqlite3.SQLITE_CANTOPEN: (
        UnwritableCorpus,
        "cannot be opened: is its folder there, and may you write to it?",
    ),
    sqlite3.SQLITE_PERM: (UnwritableCorpus, "cannot be opened: you have no permission"),
    sqlite3.SQLITE_IOERR: (UnwritableCorpus, "cannot be written: the disk reports an error or is full"),
    sqlite3.SQLITE_BUSY: (UnwritableCorpus, "is held by another program; run it again when that is done"),
    sqlite3.SQLITE_LOCKED: (UnwritableCorpus, "is held by another program; run it again when that is done"),
}


@cache
def read_migrations() -> tuple[str, ...]:
    """Read the migrations in order: the first makes schema 1 of nothing, the next schema 2 of that."""
    scripts = files("rashomon.store").joinpath("migrations").iterdir()
    in_order = sorted((one for one in scripts if one.name.endswith(".sql")), key=lambda one: one.name)
    return tuple(one.read_text("utf-8") for one in in_order)


def is_corpus(path: Path) -> bool:
    """Tell a corpus, or another database of SQLite, or a folder of parts, from all else."""
    if path.is_dir():
        return (path / PLAN).is_file()
    try:
        with path.open("rb") as stream:
            return stream.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


def open_to_read(path: Path) -> sqlite3.Connection:
    """Open a corpus to ask it; an older one is brought up to date first.

    Raises:
        BadCorpus: there is no file, it is no corpus, it is damaged, or a newer Rashomon made it.
        UnwritableCorpus: an older corpus that cannot be brought up to date.
    """
    if not path.is_file():
        what = "is a folder" if path.is_dir() else "is not there; rashomon add makes it"
        raise BadCorpus(f"{path} {what}")
    with name_faults(path):
        connection = _connect_to_read(path)
        try:
            if _check_schema(connection, path) < len(read_migrations()):
                connection.close()
                _bring_up_to_date(path)
                connection = _connect_to_read(path)
        except BaseException:
            connection.close()
            raise
    return connection


def open_to_write(path: Path) -> sqlite3.Connection:
    """Open a corpus to add to it; a new file is made, an older schema is brought up to date.

    Raises:
        BadCorpus: the file is no corpus, it is damaged, or a newer Rashomon made it.
        UnwritableCorpus: the file or its folder cannot be written, or another program holds it.
    """
    if path.is_dir():
        raise BadCorpus(f"{path} is a folder; a corpus is one file")
    with name_faults(path):
        connection = sqlite3.connect(path, timeout=PATIENCE_SECONDS, isolation_level=None)
        try:
            version = _check_schema(connection, path)
            for setting in _WRITER_SETTINGS:
                connection.execute(setting)
            if version < len(read_migrations()):
                migrate(connection, read_migrations())
        except BaseException:
            connection.close()
            raise
    return connection


def migrate(connection: sqlite3.Connection, migrations: Sequence[str]) -> None:
    """Run the migrations that a corpus has not had yet, each whole or not at all."""
    for number, script in enumerate(migrations, start=1):
        with in_transaction(connection):
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version >= number:
                continue
            for statement in _split(script):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {number}")


@contextmanager
def in_transaction(connection: sqlite3.Connection) -> Generator[None]:
    """Make everything inside happen together, or nothing of it; waits for another writer."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def name_faults(path: Path) -> Generator[None]:
    """Say what an error of SQLite means for whoever uses the corpus, and what to do."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if code not in _COMPLAINTS:
            raise
        kind, complaint = _COMPLAINTS[code]
        raise kind(f"{path} {complaint}") from error


def _bring_up_to_date(path: Path) -> None:
    try:
        open_to_write(path).close()
    except UnwritableCorpus as error:
        raise UnwritableCorpus(f"{error}; an earlier Rashomon made it: it must be changed first") from error


def _connect_to_read(path: Path) -> sqlite3.Connection:
    """Connect so that nothing can be changed; a corpus on a read-only disk is taken as it lies there.

    The file itself is opened to write where that is allowed: whoever lets go of it last then clears its log.
    """
    address = path.absolute().as_uri()
    connection = sqlite3.connect(
        f"{address}?mode=rw", uri=True, timeout=PATIENCE_SECONDS, isolation_level=None
    )
    try:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA schema_version")
    except sqlite3.OperationalError as error:
        connection.close()
        if error.sqlite_errorcode & 0xFF not in _NO_ROOM_FOR_LOG or _has_log(path):
            raise
        connection = sqlite3.connect(f"{address}?mode=ro&immutable=1", uri=True, isolation_level=None)
    return connection


def _has_log(path: Path) -> bool:
    """Whether some of the corpus still stands in its log, which a reader must be able to share."""
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0


def _check_schema(connection: sqlite3.Connection, path: Path) -> int:
    """Give the number of the corpus' schema, 0 for an empty file."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if application != APPLICATION_ID and (tables or application or version):
        raise BadCorpus(f"{path} is no corpus: it is another program's database")
    newest = len(read_migrations())
    if version > newest:
        schemas = f"schema {version}, this one knows {newest}"
        raise BadCorpus(f"{path} was made by a newer Rashomon ({schemas}); install that one")
    return version


def _split(script: str) -> list[str]:
    """Cut a script into its statements, as SQLite itself tells where one ends; each ends its line."""
    statements = [""]
    for line in script.splitlines(keepends=True):
        statements[-1] += line
        if sqlite3.complete_statement(statements[-1]):
            statements.append("")
    return [statement for statement in statements if statement.strip()]


def describe(migrations: Sequence[str] | None = None) -> dict[str, list[str]]:
    """List the tables and views that a corpus has for its users, each with its columns."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection, migrations or read_migrations())
        names = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT GLOB '*_fts*'"
        ).fetchall()
        columns = "SELECT name FROM pragma_table_info(?)"
        return {name: [column for (column,) in connection.execute(columns, (name,))] for (name,) in names}
