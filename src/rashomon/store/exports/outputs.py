"""Files and folders that take their names when they are whole and on the disk.

Until then each is a draft beside its place, ".NAME.HOST.PROCESS". One that a killed process left there is put
away by the next export to the same place.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from rashomon.errors import BadExport
from rashomon.version import __version__

CONTENTS = "_rashomon.json"
"""The file of a folder that tells what is in it; readers of Parquet pass over names that begin so."""
_REPLACED = ".old"
"""Ends the name of an earlier export while the new one takes its place."""


class Writes(Protocol):
    """What takes text: a file, standard output."""

    def write(self, text: str, /) -> object:
        """Take some text."""
        ...


@contextmanager
def open_file(out: Path) -> Generator[Writes]:
    """Open a file to write UTF-8 with the line ends it is given; what was there is replaced at the end.

    Raises:
        BadExport: it cannot be written.
    """
    target = out.resolve()
    is_device = target.exists() and not target.is_file()
    draft = target if is_device else _name_draft(target)
    with _name_faults(out):
        try:
            if not is_device:
                _put_away_left(target)
            with draft.open("w", encoding="utf-8", newline="") as stream:
                yield stream
                if not is_device:
                    stream.flush()
                    os.fsync(stream.fileno())
            if not is_device:
                draft.replace(target)
                _settle(target.parent)
        finally:
            if not is_device:
                draft.unlink(missing_ok=True)


@contextmanager
def open_folder(out: Path, *, force: bool = False) -> Generator[Path]:
    """Open a new folder; one of an earlier export is replaced at the end if ``force``.

    Raises:
        BadExport: it cannot be written, or there is something already which is not to be replaced.
    """
    target = out.resolve()
    with _name_faults(out):
        _put_away_left(target)
    _check_free(target, out, force=force)
    draft = _name_draft(target)
    earlier = draft.with_name(f"{draft.name}{_REPLACED}")
    with _name_faults(out):
        try:
            draft.mkdir()
            yield draft
            for path in [*draft.rglob("*"), draft]:
                _settle(path)
            if target.exists():
                target.rename(earlier)
            draft.rename(target)
            _settle(target.parent)
            shutil.rmtree(earlier, ignore_errors=True)
        finally:
            shutil.rmtree(draft, ignore_errors=True)


def write_contents(folder: Path, contents: Mapping[str, Any]) -> None:
    """Write the file that tells what is in a folder."""
    told = {"rashomon": __version__, **contents}
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    (folder / CONTENTS).write_text(text, "utf-8")


def _name_draft(target: Path) -> Path:
    return target.with_name(f".{target.name}.{socket.gethostname()}.{os.getpid()}")


def _put_away_left(target: Path) -> None:
    """Put away the drafts of processes of this machine that are no more.

    What one of them was about to replace takes its name again, if nothing else has it.
    """
    if not target.parent.is_dir():
        return
    host = re.escape(socket.gethostname())
    name = re.compile(rf"\.{re.escape(target.name)}\.{host}\.(\d+)({re.escape(_REPLACED)})?")
    for path in sorted(target.parent.iterdir()):
        match = name.fullmatch(path.name)
        if match is None or _is_another_at_work(int(match[1])):
            continue
        if match[2] and not target.exists():
            path.rename(target)
        elif path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _is_another_at_work(process: int) -> bool:
    """Tell whether another process has this number; Windows cannot be asked so, and keeps its drafts."""
    if os.name == "nt":
        return True
    if process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _check_free(target: Path, out: Path, *, force: bool) -> None:
    if not target.exists() or (target.is_dir() and not any(target.iterdir())):
        return
    if not (target / CONTENTS).is_file():
        raise BadExport(f"{out} is there already, and is no export: take another name")
    if not force:
        raise BadExport(f"{out} is there already: take another name, or replace it with --force (force=True)")


@contextmanager
def _name_faults(out: Path) -> Generator[None]:
    try:
        yield
    except OSError as error:
        raise BadExport(f"{out} cannot be written: {error.strerror or error}") from error


def _settle(path: Path) -> None:
    """Make sure that a file, or the names in a folder, are on the disk; Windows opens no folder for that."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
