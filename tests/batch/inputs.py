"""Inputs for the tests of many reports."""

from __future__ import annotations

import json
import multiprocessing.connection
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import closing
from pathlib import Path
from typing import Any

from fake_coder import load_fake

from rashomon.batch import Item, Outcome, Recipe, code_items, find_items
from rashomon.read import Unread, unpack_sources
from rashomon.records import Account, Dropped, Report
from rashomon.store import Corpus
from rashomon.store.opening import describe, open_to_read

LATEST = 120.0
"""Seconds after which a test has failed."""

RECIPE = Recipe(load=load_fake)


def find_texts(texts: Iterable[str]) -> Iterator[Item]:
    """Find each text as a source of its own."""
    return find_items(texts, lambda text: [Unread(source=text, label=f"text {text[:12]}")])


def name_places(count: int) -> list[str]:
    """Give so many texts, no two alike."""
    return [
        f"Place{number} was cut off by the flood of day {number}, and {number} bridges fell."
        for number in range(count)
    ]


def tell(outcomes: Iterable[Outcome]) -> list[str]:
    """Say what became of each input, in order."""
    return [
        one.report.text
        if isinstance(one, Account)
        else f"{one.reason}: {one.detail}"
        if isinstance(one, Dropped)
        else f"known {one.id}"
        if isinstance(one, Report)
        else "."
        for one in outcomes
    ]


def write_lines(path: Path, texts: Iterable[str]) -> Path:
    """Write texts as JSON lines: every third has the url of the one before it, every fifth another outlet."""
    with path.open("w", encoding="utf-8") as stream:
        for number, text in enumerate(texts):
            url = f"https://post.example/{number - (number % 3 == 2)}"
            outlet = "Daily Star" if number % 5 == 4 else "Post"
            stream.write(json.dumps({"text": text, "url": url, "outlet": outlet}) + "\n")
    return path


def name_many(folder: Path) -> Path:
    """Write a file of reports with copies, near copies, revisions, and lines that hold none."""
    texts = name_places(40)
    texts[9] = texts[2].upper()
    texts[13] = " "
    texts[24] = texts[3]
    texts[31] = "Babel must FAIL today"
    return write_lines(folder / "many.jsonl", texts)


def find_lines(path: Path) -> Iterator[Item]:
    """Find the reports of a file."""
    return find_items([str(path)], lambda source: unpack_sources(source))


def add_here(path: Path, items: Iterable[Item]) -> Path:
    """Add items to a corpus in this process, as ``rashomon add`` does."""
    with Corpus(path).writer("test") as writer:
        for one in code_items(items, RECIPE, jobs=1):
            if isinstance(one, Account | Dropped):
                writer.add(one)
    return path


def read_rows(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Read every row of every table of a corpus, but for when and how it was made."""
    tables = [name for name in describe() if name not in ("runs", "parts")]
    with closing(open_to_read(path)) as connection:
        return {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()  # noqa: S608
            for table in tables
        }


class Here:
    """An engine that calls functions at once, in this process, and remembers how often."""

    workers = 2

    def __init__(self) -> None:
        self.calls = 0

    def submit(self, function: Callable[..., Any], /, *arguments: Any) -> Future[Any]:  # noqa: ANN401
        """Call a function."""
        self.calls += 1
        future: Future[Any] = Future()
        try:
            future.set_result(function(*arguments))
        except Exception as error:  # noqa: BLE001 - raised where it is asked for
            future.set_exception(error)
        return future


class Holder:
    """Holds the process that comes to a text which says HOLD and this pipe, once."""

    def __init__(self, folder: Path) -> None:
        self.pipe = folder / "pipe"
        self._told, waits = (folder / f"pipe.{name}" for name in ("told", "waits"))
        for path in (self._told, waits):
            os.mkfifo(path)
        self._reader = os.open(self._told, os.O_RDONLY | os.O_NONBLOCK)

    def wait(self) -> int:
        """Wait until a process is held; give its number."""
        if not multiprocessing.connection.wait([self._reader], LATEST):
            raise TimeoutError
        pid = int(os.read(self._reader, 100))
        os.close(self._reader)
        return pid

    def let_others_pass(self) -> None:
        """Hold none that comes to the text later."""
        self._told.unlink()


def kill_held(holder: Holder) -> None:
    """Kill the process that is held."""
    pid = holder.wait()
    holder.let_others_pass()
    os.kill(pid, signal.SIGKILL)
