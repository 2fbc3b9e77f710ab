"""A folder of parts: accounts of many reports as Parquet, one part a shard, written where it was coded.

    news.parts/
        shards.jsonl            the plan: a line a shard, in the order of the inputs
        part-0000000/           what came of the first shard; takes its name when all of it is on the disk
            accounts.parquet    the accounts, packed as in a corpus file, in the order of the inputs
            reports.parquet     and the other tables of a corpus (``docs/corpus.md``)
            dropped.parquet     what gave no report
            done.json           the marker: which shard this is, what is in it, who made it
        index.corpus            a corpus file made of the parts when it is first asked

Only the one process that hands out shards writes the plan. Needs pyarrow, the extra ``rashomon[arrow]``.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from rashomon.errors import BadCorpus, BadRecord, UnwritableCorpus
from rashomon.records import Account, Dropped
from rashomon.store.arrow_tables import load_arrow, make_tables
from rashomon.store.ledger import drop_unstorable
from rashomon.store.opening import PLAN
from rashomon.store.packing import pack, unpack_account
from rashomon.text import printable
from rashomon.version import __version__

INDEX = "index.corpus"
_MARKER = "done.json"
_NUMBER_BITS = 40
"""Rows of one part are numbered from its own number on, so far apart that no two parts have one in common."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """The marker of a part: which shard it is and what is in it."""

    number: int
    digest: str
    accounts: int
    dropped: int
    seconds: float
    host: str
    version: str = __version__


def read_plan(folder: Path) -> list[str]:
    """Give the digests of the shards in order; a last line that was cut off counts for nothing.

    Raises:
        BadCorpus: the folder has no plan, or one that is damaged.
    """
    try:
        whole, _, _ = (folder / PLAN).read_text("utf-8").rpartition("\n")
        return [json.loads(line)["shard"] for line in whole.splitlines()]
    except FileNotFoundError as error:
        raise BadCorpus(f"{folder} is a folder without parts; rashomon add --engine makes them") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadCorpus(f"{folder / PLAN} is damaged: {error}") from error


class Plan:
    """The plan of a folder, to be added to; a folder that is not there is made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._path = folder / PLAN
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with self._path.open("ab+") as stream:
                _cut_torn_line(stream)
                os.fsync(stream.fileno())
            _settle(folder)
        except OSError as error:
            raise UnwritableCorpus(f"{folder} cannot be written: {error.strerror}") from error
        self._numbers = {digest: number for number, digest in enumerate(read_plan(folder))}
        for draft in folder.glob(".part-*"):  # of workers that were killed, where another has done it
            if read_marker(folder, int(draft.name.split(".")[1].removeprefix("part-"))):
                shutil.rmtree(draft, ignore_errors=True)

    def number(self, digest: str) -> int:
        """Give a shard's number, the next one if it is new; what is given is on the disk."""
        number = self._numbers.get(digest)
        if number is None:
            number = self._numbers[digest] = len(self._numbers)
            with self._path.open("a", encoding="utf-8") as stream:
                stream.write(json.dumps({"number": number, "shard": digest}) + "\n")
                stream.flush()
                os.fsync(stream.fileno())
        return number


def _cut_torn_line(stream: BinaryIO) -> None:
    """Cut off a last line that was not written to its end."""
    stream.seek(0)
    stream.truncate(stream.read().rfind(b"\n") + 1)


def name_part(folder: Path, number: int) -> Path:
    """Give the folder of a part.

    >>> name_part(Path("news.parts"), 12).as_posix()
    'news.parts/part-0000012'
    """
    return folder / f"part-{number:07}"


