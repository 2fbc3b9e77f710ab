"""Dask with two workers beside two processes, over the same reports: ``python -m benchmarks.batch [--real]``.

The reports are made of our own stories (``benchmarks/recombined.py``), given as JSON lines. To read, to store
and to send them round is measured; coding is not, unless ``--real`` has them coded by the shipped weights:
else each report is given the account that was made with it. Both runs take the way of ``rashomon add``. Every
table of the two corpora is compared as a set of rows. Both run at the same time: seconds are of the CPU, of
all their processes together.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from array import array
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.recombined import recombine
from benchmarks.results import PROJECT, Figures, format_table, round_all, share, write
from benchmarks.store import code_stories, find_data
from rashomon import flow
from rashomon.batch import OnDask, Processes, Recipe, code_items, code_parts, find_items
from rashomon.encode.weights import SHIPPED
from rashomon.flow import Coder
from rashomon.read import unpack_sources
from rashomon.records import Account, Dropped, Report
from rashomon.serial import account_from_json, to_json
from rashomon.store import Corpus, merge_part
from rashomon.store.opening import describe

JOBS = 2
STEP = 500
"""Reports that are made together."""
TASKS = 2_000
"""Calls that do nothing, by which the scheduler's own speed is measured."""
MEGABYTE = 1e6
FOLDER = "RASHOMON_BENCHMARK_FOLDER"
"""Where the workers find the accounts that were made with the reports."""


class MadeBefore(Coder):
    """Gives each report the account that was made with it."""

    def __init__(self, folder: Path) -> None:
        self._lines = (folder / "accounts.jsonl").open("rb")
        self._starts = array("q", (folder / "starts").read_bytes())

    def __call__(self, report: Report) -> Account:
        """Look the account up by the number at the end of the report's address."""
        self._lines.seek(self._starts[int(str(report.url).rpartition("/")[2])])
        account = account_from_json(self._lines.readline())
        if account.report.text != report.text:
            raise ValueError(f"{report.url} was read as another text")
        return replace(account, report=report)

    def pipe(self, reports: Iterable[Report], *, batch_size: int = 1) -> Iterator[Account]:
        """Look up the accounts of many reports."""
        return map(self, reports)


def load_made(**_options: object) -> Coder:
    """Load the coder that codes nothing."""
    return MadeBefore(Path(os.environ[FOLDER]))


def make_inputs(folder: Path, accounts: list[Account], reports: int) -> None:
    """Write the reports, and beside them the accounts that were made with them."""
    starts = array("q")
    with (
        (folder / "reports.jsonl").open("w", encoding="utf-8") as lines,
        (folder / "accounts.jsonl").open("wb") as made,
        Processes(JOBS) as engine,
    ):
        firsts = range(0, reports, STEP)
        steps = [engine.submit(make_step, accounts, first, min(STEP, reports - first)) for first in firsts]
        for pending in steps:
            for report, account in pending.result():
                lines.write(report)
                starts.append(made.tell())
                made.write(account)
    (folder / "starts").write_bytes(starts.tobytes())


def make_step(accounts: list[Account], first: int, size: int) -> list[tuple[str, bytes]]:
    """Make some reports, each as its line of the inputs and with its account."""
    lines: list[tuple[str, bytes]] = []
    for account in islice(recombine(accounts, first), size):
        report = account.report
        told = {name: getattr(report, name) for name in ("text", "url", "outlet", "published")}
        lines.append((json.dumps(told) + "\n", to_json(account).encode() + b"\n"))
    return lines


def add(engine: str, folder: Path, *, is_real: bool) -> dict[str, float]:
    """Add the reports to a corpus as ``rashomon add`` does; give what this process cost."""
    recipe = Recipe(load=flow.load if is_real else load_made)
    items = find_items([str(folder / "reports.jsonl")], lambda source: unpack_sources(source))
    parts = 0
    with Corpus(folder / f"{engine}.corpus").writer(engine) as writer:
        if engine == "local":
            for one in code_items(items, recipe, jobs=JOBS):
                if isinstance(one, Account | Dropped):
                    writer.add(one)
        else:
            with OnDask(None, JOBS) as cluster:
                for part in code_parts(cluster, items, recipe, folder / "parts"):
                    merge_part(writer, folder / "parts", part.done)
                    parts += 1
    return {
        "reports": writer.added.stored,
        "parts": parts,
        "writer's CPU seconds": time.process_time(),
    }


