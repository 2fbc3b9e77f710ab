"""The page of many reports and many machines: its figures are measured, or computed from measured ones."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

Figures = Mapping[str, Mapping[str, float]]

RESULTS = Path(__file__).resolve().parent.parent / "benchmarks" / "results"
REPORTS = 600_000
WORDS = 450
PAGE_MILLISECONDS = 25
"""CPU to find the article in a page of the web: measured in docs/decisions/0002-worker-process.md."""
PART_REPORTS = 100
LOCAL, DASK = "local, two processes", "dask, two workers"
MACHINES = (2, 4, 8, 16, 32)
CLUSTERS = ((4, 8), (10, 8))

PAGE = """# Many reports, many machines

This page is generated (`python3 tasks.py docs`): its figures are those of `benchmarks/results/`, or
computed from them.

## On one machine

```sh
rashomon add news.corpus crawl/*.warc.gz            # one process a core
rashomon add news.corpus crawl/*.warc.gz --jobs 4
```

`rashomon add`, `read` and `recode` read and code in one process a core, each with the encoder loaded once;
one process writes. Outcomes are stored in the order of the inputs, so the rows are the same whatever the
number of processes. What is held in memory does not grow with the inputs. A process that comes to an end
costs nothing but time: each report it was at is tried again alone, and one that ends its process again is
stored as dropped, with that reason. With `--jobs 1`, or a few reports, nothing is started: there a report
that brings the process down ends the run ([decisions/processes.md](decisions/processes.md)). How long one
takes is limited by its length ([decisions/limits.md](decisions/limits.md)).

## On many

```sh
pip install 'rashomon[dask]'
dask scheduler --host 10.0.0.1                      # on one machine
dask worker tcp://10.0.0.1:8786 --nworkers 8 --nthreads 1   # on each of the others
rashomon add news.corpus /shared/crawl --engine dask --scheduler tcp://10.0.0.1:8786
```

Without `--scheduler`, `--jobs` workers start on this machine. Inputs are cut into numbered shards of some
100 reports. Workers write what comes of each as a part into the folder `news.corpus.parts`, from which it
is put into `news.corpus` in the order of the inputs: the same rows as a run on one machine, no report
twice. All workers must find that folder, and inputs that are files, under the same paths, and have the same
version of Rashomon. When the command is given again, parts that are done are not coded again. A worker that
is killed, a host that is lost, a report that kills its worker: the run ends with the same rows
([decisions/parts.md](decisions/parts.md)).

**In place.** Given a folder (`rashomon add news.parts/ …`), the parts stay in it. Every command that asks a
corpus, and `Corpus` in Python, takes the folder in the place of a file; the first to do so makes an index
beside the parts, which takes as long as writing a corpus file. While shards are missing, it answers up to
the first of those. The parts themselves are tables of Parquet:

```python
import duckdb

duckdb.sql("SELECT type, count(*) FROM 'news.parts/part-*/events.parquet' GROUP BY type")
```

A part knows nothing of the others: which reports are copies or revisions, only the index and the file tell.
When no more will be added, the folder beside a corpus file can be deleted.

Dask's traffic is neither encrypted nor authenticated unless its TLS is set up, and whoever reaches the
scheduler can run code: keep it in a closed network. Within a machine it listens on loopback only.

## Measured

On two cores that other programs used as well: seconds are of the CPU. Reports are made of our own stories
({words:.0f} words; `benchmarks/recombined.py`). *Coding left out* means that each was given an account made
before, so that only reading, sending and storing is measured.

| what | local, two processes | Dask, two workers | from |
|---|---|---|---|
{measured}

Compared table by table, {differences} rows.

## A day of the world's news

Computed from these: {reports:,} articles of {day_words} words, at a cost that grows with the words, as
pages of the web at {page} ms each to find the article ([decisions/0002](decisions/0002-worker-process.md)),
on cores as fast as those measured.

| what | core-hours |
|---|---|
{day}

| machines | hours | what holds it up |
|---|---|---|
{hours}

On disk a day takes {corpus_gb:.0f} GB in a corpus file, and {parts_gb:.0f} GB in parts beside it where Dask
was used.

## Where it stops

- **The writer** is one process. It stores {stored:.0f} reports of {day_words} words a second of its CPU,
  those of {writer_cores:.0f} cores that read and code; more cores wait for it. A folder of parts has no
  writer while it is filled; its index, when it is first opened, is as slow.
- **The scheduler** passed {tasks:.0f} calls a second of its and the client's CPU; a shard is one call and
  some {part_seconds:.0f} seconds' work, so it would be the limit at some {scheduler_cores:,.0f} cores.
- **Memory**: a process that codes holds {worker_mb:.0f} MB at most (`speed.json`). What is sent ahead is
  2 MB a shard at most, eight shards and two a worker.
- **Searching** one file: [corpus.md](corpus.md) and [benchmarks.md](benchmarks.md) tell what questions cost
  at 100,000 reports, a sixth of a day; a year of such days is hundreds of files, one a day or a topic, and
  nothing here asks many at once.