def read_marker(folder: Path, number: int) -> Done | None:
    """Give the marker of a part, None if it is not done."""
    try:
        return Done(**json.loads((name_part(folder, number) / _MARKER).read_text("utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as error:
        raise BadCorpus(f"{name_part(folder, number)} is damaged: {error}") from error


def write_part(
    folder: Path, number: int, digest: str, outcomes: Iterable[Account | Dropped], *, seconds: float
) -> Done:
    """Write a part; it is there whole and on the disk, or not at all. One that is done stays as it is.

    Raises:
        UnwritableCorpus: the folder is not there on this machine, or cannot be written.
    """
    target = name_part(folder, number)
    draft = folder / f".{target.name}.{socket.gethostname()}.{os.getpid()}"
    if not (folder / PLAN).is_file():
        raise UnwritableCorpus(f"{folder} is not there on {socket.gethostname()}: workers must share it")
    try:
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir()
        accounts, dropped = _write_tables(draft, number, outcomes)
        done = Done(
            number=number,
            digest=digest,
            accounts=accounts,
            dropped=dropped,
            seconds=seconds,
            host=socket.gethostname(),
        )
        (draft / _MARKER).write_text(json.dumps(asdict(done)) + "\n", "utf-8")
        for path in [*draft.iterdir(), draft]:
            _settle(path)
        return _take_name(draft, folder, done)
    except OSError as error:
        raise UnwritableCorpus(f"{folder} cannot be written: {error.strerror}") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def read_part(folder: Path, number: int) -> Iterator[Account | Dropped]:
    """Give what is in a part, in the order of the inputs.

    Raises:
        BadCorpus: it is damaged.
    """
    texts: list[str] = _read_rows(folder, number, "reports", "text")
    accounts: list[tuple[int, bytes]] = _read_rows(folder, number, "accounts", "position", "packed")
    items: dict[int, Account | Dropped] = dict(_read_dropped(folder, number))
    try:
        for text, (position, packed) in zip(texts, accounts, strict=True):
            items[position] = unpack_account(packed, text)
    except (ValueError, BadRecord, zlib.error) as error:
        raise BadCorpus(f"{name_part(folder, number)} is damaged: {error}") from error
    for position in sorted(items):
        yield items[position]


def read_dropped(folder: Path, number: int) -> list[Dropped]:
    """Give what gave no report in a part; raises as ``read_part``."""
    return [one for _, one in _read_dropped(folder, number)]


def _read_dropped(folder: Path, number: int) -> list[tuple[int, Dropped]]:
    rows = _read_rows(folder, number, "dropped", "position", "source", "reason", "detail")
    return [
        (position, Dropped(source=source, reason=reason, detail=detail))
        for position, source, reason, detail in rows
    ]


def _write_tables(part: Path, number: int, outcomes: Iterable[Account | Dropped]) -> tuple[int, int]:
    """Write the tables of a part; give the numbers of accounts and of inputs dropped."""
    arrow, parquet = load_arrow(), import_module("pyarrow.parquet")
    kept: list[Account] = []
    packed: list[tuple[int, bytes]] = []
    dropped: list[tuple[int, Dropped]] = []
    for position, one in enumerate(outcomes):
        if isinstance(one, Dropped):
            dropped.append((position, one))
            continue
        try:
            packed.append((position, pack(one, one.report.text)))
            kept.append(one)
        except BadRecord as error:
            dropped.append((position, drop_unstorable(one.report, error)))
    tables = make_tables(kept, first=(number << _NUMBER_BITS) + 1)
    tables["accounts"] = arrow.table(
        {
            "report": tables["reports"]["number"],
            "position": arrow.array([position for position, _ in packed], arrow.int64()),
            "packed": arrow.array([data for _, data in packed], arrow.binary()),
        }
    )
    tables["dropped"] = _make_dropped(arrow, dropped)
    for name, table in tables.items():
        parquet.write_table(table, part / f"{name}.parquet", compression="zstd")
    return len(kept), len(dropped)


def _make_dropped(arrow: Any, dropped: Sequence[tuple[int, Dropped]]) -> Any:  # noqa: ANN401 - no types
    """Make the table of what gave no report; half a surrogate pair in a name is shown as none."""
    columns: dict[str, list[str | None]] = {
        "source": [printable(one.source) for _, one in dropped],
        "reason": [printable(one.reason) for _, one in dropped],
        "detail": [None if one.detail is None else printable(one.detail) for _, one in dropped],
    }
    made = {name: arrow.array(values, arrow.string()) for name, values in columns.items()}
    return arrow.table({"position": arrow.array([at for at, _ in dropped], arrow.int64()), **made})


def _read_rows(folder: Path, number: int, name: str, *columns: str) -> list[Any]:
    """Read columns of a part's table as a list of values, or of tuples where there are several."""
    arrow, parquet = load_arrow(), import_module("pyarrow.parquet")
    part = name_part(folder, number)
    try:
        table = parquet.ParquetFile(part / f"{name}.parquet").read(columns=list(columns))
    except (OSError, ValueError, arrow.ArrowException) as error:
        raise BadCorpus(f"{part} is damaged: {error}") from error
    values = [table.column(name).to_pylist() for name in columns]
    return values[0] if len(values) == 1 else list(zip(*values, strict=True))


def _take_name(draft: Path, folder: Path, done: Done) -> Done:
    """Give a finished part its name, unless another worker was first."""
    try:
        draft.rename(name_part(folder, done.number))
    except OSError:
        other = read_marker(folder, done.number)
        if other is None or other.digest != done.digest:
            raise
        return other
    _settle(folder)
    return done


def _settle(path: Path) -> None:
    """Wait until a file or folder is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