def time_tasks() -> dict[str, float]:
    """Send calls that do nothing to two workers and back."""
    with OnDask(None, JOBS) as cluster:
        cluster.submit(abs, 1).result()
        before, start = time.process_time(), time.monotonic()
        for pending in [cluster.submit(abs, -number) for number in range(TASKS)]:
            pending.result()
        return {
            "tasks per CPU second of client and scheduler": TASKS / (time.process_time() - before),
            "tasks per second by the clock": TASKS / (time.monotonic() - start),
        }


def start(engine: str, folder: Path, *, is_real: bool) -> subprocess.Popen[bytes]:
    """Start one engine in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.batch", "--run", engine, "--folder", str(folder)]
    with (folder / f"{engine}.json").open("wb") as stream:
        return subprocess.Popen(
            [*command, *(["--real"] if is_real else [])],
            cwd=PROJECT,
            env={**os.environ, FOLDER: str(folder)},
            stdout=stream,
        )


def wait(engine: str, process: subprocess.Popen[bytes], folder: Path) -> dict[str, float]:
    """Wait for an engine; give what it and its workers cost."""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{engine} ended with exit code {process.returncode}")
    spent = used.ru_utime + used.ru_stime
    figures: dict[str, float] = json.loads((folder / f"{engine}.json").read_text())
    return {
        **figures,
        "CPU seconds": spent,
        "CPU milliseconds a report": 1000 * spent / figures["reports"],
    }


def count_differences(one: Path, other: Path) -> dict[str, float]:
    """Count, table by table, the rows that only one of two corpora has."""
    tables = [name for name in describe() if name not in ("runs", "parts", "quotes", "told_events")]
    with closing(sqlite3.connect(one)) as connection:
        connection.execute("ATTACH ? AS other", (str(other),))
        rows = differences = 0
        for table in tables:
            rows += _count(connection, f"SELECT * FROM {table}")  # noqa: S608
            for first, second in (("main", "other"), ("other", "main")):
                asked = f"SELECT * FROM {first}.{table} EXCEPT SELECT * FROM {second}.{table}"  # noqa: S608
                differences += _count(connection, asked)
    return {"tables": len(tables), "rows": rows, "rows that only one has": differences}


def _count(connection: sqlite3.Connection, asked: str) -> int:
    (count,) = connection.execute(f"SELECT count(*) FROM ({asked})").fetchone()  # noqa: S608
    return count


def measure(folder: Path, *, is_real: bool) -> Figures:
    """Run both engines, at the same time, and compare what they made."""
    running = {engine: start(engine, folder, is_real=is_real) for engine in ("local", "dask")}
    local, dask = (wait(engine, process, folder) for engine, process in running.items())
    size = sum(path.stat().st_size for path in (folder / "parts").rglob("*.parquet"))
    overhead = dask["CPU seconds"] - local["CPU seconds"]
    return {
        "local, two processes": local,
        "dask, two workers": dask,
        "compared": {
            **count_differences(folder / "local.corpus", folder / "dask.corpus"),
            "overhead in CPU, percent": share(overhead, local["CPU seconds"]),
            "overhead in CPU milliseconds a report": 1000 * overhead / dask["reports"],
            "megabytes of parts per 1000 reports": 1000 * size / dask["reports"] / MEGABYTE,
            "megabytes of corpus per 1000 reports": 1000
            * (folder / "dask.corpus").stat().st_size
            / dask["reports"]
            / MEGABYTE,
        },
        "scheduler": time_tasks(),
    }


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared")
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--real", action="store_true", help="code the reports")
    parser.add_argument("--folder", type=Path, help="where the corpora are made, for the time of the run")
    parser.add_argument("--out", type=Path, help="where to write the results of a trial")
    parser.add_argument("--run", choices=["local", "dask"], help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        print(json.dumps(add(options.run, options.folder, is_real=options.real)))
        return
    with tempfile.TemporaryDirectory(dir=options.folder) as made:
        folder = Path(made)
        make_inputs(folder, code_stories(options.shared), options.reports)
        figures = measure(folder, is_real=options.real)
    print(format_table(figures))
    weights = json.loads((SHIPPED / "weights.json").read_text("utf-8"))["id"]
    result: dict[str, Any] = {"data": find_data(options.shared).describe(), "figures": round_all(figures)}
    if options.real:
        result["weights"] = weights
    write("batch-real" if options.real else "batch", result, options.out)


if __name__ == "__main__":
    main()
