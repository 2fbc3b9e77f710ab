"""What a user names (files, folders, JSON lines, standard input) to the reports that are in it."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from rashomon.read.guard import Limits
from rashomon.read.json_lines import read_json_lines
from rashomon.read.reasons import EMPTY, UNREADABLE
from rashomon.read.report import Known, check_known, make_limits, read_input
from rashomon.records import Dropped, Report

STDIN = "-"
_BLANK_START = 65_536
_LINES_SUFFIXES = (".jsonl", ".ndjson", ".json")
_FOLDER_SUFFIXES = (".html", ".htm", ".xhtml", ".txt", ".text", ".jsonl", ".ndjson")
"""Files of these kinds are reports when a folder is named; a file named itself is always read."""


def read_reports(
    sources: str | Path | Iterable[str | Path],
    *,
    fields: Mapping[str, str] | None = None,
    max_bytes: int | None = None,
    max_seconds: float | None = None,
    **known: str | None,
) -> Iterator[Report | Dropped]:
    """Read every report in files, folders, JSON lines or standard input (``-``), in order.

    Folders are read through, sorted by name; hidden files and a saved page's "…_files" are left
    alone. What cannot be read is Dropped and stops nothing. ``fields`` maps names in JSON lines;
    ``known`` are ``outlet``, ``url``, ``published`` and ``title`` for inputs that lack them; raises
    ValueError, before anything is read, for a ``published`` that is no date.
    """
    limits, given = make_limits(max_bytes, max_seconds), check_known(known)
    for source in [sources] if isinstance(sources, str | Path) else sources:
        if str(source) == STDIN:
            yield from _read_stream(sys.stdin.buffer, fields or {}, limits, given)
            continue
        paths = list_files(Path(source))
        if not paths:
            yield Dropped(source=str(source), reason=EMPTY, detail="no report in this folder")
        for path in paths:
            yield from _read_path(path, fields or {}, limits, given)


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
        elif one.is_file() and one.suffix.lower() in _FOLDER_SUFFIXES:
            files.append(one)
    return files


def _read_path(
    path: Path, fields: Mapping[str, str], limits: Limits, known: Known
) -> Iterator[Report | Dropped]:
    if path.suffix.lower() not in _LINES_SUFFIXES:
        yield read_input(path, str(path), limits, known)
        return
    try:
        with path.open("rb") as stream:
            yield from read_json_lines(stream, str(path), fields, limits, known)
    except OSError as error:
        yield Dropped(source=str(path), reason=UNREADABLE, detail=error.strerror or type(error).__name__)


def _read_stream(
    stream: BinaryIO, fields: Mapping[str, str], limits: Limits, known: Known
) -> Iterator[Report | Dropped]:
    """Read standard input: JSON lines if it opens with a brace, else one report."""
    start = stream.read(1)
    while start[-1:].isspace() and len(start) < _BLANK_START:
        start += stream.read(1)
    if start.endswith(b"{"):
        # The lines before the brace are blank: give them back, so that line numbers stay right.
        joined = io.BufferedReader(_Joined(start, stream))
        yield from read_json_lines(joined, STDIN, fields, limits, known)
        return
    data = start + stream.read(limits.size_bytes + 1 - len(start))
    yield read_input(data, STDIN, limits, known)


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
