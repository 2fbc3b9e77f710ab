"""How well times are found, laid to the calendar and given to events: TimeBank, GUM dev, our dev stories.

``python -m benchmarks.times``. TimeBank as TempEval-3 scores it (UzZaman et al. 2013): an expression is found
strictly with the same edges, relaxed if it overlaps; a value is right where it is found relaxed and has the
annotated value letter for letter, and so with types. Rules were made looking at the ``tuned`` half alone.
Event times: of TimeBank's events that a time of their sentence includes, how many get one that does.

GUM (gold words given) marks dates only, as a point or an interval, and does not tell when a document was
published: figures are for what is found, and for the interval of what is told with its year.

Our stories' values are TimeML's, with a few that mean the same (``P7D`` and ``P1W``) taken as equal.
``--test-stories`` measures the test stories instead, for a final report. Never choose anything by them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.gold import GoldText, give_words, read_gold
from benchmarks.results import (
    OWN_STORIES,
    Data,
    Figures,
    make_parser,
    open_measured,
    publish,
    read_options,
    score,
    share,
)
from benchmarks.timebank import HALVES, GoldTime, TimedText, half_of, read_timebank
from rashomon.extract import load_lexicon
from rashomon.extract.reading import Reading, read_marks
from rashomon.extract.times import EventTimes, Expression, find_expressions, find_times
from rashomon.extract.trees import Tree
from rashomon.records import Marks, Report, Span
from training.corpora import stories

if TYPE_CHECKING:
    from rashomon.encode import Encoder

_FULL_HOUR = re.compile(r"(T\d\d):00$")
_EQUAL = {"P7D": "P1W", "P14D": "P2W", "PT24H": "P1D", "P12M": "P1Y", "P1Q": "P3M", "P100Y": "P1C"}


def find_data(shared: Path) -> Data:
    """Name the files that are read."""
    return Data(
        files=(
            *sorted((shared / "data" / "dev" / "time" / "TimeBank").glob("*.tml")),
            _gum(shared),
            *stories.paths(shared / "annotated", OWN_STORIES, "dev"),
        )
    )


def _gum(shared: Path) -> Path:
    return shared / "data" / "train" / "gum-permissive.dev.jsonl.gz"


def measure(encoder: Encoder, shared: Path) -> Figures:
    """Score everything."""
    return {
        **measure_timebank(encoder, shared),
        "gum dev": measure_gum(encoder, shared),
        "dev stories": measure_stories(encoder, shared, "dev"),
    }


def measure_timebank(encoder: Encoder, shared: Path) -> Figures:
    """Score TimeBank, whole and by halves."""
    counts = {half: Counter[str]() for half in HALVES}
    texts = list(read_timebank(shared / "data" / "dev" / "time" / "TimeBank"))
    for text, marks in zip(texts, encoder.encode([text.report for text in texts]), strict=True):
        reading = read_marks(text.report, marks, load_lexicon())
        count = counts[half_of(text.name)]
        count_times(text.times, answers(reading), count)
        count_event_times(text, reading, count)
    figures = {half: {**figures_of(count), **event_figures_of(count)} for half, count in counts.items()}
    both = counts["tuned"] + counts["held"]
    return {
        "timebank": {**figures_of(both), **event_figures_of(both)},
        **{f"timebank, {half} half": figures[half] for half in HALVES},
    }


def measure_stories(encoder: Encoder, shared: Path, split: str) -> dict[str, float]:
    """Score our stories of a split: ``dev``, or ``test`` for a final report."""
    count = Counter[str]()
    files = stories.paths(shared / "annotated", OWN_STORIES, split)
    accounts = [account for path in files for account in stories.read_accounts(path)]
    reports = [
        Report(
            id=f"{account.story}-{account.outlet}",
            published=account.attributes["published"],
            text=account.text,
            paragraphs=tuple(account.paragraphs),
            reader="story",
        )
        for account in accounts
    ]
    for account, report, marks in zip(accounts, reports, encoder.encode(reports), strict=True):
        gold = [
            GoldTime(span=mark.span, type="", value=mark.attributes["v"])
            for mark in account.marks
            if mark.name == "t"
        ]
        found = answers(read_marks(report, marks, load_lexicon()), split_ranges=False)
        count_times(gold, found, count, same=lambda one, other: _plain(one) == _plain(other))
    return {name: value for name, value in figures_of(count).items() if not name.startswith("type")}


def _plain(value: str) -> str:
    """Write values that mean the same alike.

    >>> _plain("2031-03-04T14:00"), _plain("P7D")
    ('2031-03-04T14', 'P1W')
    """
    return _EQUAL.get(value, _FULL_HOUR.sub(r"\1", value))


def measure_gum(encoder: Encoder, shared: Path) -> dict[str, float]:
    """Score GUM's dates: found, and the interval of those that are told with their year."""
    counts = Counter[str]()
    for gold in read_gold(_gum(shared), "gum"):
        (marks,) = encoder.read([give_words(gold, gives_sentences=True)])
        _count_gum(gold, marks, counts)
    return {
        "strict_recall": share(counts["strict"], counts["wanted"]),
        "relaxed_recall": share(counts["relaxed"], counts["wanted"]),
        "interval_accuracy_of_written": share(counts["right"], counts["written"]),
        "written": counts["written"],
        "dates": counts["wanted"],
    }


