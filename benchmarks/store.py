"""What a corpus costs to fill and to ask: ``python -m benchmarks.store [--reports 100000]``.

The reports are made of our own stories (``benchmarks/recombined.py``), coded with the shipped weights; making
and coding them does not count. Seconds are of the CPU. ``--keep FILE`` leaves the corpus there, and ``--ask
FILE`` puts the questions alone to such a corpus: the results keep what they say of adding.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from statistics import median

from benchmarks.recombined import code_stories, find_data, recombine
from benchmarks.results import PROJECT, RESULTS, Figures, format_table, round_all, write
from rashomon.records import Account
from rashomon.store import Corpus
from rashomon.store.filters import Filters
from rashomon.store.opening import describe

STEP = 1_000
"""Reports made at once, and then added."""
ROUNDS = 5
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
    "a word's beginning": ("govern*", {}),
    "a recipient": ("", {"recipient": "government"}),
    "a place and a type": ("", {"place": "USA", "type": "ASSAULT"}),
    "days and a type": ("", {"happened": "2031-01-01..2031-01-07", "type": "ASSAULT"}),
    "a voice, a status and an outlet": ("", {"voice": "others", "status": "denied", "outlet": "Outlet 7"}),
    "a speaker and dates": ("", {"speaker": "police", "published": "2031-01-03"}),
    "nothing found": ("zzyzx", {}),
    "no event found": ("zzyzx", {"type": "ASSAULT", "status": "denied"}),
    "no place found": ("", {"place": "Nowhere", "type": "ASSAULT"}),
    "no actor found": ("", {"actor": "zzyzx"}),
}


def fill(path: Path, accounts: Sequence[Account], reports: int) -> dict[str, float]:
    """Add reports in steps, in one run; give the cost, and that of the last tenth beside the first."""
    source, seconds, held = recombine(accounts), [], []
    with Corpus(path).writer("benchmark") as writer:
        for _ in range(max(reports // STEP, 1)):
            several = list(islice(source, STEP))
            start = time.process_time()
            for account in several:
                writer.add(account)
            writer.flush()
            seconds.append(time.process_time() - start)
            held.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
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
        "most_memory_to_that_of_first_tenth": held[-1] / held[tenth - 1],
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
        middle = next(
            corpus.query("SELECT id FROM reports WHERE number = (SELECT max(number) / 2 FROM reports)")
        )
        figures["an account, milliseconds"] = _time(lambda: iter([corpus.account(middle["id"])]))
        figures["a report with its records, milliseconds"] = _time(
            lambda: _list_records(corpus, middle["id"])
        )
        figures["stats, milliseconds"] = _time(lambda: iter(corpus.stats()))
        start = time.process_time()
        count = sum(1 for _ in islice(corpus.accounts(), STEP))
        figures["accounts read back per second"] = count / (time.process_time() - start)
    return figures


def _list_records(corpus: Corpus, report_id: str) -> Iterator[object]:
    """Give every row that belongs to a report."""
    for table in ("entities", "mentions", "statements", "times", "places", "events", "quantities", "labels"):
        asked = f"SELECT * FROM {table} WHERE report = (SELECT number FROM reports WHERE id = ?)"  # noqa: S608
        yield from corpus.query(asked, (report_id,))


def _time(question: Callable[[], Iterator[object]]) -> float:
    """Give the milliseconds that a question takes to its last answer, the median of the rounds."""
    spent: list[float] = []
    for _ in range(ROUNDS):
        start = time.process_time()
        deque(question(), maxlen=0)
        spent.append(1000 * (time.process_time() - start))
    return median(spent)


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared")
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, metavar="FILE", help="make the corpus here and leave it")
    parser.add_argument("--ask", type=Path, metavar="FILE", help="ask this corpus, which --keep has left")
    parser.add_argument("--out", type=Path, help="where to write the results of a trial")
    options = parser.parse_args()
    if options.ask:
        known = json.loads((options.out or RESULTS / "store.json").read_text("utf-8"))["figures"]
        figures: Figures = {"add": known["add"], "ask": ask(options.ask)}
    else:
        accounts = code_stories(options.shared)
        with tempfile.TemporaryDirectory() as folder:
            path = options.keep or Path(folder) / "filled.corpus"
            figures = {"add": fill(path, accounts, options.reports), "ask": ask(path)}
    print(format_table(figures))
    result = {"data": find_data(options.shared).describe(), "figures": round_all(figures)}
    write("store", result, options.out)


if __name__ == "__main__":
    main()
