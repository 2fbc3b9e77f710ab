"""How well it is told whether things happened: ``python -m benchmarks.factuality``.

UDS on UD-EWT dev, scores about -3 to 3, gold words and gold sentences given: the score of each annotated
predicate that is found beside the gold, by Pearson's r, mean absolute error (Rudinger et al. 2018) and
sign. ``found`` tells how many are; ``r_of_all`` takes the mean gold score for one that is not.

Our dev stories, raw text: the events marked by hand that are found. ``status_accuracy`` is over all
statuses, as the event head tells them; ``real_auc`` is the chance that the factuality of one that happened
or goes on is above that of one that is planned, threatened, hypothetical or denied.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from statistics import StatisticsError, correlation, fmean
from typing import TYPE_CHECKING

from benchmarks.gold import give_words, read_gold
from benchmarks.results import (
    OWN_STORIES,
    Data,
    Figures,
    make_parser,
    open_measured,
    publish,
    read_options,
    share,
)
from rashomon.encode.encoder import lay_out
from rashomon.records import Marks
from training.corpora import stories
from training.corpora.markup import MarkedAccount
from training.corpora.placing import words_under

if TYPE_CHECKING:
    from rashomon.encode import Encoder

REAL = ("happened", "ongoing")
STATUSES = (*REAL, "planned", "threatened", "hypothetical", "denied")


def find_data(shared: Path) -> Data:
    """Name the files that are read."""
    ewt = shared / "data" / "train" / "ewt-joint.dev.jsonl.gz"
    return Data(files=(ewt, *stories.paths(shared / "annotated", OWN_STORIES, "dev")))


def measure(encoder: Encoder, shared: Path) -> Figures:
    """Score UDS dev and the dev stories."""
    ewt, *story_files = find_data(shared).files
    return {"uds dev": _of_uds(encoder, ewt), "dev stories": _of_stories(encoder, story_files)}


def _of_uds(encoder: Encoder, path: Path) -> dict[str, float]:
    texts = read_gold(path, "ewt")
    layouts = [give_words(text, gives_sentences=True) for text in texts]
    pairs: list[tuple[float, float | None]] = []
    for text, marks in zip(texts, encoder.read(layouts), strict=True):
        told = {predicate.word: predicate.factuality for predicate in marks.predicates}
        for first, row in text.rows:
            pairs += [(score, told.get(first + int(word))) for word, score in row["factuality"].items()]
    return compare_scores(pairs)


def compare_scores(pairs: Sequence[tuple[float, float | None]]) -> dict[str, float]:
    """Compare gold scores with those told, None for a predicate that was not found.

    A gold score of 0 has no sign and is left out of ``sign_accuracy``.

    >>> figures = compare_scores([(1.0, 2.0), (-1.0, -0.5), (3.0, 2.5), (2.0, None)])
    >>> {name: round(value, 2) for name, value in figures.items()}
    {'r': 0.93, 'mae': 0.67, 'sign_accuracy': 100.0, 'r_of_all': 0.88, 'found': 75.0, 'predicates': 4}
    """
    found = [(gold, told) for gold, told in pairs if told is not None]
    signed = [(gold, told) for gold, told in found if gold]
    mean = fmean(gold for gold, _ in pairs) if pairs else 0.0
    return {
        "r": _correlate(found),
        "mae": fmean(abs(gold - told) for gold, told in found) if found else 0.0,
        "sign_accuracy": share(sum((gold > 0) == (told > 0) for gold, told in signed), len(signed)),
        "r_of_all": _correlate([(gold, mean if told is None else told) for gold, told in pairs]),
        "found": share(len(found), len(pairs)),
        "predicates": len(pairs),
    }


def _correlate(pairs: Sequence[tuple[float, float]]) -> float:
    try:
        return correlation([gold for gold, _ in pairs], [told for _, told in pairs])
    except StatisticsError:  # fewer than two, or all the same
        return 0.0


def _of_stories(encoder: Encoder, files: Iterable[Path]) -> dict[str, float]:
    accounts = [one for path in files for one in stories.read_accounts(path) if one.has_all_mentions]
    layouts = [lay_out(one.text, one.paragraphs) for one in accounts]
    events = [
        event
        for account, marks in zip(accounts, encoder.read(layouts), strict=True)
        for event in find_events(account, marks)
    ]
    statuses = [(gold, told) for gold, told, _ in events if told is not None]
    scores = [(gold in REAL, score) for gold, _, score in events if score is not None]
    right = Counter(gold for gold, told in statuses if gold == told)
    wanted = Counter(gold for gold, _ in statuses)
    return {
        "status_accuracy": share(right.total(), wanted.total()),
        **{f"{status}_recall": share(right[status], wanted[status]) for status in STATUSES},
        "events_found": share(len(statuses), len(events)),
        "real_auc": area_under_curve(
            [s for is_real, s in scores if is_real], [s for is_real, s in scores if not is_real]
        ),
        "predicates_found": share(len(scores), len(events)),
        "events": len(events),
    }


def find_events(account: MarkedAccount, marks: Marks) -> Iterator[tuple[str, str | None, float | None]]:
    """Give each marked event's status, the status the event head tells there, and its factuality."""
    statuses = {word: event.statuses for event in marks.events for word in range(*event.words)}
    factuality = {predicate.word: predicate.factuality for predicate in marks.predicates}
    for mark in account.marks:
        if mark.name == "ev":
            words = words_under(marks.words, *mark.span)
            told = next((statuses[word] for word in words if statuses.get(word)), {})
            score = next((factuality[word] for word in words if word in factuality), None)
            yield mark.attributes["status"], max(told, key=lambda status: told[status], default=None), score


def area_under_curve(above: Sequence[float], below: Sequence[float]) -> float:
    """Give the chance, in per cent, that one of the first is larger than one of the second; ties are half.

    >>> area_under_curve([1.0, 3.0], [0.0, 1.0])
    87.5
    """
    ranked = sorted(below)
    wins = sum(bisect_left(ranked, one) + bisect_right(ranked, one) for one in above)
    return share(wins / 2, len(above) * len(below))


def main() -> None:
    """Measure and write."""
    options = read_options(make_parser(__doc__))
    encoder = open_measured(options)
    figures = measure(encoder, options.shared)
    publish("factuality", options, find_data(options.shared), encoder.weights_id, figures)


if __name__ == "__main__":
    main()
