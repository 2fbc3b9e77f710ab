"""Kill a process that adds to a corpus and look at what is left: ``python -m benchmarks.kills [--kills 50]``.

The process adds a few accounts at a time (``benchmarks/recombined.py``) and then says the ids of what it has
added; it is killed at random moments and started again. None of these may be missing, none there twice, no
report there in part, and every count that the corpus keeps must be that of its rows.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from itertools import islice
from pathlib import Path

from benchmarks.recombined import code_stories, find_data, recombine
from benchmarks.results import PROJECT, Figures, format_table, round_all, write
from rashomon.serial import account_from_json, to_json
from rashomon.store import Corpus
from rashomon.store.counting import COUNTED
from rashomon.store.opening import open_to_write
from rashomon.store.rows import NUMBERED, make_rows

REPORTS = 3_000
"""Reports that are there to be added between the kills."""
AT_ONCE = 5
"""Accounts that are added together."""
MOST_ANSWERS = 5
"""Answers with something new after which a process is killed, at most."""
LATEST_SECONDS = 0.1
"""How long after an answer the process lives on, at most: about as long as it takes to add some more."""


def add_and_tell(corpus: Path, accounts: Path) -> None:
    """Add the accounts of a file of JSON lines; after every few say the ids of the reports just added."""
    with accounts.open("rb") as lines, Corpus(corpus) as opened:
        while several := [account_from_json(line) for line in islice(lines, AT_ONCE)]:
            opened.add(several)
            print(*(account.report.id for account in several), flush=True)


def kill_and_look(corpus: Path, accounts: Path, kills: int) -> dict[str, int]:
    """Start, kill and start again, so many times or until all is added; give what was lost or torn."""
    rng = random.Random(kills)
    told: set[str] = set()
    killed = 0
    while killed < kills and not _adds_all(corpus, accounts, told, rng):
        killed += 1
    return {"killed": killed, "told": len(told), **look(corpus, told)}


def _adds_all(corpus: Path, accounts: Path, told: set[str], rng: random.Random) -> bool:
    """Run one process until it is killed or done, keeping what it tells."""
    command = [sys.executable, "-m", "benchmarks.kills", "--child", str(corpus), str(accounts)]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, encoding="ascii") as process:
        answers = process.stdout
        assert answers is not None
        fresh = rng.randrange(1, MOST_ANSWERS + 1)
        for line in answers:
            fresh -= not told.issuperset(line.split())
            told.update(line.split())
            if not fresh:
                break
        time.sleep(rng.uniform(0, LATEST_SECONDS))
        process.kill()
        for line in answers:
            if line.endswith("\n"):
                told.update(line.split())
        return process.wait() == 0


def look(corpus: Path, told: set[str]) -> dict[str, int]:
    """Count reports lost, there twice or in part; tell whether SQLite itself finds the file damaged."""
    with Corpus(corpus) as opened:
        ids = list(opened.report_ids())
        torn = sum(not _is_whole(opened, one) for one in ids)
        miscounted = sum(not _is_counted(opened, table) for table in COUNTED)
    with closing(open_to_write(corpus)) as connection:
        is_sound = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        for index in ("reports_fts", "statements_fts", "entities_fts"):
            connection.execute(f"INSERT INTO {index} ({index}) VALUES ('integrity-check')")  # noqa: S608
    return {
        "lost": len(told - set(ids)),
        "doubled": len(ids) - len(set(ids)),
        "torn": torn,
        "miscounted": miscounted,
        "damaged": int(not is_sound),
    }


def _is_counted(corpus: Corpus, table: str) -> bool:
    """Tell whether a table has as many rows as the corpus says."""
    (there,) = corpus.query(f"SELECT count(*) AS n FROM {table}")  # noqa: S608
    asked = "SELECT total(rows) AS n FROM counts WHERE of_table = ? AND of_column = ''"
    (said,) = corpus.query(asked, (table,))
    return there["n"] == said["n"]


def _is_whole(corpus: Corpus, report_id: str) -> bool:
    """Tell whether a report has its account, and as many rows in each table as that makes."""
    (report,) = corpus.query("SELECT number FROM reports WHERE id = ?", (report_id,))
    first = dict.fromkeys(NUMBERED, 1)
    rows = make_rows(corpus.account(report_id), report=report["number"], coder=1, first=first)
    return all(
        next(corpus.query(f"SELECT count(*) AS n FROM {table} WHERE report = ?", (report["number"],)))["n"]  # noqa: S608
        == len(several)
        for table, several in rows.items()
    )


def measure(shared: Path, kills: int) -> Figures:
    """Kill a process that adds reports, again and again."""
    accounts = code_stories(shared)
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "accounts.jsonl"
        with lines.open("w", encoding="utf-8") as stream:
            stream.writelines(f"{to_json(one)}\n" for one in islice(recombine(accounts), REPORTS))
        return {"kills": {**kill_and_look(Path(folder) / "news.corpus", lines, kills)}}


def main() -> None:
    """Measure and write; or be the process that is killed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--out", type=Path, help="where to write the results of a trial")
    parser.add_argument("--child", nargs=2, type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        add_and_tell(*options.child)
        return
    figures = measure(options.shared, options.kills)
    print(format_table(figures))
    result = {"data": find_data(options.shared).describe(), "figures": round_all(figures)}
    write("kills", result, options.out)


if __name__ == "__main__":
    main()
