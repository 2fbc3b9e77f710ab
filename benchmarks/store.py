"""What a corpus costs to fill and to ask: ``python -m benchmarks.store [--reports 100000] [--kills 50]``.

The reports are made of our own stories (``benchmarks/recombined.py``), coded with the shipped weights; making
and coding them does not count. Seconds are of the CPU. ``--kills`` also kills, at random moments, a process
that adds reports and says which are stored: none of those may be missing, half there or there twice
(``benchmarks/kills.py``).
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from statistics import median

from benchmarks.kills import kill_and_look
from benchmarks.recombined import recombine
from benchmarks.results import (
    OWN_STORIES,
    PROJECT,
    Data,
    Figures,
    format_table,
    round_all,
    write,
)
from rashomon.flow import load
from rashomon.read import read_report
from rashomon.records import Account, Report
from rashomon.serial import to_json
from rashomon.store import Corpus
from rashomon.store.filters import Filters
from rashomon.store.opening import describe
from training.corpora import stories

STORIES = 40
"""Stories of the training split whose accounts the reports are made of."""
STEP = 1_000
"""Reports made at once, and then added."""
ROUNDS = 5
KILLED_REPORTS = 3_000
"""Reports that are there to be added between the kills."""
MEGABYTE = 1e6

QUESTIONS: dict[str, tuple[str, Filters]] = {
    "a common word": ("said", {}),
    "two words": ("police court", {}),
    "a word and an outlet": ("government", {"outlet": "Outlet 7"}),
    "a word and dates": ("court", {"published": "2031-01-03"}),
    "a common actor": ("", {"actor": "police"}),
    "a type and a status": ("", {"type": "ASSAULT", "status": "denied"}),
    "a type, an actor and a word": ("court", {"type": "COERCE", "actor": "police"}),
    "a common speaker": ("", {"speaker": "police"}),
    "a speaker and a word": ("arrest*", {"speaker": "minister"}),
    "nothing found": ("zzyzx", {}),
}


def find_data(shared: Path) -> Data:
    """Name the stories that are read."""
    return Data(files=tuple(stories.paths(shared / "annotated", OWN_STORIES, "train")[:STORIES]))


def code_stories(shared: Path) -> list[Account]:
    """Code the accounts of our stories."""
    coder = load()
    texts = (one.text for path in find_data(shared).files for one in stories.read_accounts(path))
    reports = (read_report(text) for text in texts)
    return list(coder.pipe(report for report in reports if isinstance(report, Report)))


def fill(path: Path, accounts: Sequence[Account], reports: int) -> dict[str, float]:
    """Add reports in steps, in one run; give the cost, and that of the last tenth beside the first."""
    source, seconds = recombine(accounts), []
    with Corpus(path).writer("benchmark") as writer:
        for _ in range(max(reports // STEP, 1)):
            several = list(islice(source, STEP))
            start = time.process_time()
            for account in several:
                writer.add(account)
            writer.flush()
            seconds.append(time.process_time() - start)
        stored = writer.added.stored
    tenth = max(len(seconds) // 10, 1)
    with Corpus(path) as corpus:
        rows = sum(
            next(corpus.query(f"SELECT count(*) AS n FROM {table}"))["n"]  # noqa: S608
            for table in describe()
            if table not in ("quotes", "told_events")
        )
        packed = next(corpus.query("SELECT sum(length(packed)) AS n FROM accounts"))["n"]
        words = next(
            corpus.query("SELECT sum(length(text) - length(replace(text, ' ', ''))) AS n FROM reports")
        )
    size = path.stat().st_size
    return {
        "reports": stored,
        "words_per_report": words["n"] / stored,
        "reports_per_second": stored / sum(seconds),
        "rows_per_second": rows / sum(seconds),
        "last_tenth_to_first": sum(seconds[-tenth:]) / sum(seconds[:tenth]),
        "megabytes_per_1000_reports": 1000 * size / stored / MEGABYTE,
        "packed_accounts_percent": 100 * packed / size,
    }


def ask(path: Path) -> dict[str, float]:
    """Put each question a few times; give the milliseconds of the usual one of the rounds."""
    figures: dict[str, float] = {}
    with Corpus(path) as corpus:
        for name, (words, filters) in QUESTIONS.items():
            figures[f"{name}, milliseconds"] = _time(lambda w=words, f=filters: corpus.search(w, **f))
        figures["quotes of one name, milliseconds"] = _time(lambda: corpus.quotes("prime minister"))
        figures["stats, milliseconds"] = _time(lambda: iter(corpus.stats()))
        start = time.process_time()
        count = sum(1 for _ in islice(corpus.accounts(), STEP))
        figures["accounts read back per second"] = count / (time.process_time() - start)
    return figures


def _time(question: Callable[[], Iterator[object]]) -> float:
    """Give the milliseconds that a question takes to its last answer, the median of the rounds."""
    spent: list[float] = []
    for _ in range(ROUNDS):
        start = time.process_time()
        deque(question(), maxlen=0)
        spent.append(1000 * (time.process_time() - start))
    return median(spent)


def kill(folder: Path, accounts: Sequence[Account], kills: int) -> dict[str, float]:
    """Kill a process that adds reports, again and again."""
    lines = folder / "accounts.jsonl"
    with lines.open("w", encoding="utf-8") as stream:
        stream.writelines(f"{to_json(one)}\n" for one in islice(recombine(accounts), KILLED_REPORTS))
    return {**kill_and_look(folder / "killed.corpus", lines, kills)}


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared")
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--folder", type=Path, help="where the corpora are made, for the time of the run")
    parser.add_argument("--out", type=Path, help="where to write the results of a trial")
    options = parser.parse_args()
    accounts = code_stories(options.shared)
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        path = Path(folder) / "filled.corpus"
        figures: Figures = {"add": fill(path, accounts, options.reports), "ask": ask(path)}
        figures["kills"] = kill(Path(folder), accounts, options.kills)
    print(format_table(figures))
    result = {"data": find_data(options.shared).describe(), "figures": round_all(figures)}
    write("store", result, options.out)


if __name__ == "__main__":
    main()