"""


def scale_page() -> str:
    """Write the page."""
    made, real = _read("batch"), _read("batch-real")
    words = _read("store")["add"]["words_per_report"]
    costs = _find_costs(made, real, WORDS / words)
    return PAGE.format(
        words=words,
        measured="\n".join(_tell_measured(made, real)),
        differences=_tell_differences(made, real),
        reports=REPORTS,
        day_words=WORDS,
        page=PAGE_MILLISECONDS,
        day="\n".join(_tell_day(costs)),
        hours="\n".join(_tell_hours(costs)),
        corpus_gb=costs.corpus_gb,
        parts_gb=costs.parts_gb,
        stored=1000 / costs.write,
        writer_cores=(costs.page + costs.code) / costs.write,
        tasks=made["scheduler"]["tasks per CPU second of client and scheduler"],
        part_seconds=costs.part_seconds,
        scheduler_cores=made["scheduler"]["tasks per CPU second of client and scheduler"]
        * costs.part_seconds,
        worker_mb=_read("speed")["memory"]["peak_megabytes"],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """What a report of ``WORDS`` words costs, in CPU milliseconds, and a day of them on disk."""

    page: float
    """To find the article in its page."""
    code: float
    """To read and code it."""
    write: float
    """To take it from another process and store it: what only one process does."""
    dask: float
    """What Dask and the parts cost besides, in the workers and the writer."""
    dask_write: float
    """What the writer does where there are parts."""
    corpus_gb: float
    parts_gb: float

    @property
    def part_seconds(self) -> float:
        """How long a worker is at a part."""
        return PART_REPORTS * (self.page + self.code) / 1000


def _find_costs(made: Figures, real: Figures, longer: float) -> Costs:
    local, dask, compared = real[LOCAL], made[DASK], made["compared"]
    write = 1000 * made[LOCAL]["writer's CPU seconds"] / made[LOCAL]["reports"]
    gigabytes = REPORTS / 1000 * longer / 1000
    return Costs(
        page=PAGE_MILLISECONDS,
        code=longer * (local["CPU milliseconds a report"] - write),
        write=longer * write,
        dask=longer * compared["overhead in CPU milliseconds a report"],
        dask_write=longer * 1000 * dask["writer's CPU seconds"] / dask["reports"],
        corpus_gb=gigabytes * compared["megabytes of corpus per 1000 reports"],
        parts_gb=gigabytes * compared["megabytes of parts per 1000 reports"],
    )


def _tell_measured(made: Figures, real: Figures) -> Iterator[str]:
    for what, figures, name, source in (
        ("reports, coding left out", made, "reports", "batch.json"),
        ("CPU ms a report", made, "CPU milliseconds a report", "batch.json"),
        ("CPU seconds of the writer", made, "writer's CPU seconds", "batch.json"),
        ("reports, coded", real, "reports", "batch-real.json"),
        ("CPU ms a report", real, "CPU milliseconds a report", "batch-real.json"),
    ):
        local, dask = (
            f"{figures[way][name]:,.{0 if figures[way][name] >= 1000 else 1}f}" for way in (LOCAL, DASK)
        )
        yield f"| {what} | {local.removesuffix('.0')} | {dask.removesuffix('.0')} | `{source}` |"
    for what, figures, source in (
        ("Dask's overhead, coding left out", made, "batch.json"),
        ("Dask's overhead, coded", real, "batch-real.json"),
    ):
        over = figures["compared"]
        percent, each = over["overhead in CPU, percent"], over["overhead in CPU milliseconds a report"]
        yield f"| {what} | | {percent:.0f} %, {each:.1f} ms a report | `{source}` |"


def _tell_differences(made: Figures, real: Figures) -> str:
    rows = made["compared"]["rows"] + real["compared"]["rows"]
    only = made["compared"]["rows that only one has"] + real["compared"]["rows that only one has"]
    return f"both ways gave the same {rows:,.0f}" if not only else f"{only:,.0f} differ of {rows:,.0f}"


def _tell_day(costs: Costs) -> Iterator[str]:
    for what, milliseconds in (
        ("finding articles in pages", costs.page),
        ("reading and coding", costs.code),
        ("storing, in one process", costs.write),
        ("Dask and parts, where used", costs.dask),
    ):
        yield f"| {what} | {_hours(milliseconds):.1f} |"


def _tell_hours(costs: Costs) -> Iterator[str]:
    one = costs.page + costs.code + costs.write
    for cores in MACHINES:
        yield _tell_machine(f"one of {cores} cores", _hours(one) / cores, _hours(costs.write))
    for hosts, cores in CLUSTERS:
        shared = _hours(one + costs.dask) / (hosts * cores)
        yield _tell_machine(f"{hosts} of {cores} cores, Dask", shared, _hours(costs.dask_write))


def _tell_machine(name: str, shared: float, writer: float) -> str:
    return f"| {name} | {max(shared, writer):.1f} | {'the writer' if writer > shared else 'the cores'} |"


def _hours(milliseconds: float) -> float:
    """Give the hours that all reports take one core, at so much each."""
    return REPORTS * milliseconds / 3_600_000


def _read(name: str) -> Figures:
    figures: Figures = json.loads((RESULTS / f"{name}.json").read_text("utf-8"))["figures"]
    return figures
