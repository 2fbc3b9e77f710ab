"""What a user names (files, folders, addresses, standard input) to the reports that are in it."""

from __future__ import annotations

import glob
import io
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from rashomon.read.addresses import is_url
from rashomon.read.feeds import unpack_feed, unpack_url
from rashomon.read.fetch import Fetcher, Manners
from rashomon.read.fetched import Fetches
from rashomon.read.json_lines import unpack_json_lines
from rashomon.read.kinds import LOOKED_AT, Kind, find_kind
from rashomon.read.reasons import EMPTY, UNREADABLE
from rashomon.read.report import PAGE_SUFFIXES, TEXT_SUFFIXES, check_known, make_limits
from rashomon.read.terms import Terms
from rashomon.read.unread import Unread, read_found
from rashomon.read.warc import unpack_warc
from rashomon.records import Dropped, Report

STDIN = "-"
_BLANK_START = 65_536
_LINES_SUFFIXES = (".jsonl", ".ndjson", ".json")
_ARCHIVE_SUFFIXES = (".warc", ".warc.gz")
_PATTERN = re.compile(r"[*?\[]")
_FOLDER_SUFFIXES = (
    *(".html", ".htm", ".xhtml", ".txt", ".text", ".jsonl", ".ndjson"),
    *(".rss", ".atom"),
    *_ARCHIVE_SUFFIXES,
)
"""Files of these kinds are reports when a folder is named; a file named itself is always read."""
_Unpacks = Callable[[BinaryIO, str, Terms], Iterator[Unread | Dropped]]
_UNPACKERS: Mapping[Kind, _Unpacks] = {
    "archive": unpack_warc,
    "feed": unpack_feed,
    "lines": unpack_json_lines,
}
"""How inputs that hold many reports are taken apart; every other is one report."""


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
    yield from read_found(
        unpack_sources(
            sources, fields=fields, max_bytes=max_bytes, max_seconds=max_seconds, fetcher=fetcher, **known
        )
    )


def unpack_sources(
    sources: str | Path | Iterable[str | Path],
    *,
    fields: Mapping[str, str] | None = None,
    max_bytes: int | None = None,
    max_seconds: float | None = None,
    fetcher: Fetches | None = None,
    **known: str | None,
) -> Iterator[Unread | Dropped]:
    """Find the reports that ``read_reports`` reads, without reading them; takes and raises the same."""
    terms = Terms(
        limits=make_limits(max_bytes, max_seconds),
        known=check_known(known),
        fields=fields or {},
        fetcher=fetcher or Fetcher(Manners(size_bytes=max_bytes or Manners.size_bytes)),
    )
    for source in [sources] if isinstance(sources, str | Path) else sources:
        if isinstance(source, str) and is_url(source):
            yield from unpack_url(source, terms)
        elif source == "" or "\0" in str(source):
            yield Dropped(source=str(source), reason=UNREADABLE, detail="no name that a file can have")
        elif str(source) == STDIN:
            yield from _unpack_stream(sys.stdin.buffer, STDIN, replace(terms, fetcher=None))
        else:
            yield from _unpack_files(Path(source), replace(terms, fetcher=None))


def list_files(path: Path) -> list[Path]:
    """Give the files to read for a path: itself, what a folder holds, or what a pattern fits, sorted.

    A pattern is a path that is not there and has ``*``, ``?`` or ``[``; ``**`` stands for any folders. For
    a progress bar: the number of files is known before the first one is read.
    """
    if not _is_so(path.is_dir):
        is_pattern = not _is_so(path.exists) and _PATTERN.search(str(path))
        found = sorted(glob.glob(str(path), recursive=True)) if is_pattern else []  # noqa: PTH207 - any path
        return [file for one in found for file in list_files(Path(one))] or [path]
    files: list[Path] = []
    for one in sorted(path.iterdir()):
        if one.name.startswith(".") or (one.is_dir() and one.name.endswith("_files")):
            continue
        if one.is_dir() and not one.is_symlink():
            files += list_files(one)
        elif one.is_file() and one.name.lower().endswith(_FOLDER_SUFFIXES):
            files.append(one)
    return files


def _is_so(ask: Callable[[], bool]) -> bool:
    """Ask something of a path; of one that no file can have, nothing is so."""
    try:
        return ask()
    except OSError:
        return False


def _unpack_files(path: Path, terms: Terms) -> Iterator[Unread | Dropped]:
    files = list_files(path)
    if not files:
        yield Dropped(source=str(path), reason=EMPTY, detail="no report in this folder")
    for one in files:
        yield from _unpack_file(one, terms)


def _unpack_file(path: Path, terms: Terms) -> Iterator[Unread | Dropped]:
    try:
        with path.open("rb") as stream:
            if not stream.seekable():
                yield from _unpack_stream(stream, str(path), terms)
                return
            unpack = _UNPACKERS.get(_find_kind_of_file(path, stream.read(LOOKED_AT)))
            if unpack is not None:
                stream.seek(0)
                yield from _unpack_many(unpack, stream, str(path), terms)
                return
    except OSError as error:
        yield Dropped(source=str(path), reason=UNREADABLE, detail=error.strerror or type(error).__name__)
        return
    yield Unread(source=path, label=str(path), limits=terms.limits, known=terms.known)


def _unpack_many(unpack: _Unpacks, stream: BinaryIO, name: str, terms: Terms) -> Iterator[Unread | Dropped]:
    is_empty = True
    for item in unpack(stream, name, terms):
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


def _unpack_stream(stream: BinaryIO, name: str, terms: Terms) -> Iterator[Unread | Dropped]:
    """Take apart what cannot be sought in; JSON lines are read as they come, without waiting for more."""
    start = stream.read(1)
    while start[-1:].isspace() and len(start) < _BLANK_START:
        start += stream.read(1)
    if not start.endswith(b"{"):
        start += stream.read(LOOKED_AT)
    unpack = _UNPACKERS.get(find_kind(start))
    if unpack is not None:
        yield from _unpack_many(unpack, io.BufferedReader(_Joined(start, stream)), name, terms)
        return
    data = start + stream.read(max(0, terms.limits.size_bytes + 1 - len(start)))
    yield Unread(source=data, label=name, limits=terms.limits, known=terms.known)


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
