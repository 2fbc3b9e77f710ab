"""What it costs to find the stories of a corpus: ``python -m benchmarks.grouping [--reports 100000]``.

The reports are those of our own stories, coded by the shipped weights. Each made story takes one of ours and
spells its names anew, and half of its other long words, the same way in all its reports; it is told by one to
four of them within three days. The stories come in no order of time, over ``DAYS`` days: as the corpus
doubles, twice as many reports are in reach of each. One process; seconds are of the CPU. How well the made
stories are found is told beside it, but very many are made of few texts.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from pathlib import Path
from statistics import median

from benchmarks.chain_metrics import score_b_cubed
from benchmarks.recombined import OUTLETS, START, swap_letters
from benchmarks.results import OWN_STORIES, PROJECT, Data, Figures, format_table, round_all, write
from rashomon.encode.weights import SHIPPED
from rashomon.flow import load
from rashomon.read import read_report
from rashomon.records import Account, Report
from rashomon.store import Corpus
from rashomon.stories import group_corpus, list_stories
from rashomon.text import content_id
from training.corpora import stories

DAYS = 100
STEP = 500
SINGLE = 25
"""Reports that are added one at a time, at each size."""
DOUBLINGS = 4
MEGABYTE = 1e6
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{3,}")
_LONG = re.compile(r"[A-Za-z][a-z]{5,}")
_WORD = re.compile(r"[A-Za-z][a-z]{3,}")


def find_data(shared: Path) -> Data:
    """Name the stories that are read."""
    return Data(files=tuple(stories.paths(shared / "annotated", OWN_STORIES, "train")))


def code_stories(shared: Path) -> list[list[Account]]:
    """Code the accounts of our stories, story by story."""
    coder = load()
    told = [[one.text for one in stories.read_accounts(path)] for path in find_data(shared).files]
    reports = [[read_report(text) for text in texts] for texts in told]
    return [list(coder.pipe(one for one in own if isinstance(one, Report))) for own in reports]


def make_reports(told: Sequence[Sequence[Account]]) -> Iterator[tuple[int, Account]]:
    """Give reports without end, each with the number of its story; the same ones for the same ``told``."""
    number = 0
    while True:
        rng = random.Random(number)
        own = rng.choice(told)
        words = _choose_words(own, rng)
        day = START + timedelta(days=rng.randrange(DAYS))
        for account in rng.sample(own, rng.randint(1, min(4, len(own)))):
            published = day + timedelta(minutes=rng.randrange(3 * 24 * 60))
            yield (
                number,
                _spell(account, words, number, published.isoformat(), f"Outlet {rng.randrange(OUTLETS)}"),
            )
        number += 1


def _choose_words(accounts: Sequence[Account], rng: random.Random) -> dict[str, str]:
    """Choose other letters for all names of some accounts, and for half of their other long words."""
    table = swap_letters(rng)
    text = "\n".join(account.report.text for account in accounts)
    names = set(_NAME.findall(text))
    long = [word for word in sorted({word.lower() for word in _LONG.findall(text)}) if rng.random() < 0.5]
    kept = {*names, *long, *(word.capitalize() for word in long)}
    return {word: word.translate(table) for word in kept}


def _spell(account: Account, words: dict[str, str], number: int, published: str, outlet: str) -> Account:
    def spell(text: str) -> str:
        return _WORD.sub(lambda word: words.get(word[0], word[0]), text)

    text = spell(account.report.text)
    report = replace(
        account.report,
        id=content_id("made", f"{number}", account.report.id),
        text=text,
        title=account.report.title and spell(account.report.title),
        outlet=outlet,
        url=f"https://outlet.example/{number}/{account.report.id}",
        published=published,
    )
    entities = tuple(
        replace(one, name=spell(one.name), aliases=tuple(map(spell, one.aliases))) for one in account.entities
    )
    return replace(account, report=report, entities=entities)


def fill(path: Path, told: Sequence[Sequence[Account]], reports: int) -> tuple[Figures, dict[str, int]]:
    """Add and group reports, step by step; give the cost at each doubling, and the story of each report."""
    source, wanted = make_reports(told), dict[str, int]()
    sizes = [reports >> shift for shift in reversed(range(DOUBLINGS))]
    figures: Figures = {}
    spent = {"add": 0.0, "group": 0.0}
    with Corpus(path) as corpus:
        for size in sizes:
            while len(wanted) < size - SINGLE:
                several = list(islice(source, min(STEP, size - SINGLE - len(wanted))))
                wanted |= {account.report.id: number for number, account in several}
                _time(spent, "add", lambda several=several: corpus.add(one for _, one in several))
                _time(spent, "group", lambda: group_corpus(corpus))
            single = _add_singly(corpus, list(islice(source, SINGLE)), wanted)
            figures[f"{size} reports"] = {
                "reports": len(wanted),
                "seconds to add": spent["add"],
                "seconds to group": spent["group"],
                "milliseconds to group one": 1000 * spent["group"] / len(wanted),
                **single,
                "peak megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MEGABYTE,
            }
            print(json.dumps(round_all({f"{size}": figures[f"{size} reports"]})), flush=True)
    return figures, wanted


def _time(spent: dict[str, float], what: str, do: object) -> None:
    start = time.process_time()
    do()  # pyright: ignore
    spent[what] += time.process_time() - start


def _add_singly(
    corpus: Corpus, several: Sequence[tuple[int, Account]], wanted: dict[str, int]
) -> dict[str, float]:
    """Add and group reports one by one, as a feed brings them."""
    adding: list[float] = []
    grouping: list[float] = []
    for number, account in several:
        start = time.process_time()
        corpus.add(account)
        middle = time.process_time()
        group_corpus(corpus)
        adding.append(1000 * (middle - start))
        grouping.append(1000 * (time.process_time() - middle))
        wanted[account.report.id] = number
    return {
        "milliseconds to store one alone": median(adding),
        "milliseconds to group one alone": median(grouping),
        "milliseconds to group one alone, at most": max(grouping),
    }


def ask(path: Path, wanted: dict[str, int]) -> Figures:
    """List stories, and score those that were found."""
    with Corpus(path) as corpus:
        found: dict[int, list[str]] = defaultdict(list)
        for row in corpus.query("SELECT id, story FROM grouped JOIN reports ON number = report"):
            found[row["story"]].append(row["id"])
        made: dict[int, list[str]] = defaultdict(list)
        for report, number in wanted.items():
            made[number].append(report)
        score = score_b_cubed(list(made.values()), list(found.values()))
        seconds: list[float] = []
        for _ in range(2):
            start = time.process_time()
            shown = len(list(list_stories(corpus, at_least=2)))
            seconds.append(time.process_time() - start)
        size = next(corpus.query("SELECT sum(length(signature) + length(keys)) AS n FROM grouped"))["n"]
    return {
        "stories": {
            "made": len(made),
            "found": len(found),
            "largest": max(map(len, found.values())),
            "b_cubed_precision": 100 * score.precision,
            "b_cubed_recall": 100 * score.recall,
            "b_cubed_f1": 100 * score.f1,
        },
        "list": {
            "stories": shown,
            "milliseconds the first time": 1000 * seconds[0],
            "milliseconds again": 1000 * seconds[1],
            "bytes of signature and keys a report": size / len(wanted),
        },
    }


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared")
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, help="where the corpus is made, for the time of the run")
    parser.add_argument("--keep", type=Path, help="where to leave the corpus, for benchmarks.site --corpus")
    parser.add_argument("--out", type=Path, help="where to write the results of a trial")
    options = parser.parse_args()
    told = code_stories(options.shared)
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        path = Path(folder) / "made.corpus"
        figures, wanted = fill(path, told, options.reports)
        first, *_, last = figures.values()
        growth = last["milliseconds to group one"] / first["milliseconds to group one"]
        figures |= ask(path, wanted)
        figures["growth"] = {"cost_of_one_at_8x": growth}
        if options.keep is not None:
            shutil.move(path, options.keep)
    print(format_table(figures))
    weights = json.loads((SHIPPED / "weights.json").read_text("utf-8"))["id"]
    result = {"data": find_data(options.shared).describe(), "weights": weights, "figures": round_all(figures)}
    write("grouping", result, options.out)


if __name__ == "__main__":
    main()