def _count_gum(gold: GoldText, marks: Marks, counts: Counter[str]) -> None:
    report = Report(id="gum", text=gold.text, paragraphs=gold.paragraphs, reader="gum")
    reading = read_marks(report, marks, load_lexicon())
    found = {reading.chars(one.phrase.words): one for one in find_expressions(reading, Tree(reading))}
    for first, row in gold.rows:
        for date in row["dates"]:
            span = reading.chars((first + date["start"], first + date["end"]))
            over = [one for own, one in found.items() if _overlap(own, span)]
            counts["wanted"] += 1
            counts["strict"] += span in found
            counts["relaxed"] += bool(over)
            bare = over[0].stretch if over else None
            if bare is not None and over[0].how == "written":
                counts["written"] += 1
                counts["right"] += (bare.first, bare.last) == interval_of(date["iso"])


def interval_of(iso: str) -> tuple[str | None, str | None]:
    """Give the first and the last day of a date in GUM's form; ``..`` is open.

    >>> interval_of("1799-08"), interval_of("1095/1291"), interval_of("../1900")
    (('1799-08-01', '1799-08-31'), ('1095-01-01', '1291-12-31'), (None, '1900-12-31'))
    """
    start, _, end = iso.partition("/")
    return _edge(start, "-01-01"), _edge(end or start, "-12-31")


def _edge(iso: str, rest: str) -> str | None:
    if iso == "..":
        return None
    year, *finer = iso.split("-")
    if len(finer) == 1 and rest == "-12-31":
        return f"{iso}-{'31' if finer[0] in ('01', '03', '05', '07', '08', '10', '12') else '30'}"
    return year + rest if not finer else iso + rest[3 * len(finer) :]


def answers(reading: Reading, *, split_ranges: bool = True) -> list[GoldTime]:
    """Find the expressions of a report as TimeML tells them: the ends of a range each by itself."""
    return [
        GoldTime(span=reading.chars(one.phrase.words), type=one.type, value=_value(one))
        for found in find_expressions(reading, Tree(reading))
        for one in (found.ends if split_ranges else ()) or (found,)
    ]


def _value(expression: Expression) -> str:
    return "/".join(end.value for end in expression.ends) or expression.value


def count_times(
    gold: Sequence[GoldTime],
    found: Sequence[GoldTime],
    counts: Counter[str],
    same: Callable[[str, str], bool] = str.__eq__,
) -> None:
    """Count what is wanted, given, and right in edges, in overlap, in value and in type."""
    counts["wanted"] += len(gold)
    counts["given"] += len(found)
    counts["strict"] += len({one.span for one in gold} & {one.span for one in found})
    for one, other in pair_up(gold, found):
        counts["relaxed"] += 1
        counts["value"] += same(one.value, other.value)
        counts["type"] += one.type == other.type


def pair_up(gold: Sequence[GoldTime], found: Sequence[GoldTime]) -> list[tuple[GoldTime, GoldTime]]:
    """Pair expressions that overlap, each once, in order of text."""
    pairs: list[tuple[GoldTime, GoldTime]] = []
    free = sorted(found, key=lambda one: one.span)
    for one in sorted(gold, key=lambda one: one.span):
        other = next((two for two in free if _overlap(one.span, two.span)), None)
        if other is not None:
            free.remove(other)
            pairs.append((one, other))
    return pairs


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def count_event_times(text: TimedText, reading: Reading, counts: Counter[str]) -> None:
    """Count events that a time of their sentence includes, and whether that, another or none is theirs."""
    tree = Tree(reading)
    starts = [start for start, _ in reading.marks.words]
    words = {span: bisect_right(starts, span[0]) - 1 for span, _ in text.events}
    owners = EventTimes(tree, find_times(reading, tree), set(words.values()))
    for span, times in text.events:
        first, last = reading.chars(reading.sentence_of(words[span]))
        near = [time for time in times if first <= time[0] < last]
        if near:
            found = owners.of(words[span])
            counts["timed events"] += 1
            counts["event times given"] += found is not None
            counts["event times"] += found is not None and any(_overlap(found.span, time) for time in near)


def figures_of(counts: Counter[str]) -> dict[str, float]:
    """Turn counts of times to per cent."""
    figures: dict[str, float] = {}
    for name in ("strict", "relaxed", "value", "type"):
        figures[f"{name}_precision"], figures[f"{name}_recall"], figures[f"{name}_f1"] = score(
            counts[name], counts["given"], counts["wanted"]
        )
    return {**figures, "value_accuracy": share(counts["value"], counts["relaxed"]), "times": counts["wanted"]}


def event_figures_of(counts: Counter[str]) -> dict[str, float]:
    """Turn counts of events' times to per cent."""
    return {
        "event_time_precision": share(counts["event times"], counts["event times given"]),
        "event_time_recall": share(counts["event times"], counts["timed events"]),
        "timed_events": counts["timed events"],
    }


def main() -> None:
    """Measure and write."""
    parser = make_parser(__doc__)
    parser.add_argument("--test-stories", action="store_true", help="measure the test stories instead")
    options = read_options(parser)
    encoder = open_measured(options)
    if not options.test_stories:
        figures = measure(encoder, options.shared)
        publish("times", options, find_data(options.shared), encoder.weights_id, figures)
        return
    data = Data(files=tuple(stories.paths(options.shared / "annotated", OWN_STORIES, "test")))
    figures = {"test stories": measure_stories(encoder, options.shared, "test")}
    publish("times-test-stories", options, data, encoder.weights_id, figures)


if __name__ == "__main__":
    main()
