"""What a user names (files, folders, addresses, standard input) to the reports that are in it."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from rashomon.read.addresses import is_url
from rashomon.read.feeds import read_feed, read_url
from rashomon.read.fetch import Fetcher, Manners
from rashomon.read.fetched import Fetches
from rashomon.read.json_lines import read_json_lines
from rashomon.read.kinds import LOOKED_AT, Kind, find_kind
from rashomon.read.reasons import EMPTY, UNREADABLE
from rashomon.read.report import PAGE_SUFFIXES, TEXT_SUFFIXES, check_known, make_limits, read_input
from rashomon.read.terms import Terms
from rashomon.read.warc import read_warc
from rashomon.records import Dropped, Report

STDIN = "-"
_BLANK_START = 65_536
_LINES_SUFFIXES = (".jsonl", ".ndjson", ".json")
_ARCHIVE_SUFFIXES = (".warc", ".warc.gz")
_FOLDER_SUFFIXES = (
    *(".html", ".htm", ".xhtml", ".txt", ".text", ".jsonl", ".ndjson"),
    *(".rss", ".atom"),
    *_ARCHIVE_SUFFIXES,
)
"""Files of these kinds are reports when a folder is named; a file named itself is always read."""
_Reader = Callable[[BinaryIO, str, Terms], Iterator[Report | Dropped]]
_READERS: Mapping[Kind, _Reader] = {"archive": read_warc, "feed": read_feed, "lines": read_json_lines}
"""How inputs that hold many reports are read; every other is one report."""


def read_reports(
    sources: str | Path | Iterable[str | Path],
    *,
    fields: Mapping[str, str] | None = None,
    max_bytes: int | None = None,
    max_seconds: float | None = None,
    fetcher: Fetches | None = None,
    **known: str | None,
) -> Iterator[Report | Dropped]:
    """Read every report in files, folders, addresses on the web or standard input (``-``), in order.

    What an input is (web page, plain text, JSON lines, RSS or Atom feed, WARC) shows in its first bytes.
    Folders are read through, sorted by name; hidden files and a saved page's "…_files" are left alone.
    What cannot be read is Dropped and stops nothing. Only a ``str`` that begins with http:// or https://
    opens the network: a page there is read, and of a feed there its entries' pages, all through
    ``fetcher``. ``fields`` maps names in JSON lines; ``known`` are ``outlet``, ``url``, ``published`` and
    ``title`` for inputs that lack them; raises ValueError, before anything is read, for a ``published``
    that is no date.
    """
    terms = Terms(
        limits=make_limits(max_bytes, max_seconds),
        known=check_known(known),
        fields=fields or {},
        fetcher=fetcher or Fetcher(Manners(size_bytes=max_bytes or Manners.size_bytes)),
    )
    for source in [sources] if isinstance(sources, str | Path) else sources:
        if isinstance(source, str) and is_url(source):
            yield from read_url(source, terms)
        elif str(source) == STDIN:
            yield from _read_stream(sys.stdin.buffer, STDIN, replace(terms, fetcher=None))
        else:
            yield from _read_files(Path(source), replace(terms, fetcher=None))


def list_files(path: Path) -> list[Path]:
    """Give the files to read for a path: itself, or what a folder holds, sorted.

    For a progress bar: the number of files is known before the first one is read.
    """
    if not path.is_dir():
        return [path]
    files: list[Path] = []
    for one in sorted(path.iterdir()):
        if one.name.startswith(".") or (one.is_dir() and one.name.endswith("_files")):
            continue
        if one.is_dir() and not one.is_symlink():
            files += list_files(one)
        elif one.is_file() and one.name.lower().endswith(_FOLDER_SUFFIXES):
            files.append(one)
    return files


def _read_files(path: Path, terms: Terms) -> Iterator[Report | Dropped]:
    files = list_files(path)
    if not files:
        yield Dropped(source=str(path), reason=EMPTY, detail="no report in this folder")
    for one in files:
        yield from _read_file(one, terms)


def _read_file(path: Path, terms: Terms) -> Iterator[Report | Dropped]:
    try:
        with path.open("rb") as stream:
            if not stream.seekable():
                yield from _read_stream(stream, str(path), terms)
                return
            read_many = _READERS.get(_find_kind_of_file(path, stream.read(LOOKED_AT)))
            if read_many is not None:
                stream.seek(0)
                yield from _read_many(read_many, stream, str(path), terms)
                return
    except OSError as error:
        yield Dropped(source=str(path), reason=UNREADABLE, detail=error.strerror or type(error).__name__)
        return
    yield read_input(path, str(path), terms.limits, terms.known)


def _read_many(read: _Reader, stream: BinaryIO, name: str, terms: Terms) -> Iterator[Report | Dropped]:
    is_empty = True
    for item in read(stream, name, terms):
        is_empty = False
        yield item
    if is_empty:
        yield Dropped(source=name, reason=EMPTY, detail="no report in it")


def _find_kind_of_file(path: Path, start: bytes) -> Kind:
    """Tell a file's kind by its first bytes; a brace begins JSON lines unless the name says otherwise."""
    name = path.name.lower()
    if name.endswith(_LINES_SUFFIXES):
        return "lines"
    if name.endswith(_ARCHIVE_SUFFIXES):  # one whose first bytes are damaged has others to give
        return "archive"
    kind = find_kind(start)
    return "report" if kind == "lines" and name.endswith((*PAGE_SUFFIXES, *TEXT_SUFFIXES)) else kind


def _read_stream(stream: BinaryIO, name: str, terms: Terms) -> Iterator[Report | Dropped]:
    """Read what cannot be sought in; JSON lines are read as they come, without waiting for more."""
    start = stream.read(1)
    while start[-1:].isspace() and len(start) < _BLANK_START:
        start += stream.read(1)
    if not start.endswith(b"{"):
        start += stream.read(LOOKED_AT)
    read_many = _READERS.get(find_kind(start))
    if read_many is not None:
        yield from _read_many(read_many, io.BufferedReader(_Joined(start, stream)), name, terms)
        return
    data = start + stream.read(max(0, terms.limits.size_bytes + 1 - len(start)))
    yield read_input(data, name, terms.limits, terms.known)


class _Joined(io.RawIOBase):
    """Bytes already read, then the rest of a stream."""

    def __init__(self, start: bytes, rest: BinaryIO) -> None:
        self._start = start
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # pyright: ignore[reportArgumentType]
        if self._start:
            data, self._start = self._start[: len(view)], self._start[len(view) :]
        else:
            data = self._rest.readline(len(view))
        view[: len(data)] = data
        return len(data)
