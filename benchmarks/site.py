"""What the pages of the site cost: ``python -m benchmarks.site [--reports 100 1000] [--corpus PATH ...]``.

Milliseconds are of the CPU, from a request to its whole answer, in process: the first answer, and the
quickest of those that follow. What is done after an answer was sent (stories of a list are compared, for when
they are opened) is told beside it. Corpora of any size are made of our own stories
(``benchmarks/recombined.py``), grouped into stories; ``--corpus`` measures others that are made already, as
``benchmarks.grouping --keep`` leaves them, and changes nothing in them. A story of 30 reports is made of the
four sample reports of one raid, each with a paragraph added to make it another one, by 30 outlets; that they
are one story is said by judgements.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from urllib.parse import quote

from starlette.testclient import TestClient
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from benchmarks.recombined import code_stories, find_data, recombine
from benchmarks.results import PROJECT, Data, Figures, format_table, round_all, write
from rashomon.flow import load
from rashomon.read import read_report
from rashomon.records import Account, Report
from rashomon.store import Corpus
from rashomon.stories import group_corpus
from rashomon.web.site.app import make_site

SIZES = (100, 1_000)
REPORTS = 30
ROUNDS = 5
KILOBYTE = 1e3
LEAST_AFTER = 20.0
"""Milliseconds after an answer that are told; there is always some clearing up."""
_SAID = (
    "\n\nA resident of house {0}, called {1} by the neighbours, told the Bulletin that {0} people were hurt."
)


def find_samples() -> list[Path]:
    """Give the sample reports of one raid."""
    return sorted((PROJECT / "samples").glob("kostenets-*.html"))


def make_crowd(several: Iterable[Report], most: int) -> Iterator[Report]:
    """Give so many reports out of a few, each with a paragraph and an outlet of its own."""
    reports = list(several)
    for number in range(most):
        one = reports[number % len(reports)]
        added = _SAID.format(number + 11, "Tolik" + "abcdefghij"[number % 10] * (1 + number // 10))
        text = one.text + added
        yield replace(
            one,
            id=f"{one.id[:-2]}{number:02x}",
            url=f"{one.url}/{number}",
            outlet=f"{one.outlet} {number}",
            text=text,
            paragraphs=(*one.paragraphs, (len(one.text) + 2, len(text))),
            sentences=(),
        )


def join_all(path: Path) -> None:
    """Say that all reports of a corpus are of its largest story."""
    with Corpus(path) as corpus:
        group_corpus(corpus)
        first, *others = sorted(corpus.stories(limit=None), key=lambda row: -row.reports)
        for row in others:
            for report in corpus.story(row.id):
                corpus.judge("same", report.id, first.id)
        group_corpus(corpus)


class Clock:
    """An application whose answers are timed: ``sent`` is when the last one was sent, in CPU seconds."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.sent = 0.0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and note when."""

        async def send_noted(message: Message) -> None:
            await send(message)
            self.sent = time.process_time()

        await self._app(scope, receive, send_noted)


def measure(path: Path, addresses: dict[str, str]) -> dict[str, float]:
    """Give what each page costs, the first time and later, and how large it is."""
    figures: dict[str, float] = {}
    site = Clock(make_site(path, names=("localhost",)))
    with TestClient(site, base_url="http://localhost") as client:
        for name, address in addresses.items():
            spent: list[float] = []
            after: list[float] = []
            size = 0
            for _ in range(ROUNDS):
                start = time.process_time()
                answer = client.get(address)
                spent.append(1000 * (site.sent - start))
                after.append(1000 * (time.process_time() - site.sent))
                assert answer.status_code == 200, address
                size = len(answer.content)
            figures[f"{name}, first, milliseconds"] = spent[0]
            figures[f"{name}, milliseconds"] = min(spent[1:])
            figures[f"{name}, kilobytes"] = size / KILOBYTE
            if after[0] > LEAST_AFTER:
                figures[f"{name}, after the first, milliseconds"] = after[0]
    return figures


def measure_size(path: Path, accounts: list[Account], size: int) -> dict[str, float]:
    """Fill a corpus and measure its pages."""
    with Corpus(path) as corpus:
        corpus.add(islice(recombine(accounts), size))
        group_corpus(corpus)
    return measure_corpus(path)


def measure_corpus(path: Path) -> dict[str, float]:
    """Measure the pages of a corpus as it is."""
    with Corpus(path) as corpus:
        report = next(
            corpus.query("SELECT id FROM reports WHERE number = (SELECT max(number) / 2 FROM reports)")
        )
        speaker = next(
            corpus.query("SELECT speaker FROM statements WHERE entity NOT NULL ORDER BY number DESC LIMIT 1")
        )
        story = next(corpus.query("SELECT id FROM stories ORDER BY reports DESC, number LIMIT 1"))
    return measure(
        path,
        {
            "a report": f"/reports/{report['id']}",
            "words": "/search?words=police+court",
            "events": "/search?type=COERCE&actor=police",
            "speakers": "/speakers",
            "a speaker": f"/speakers/{quote(speaker['speaker'])}",
            "the largest story": f"/stories/{story['id']}",
            "stories": "/stories?at_least=1",
            "stories with some words": "/stories?at_least=1&words=police+court",
        },
    )


def count_reports(path: Path) -> int:
    """Count the reports of a corpus."""
    with Corpus(path) as corpus:
        return next(corpus.query("SELECT count(*) AS reports FROM reports"))["reports"]


def measure_story(path: Path) -> dict[str, float]:
    """Measure the pages of one story of many reports."""
    reports = (read_report(page) for page in find_samples())
    crowd = make_crowd((one for one in reports if isinstance(one, Report)), REPORTS)
    with Corpus(path) as corpus:
        corpus.add(load().pipe(crowd))
    join_all(path)
    with Corpus(path) as corpus:
        (row,) = corpus.stories(limit=None)
    assert row.reports == REPORTS
    address = f"/stories/{row.id}"
    return measure(path, {"the story": address, "its joins": f"{address}/joins", "the list": "/stories"})


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared")
    parser.add_argument("--reports", type=int, nargs="*", default=SIZES)
    parser.add_argument("--corpus", type=Path, nargs="*", default=(), help="corpora that are made already")
    parser.add_argument("--out", type=Path, help="where to write the results of a trial")
    options = parser.parse_args()
    data = Data(files=(*find_data(options.shared).files, *find_samples()))
    with tempfile.TemporaryDirectory() as folder:
        figures: Figures = {f"a story of {REPORTS} reports": measure_story(Path(folder) / "story.corpus")}
        accounts = code_stories(options.shared) if options.reports else []
        for size in options.reports:
            figures[f"{size} reports"] = measure_size(Path(folder) / f"{size}.corpus", accounts, size)
    for path in options.corpus:
        figures[f"{count_reports(path)} reports"] = measure_corpus(path)
    print(format_table(figures))
    write("site", {"data": data.describe(), "figures": round_all(figures)}, options.out)


if __name__ == "__main__":
    main()
