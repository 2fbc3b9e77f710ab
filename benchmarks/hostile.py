"""A thousand hostile inputs, given to ``rashomon add``: ``python -m benchmarks.hostile [--inputs 1000]``.

They are made from a seed (``hostile_inputs.py``) and given one after the other, each under a limit of time
(``--limit``, by the clock: give more where the machine is busy). A *crash* is a process that dies, a
traceback, an exit code that no user should see, or a fault that Rashomon admits to; a *hang* is an input that
takes longer than the limit; *silent* is one of which nothing is said, neither that it is stored nor why not.
Afterwards every account is read back, and the corpus is looked through for what must not be in it: *unsound*.
"""

from __future__ import annotations

import argparse
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

from benchmarks.check_floors import shipped_id
from benchmarks.hostile_inputs import KINDS, make_inputs
from benchmarks.hostile_pages import Material
from benchmarks.results import OWN_STORIES, PROJECT, Data, Figures, format_table, round_all, write
from rashomon.cli import main as rashomon
from rashomon.errors import RashomonError
from rashomon.store import Corpus
from training.corpora import stories

SEED = 4
LIMIT_SECONDS = 60.0
"""How long one input may take, with all its pages; to read a page alone may take ten."""
STORIES = 20
TOLD_SECONDS = 20.0
"""An input that takes longer is told."""
OUTCOMES = ("said", "silent", "crashed", "hung")
QUESTIONS = (
    ("stats",),
    ("stats", "--csv"),
    ("search", "the"),
    ("search", "--voice", "others", "--limit", "0"),
    ("quotes", "he"),
)
_DONE = "== done"
_NOTHING = "nothing stored"
_LOST = "gave no account"
_FAULT = re.compile(r"a fault in Rashomon itself|Traceback")
_STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def find_data(shared: Path) -> Data:
    """Name the good inputs that are spoilt: sample pages and stories."""
    pages = sorted((PROJECT / "samples").glob("*.html"))
    return Data(files=(*pages, *stories.paths(shared / "annotated", OWN_STORIES, "train")[:STORIES]))


def read_material(data: Data) -> Material:
    """Read the good inputs."""
    return Material(
        pages=[path.read_bytes() for path in data.files if path.suffix == ".html"],
        texts=[
            one.text for path in data.files if path.suffix == ".xml" for one in stories.read_accounts(path)
        ],
    )


class Adder:
    """A process that runs ``rashomon add`` on one file after the other; a new one when it has died."""

    def __init__(self, corpus: Path, limit_seconds: float = LIMIT_SECONDS) -> None:
        self._command = [sys.executable, "-m", "benchmarks.hostile", "--child", str(corpus)]
        self._limit_seconds = limit_seconds
        self._process: subprocess.Popen[str] | None = None
        self.slowest_seconds = self.most_megabytes = 0.0
        """CPU seconds of the input that took most, and the most memory that any of the processes held."""

    def add(self, path: Path) -> tuple[str, str]:
        """Add a file; tell what became of it (one of ``OUTCOMES``), and in which words."""
        process = self._process = self._process or self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        is_late = threading.Event()
        timer = threading.Timer(self._limit_seconds, lambda: (is_late.set(), process.kill()))
        words: list[str] = []
        with suppress(BrokenPipeError):
            process.stdin.write(f"{path}\n")
            process.stdin.flush()
            timer.start()
            for line in process.stdout:
                if line.startswith(_DONE):
                    timer.cancel()
                    code, seconds, megabytes = line.removeprefix(_DONE).split()
                    self.slowest_seconds = max(self.slowest_seconds, float(seconds))
                    self.most_megabytes = max(self.most_megabytes, float(megabytes))
                    return _judge("".join(words), int(code)), "".join(words)
                words.append(line)
        timer.cancel()
        self.close()
        return "hung" if is_late.is_set() else "crashed", "".join(words)

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _start(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            self._command,
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )


def _judge(words: str, code: int) -> str:
    """Tell by what a command said, and by its exit code, what became of its input.

    >>> _judge("a.corpus: 1 report stored", 0), _judge("a.corpus: nothing stored", 0), _judge("", 70)
    ('said', 'silent', 'crashed')
    """
    if code not in (0, 1) or _FAULT.search(words):
        return "crashed"
    return "silent" if _NOTHING in words and _LOST not in words else "said"


def add_named(corpus: str) -> None:
    """Add the files that are named on standard input, one a line, as ``rashomon add`` does."""
    for line in sys.stdin:
        code: object = 70
        start = time.process_time()
        try:
            rashomon(["add", "--jobs", "1", corpus, line.rstrip("\n")])
        except SystemExit as ended:
            code = ended.code
        except BaseException as error:  # noqa: BLE001 - what a user would see as a traceback
            print(f"Traceback: {type(error).__name__}: {error}")
        sys.stderr.flush()
        megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(_DONE, code, time.process_time() - start, megabytes, flush=True)


def look(corpus: Path) -> int:
    """Count what should not be: accounts that do not come back, answers that fail or steer a terminal."""
    unsound = 0
    with Corpus(corpus) as opened:
        for report_id in list(opened.report_ids()):
            try:
                unsound += bool(_STEERING.search(opened.account(report_id).report.text))
            except (RashomonError, ValueError) as error:
                print(f"{report_id}: {error}")
                unsound += 1
    for words in QUESTIONS:
        command = [sys.executable, "-m", "rashomon", words[0], str(corpus), *words[1:]]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if done.returncode or _STEERING.search(done.stdout.decode("utf-8")):
            print(words, done.returncode, done.stdout[:200])
            unsound += 1
    return unsound


def measure(shared: Path, inputs: int, seed: int, limit_seconds: float) -> Figures:
    """Give every input; tell of each that did not go well."""
    totals: Counter[str] = Counter(dict.fromkeys(OUTCOMES, 0))
    by_kind: dict[str, Counter[str]] = {kind: Counter(dict.fromkeys(OUTCOMES, 0)) for kind in KINDS}
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "hostile.corpus"
        adder = Adder(corpus, limit_seconds)
        for kind, name, data in make_inputs(inputs, seed, read_material(find_data(shared))):
            path = Path(folder) / name
            path.write_bytes(data)
            start = time.monotonic()
            outcome, words = adder.add(path)
            spent = time.monotonic() - start
            path.unlink()
            totals[outcome] += 1
            by_kind[kind][outcome] += 1
            if outcome != "said" or spent > TOLD_SECONDS:
                print(f"{name}: {outcome} after {spent:.0f} s: {words[-300:]!r}", flush=True)
        adder.close()
        with Corpus(corpus) as opened:
            (stored,) = opened.query("SELECT count(*) AS n FROM reports")
            (dropped,) = opened.query("SELECT count(*) AS n FROM dropped")
        every = {"inputs": totals.total(), **totals, "unsound": look(corpus)}
    every |= {"reports stored": stored["n"], "dropped with a reason": dropped["n"]}
    every |= {"slowest, CPU seconds": adder.slowest_seconds, "most memory, megabytes": adder.most_megabytes}
    return {"all": every, **{kind: {"inputs": of.total(), **of} for kind, of in by_kind.items()}}


def main() -> None:
    """Measure and write; or be the process that adds."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared")
    parser.add_argument("--inputs", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--limit", type=float, default=LIMIT_SECONDS, help="seconds that an input may take")
    parser.add_argument("--out", type=Path, help="where to write the results of a trial")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        add_named(options.child)
        return
    figures = measure(options.shared, options.inputs, options.seed, options.limit)
    print(format_table(figures))
    result = {"data": find_data(options.shared).describe(), "weights": shipped_id()}
    write("hostile", {**result, "figures": round_all(figures)}, options.out)


if __name__ == "__main__":
    main()
