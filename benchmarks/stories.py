"""How well reports are grouped to stories: ``python -m benchmarks.stories``.

Our stories, all reports of a split in order of publication (dev, or with ``--test-stories`` for final
figures): as they are, which is easy, for they are months apart; and with all stories shifted to within ten
days of one another. And the documents of ECB+ 1 to 35 by sub-topic, which have no dates and stand in order
of name, beside two baselines on the same texts: TF-IDF with average linkage, at the threshold that is best
for it on this very data; and all of a topic in one story. ECB+ helped to choose our thresholds too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace

from benchmarks.chain_metrics import ChainScores, Score, score_b_cubed
from benchmarks.ecbplus_texts import EcbText, find_files, read_texts
from benchmarks.marked_accounts import CodedStory, code_stories
from benchmarks.results import (
    OWN_STORIES,
    Data,
    Figures,
    make_coder,
    make_parser,
    open_measured,
    publish,
    read_options,
)
from benchmarks.tfidf import cluster_texts
from rashomon.compare.grouping import group_reports
from rashomon.compare.joining import Scorer
from rashomon.compare.signatures import Signature, sign
from training.corpora import stories

DAYS, DAYS_FROM = 10, 1000
"""Within how many days stories are shifted, and to where: to the days after this one of the calendar."""


def score_grouping(signed: Sequence[tuple[str, Signature]], scorer: Scorer | None = None) -> Score:
    """Score the stories of reports, each with that it belongs to."""
    return score_b_cubed(*group_signed(signed, scorer))


def group_signed(
    signed: Sequence[tuple[str, Signature]], scorer: Scorer | None = None
) -> tuple[list[list[str]], list[list[str]]]:
    """Give the ids of reports by the story each belongs to, and by the one it was put into."""
    wanted = collect((name, signature.report) for name, signature in signed)
    found = group_reports((signature for _, signature in signed), scorer)
    return wanted, collect((story, report) for report, story in found)


def collect(pairs: Iterable[tuple[Hashable, str]]) -> list[list[str]]:
    """Collect what has one name.

    >>> collect([("a", "1"), ("b", "2"), ("a", "3")])
    [['1', '3'], ['2']]
    """
    groups: dict[Hashable, list[str]] = defaultdict(list)
    for name, one in pairs:
        groups[name].append(one)
    return list(groups.values())


def sign_stories(told: Sequence[CodedStory], *, shifted: bool) -> list[tuple[str, Signature]]:
    """Sign the reports of stories, in order of publication, each with its story's name."""
    signed = [
        (story.marked.name, signature)
        for number, story in enumerate(told)
        for signature in sign_story(story, number if shifted else None)
    ]
    return sorted(signed, key=lambda one: one[1].day or 0)


def sign_story(story: CodedStory, number: int | None = None) -> list[Signature]:
    """Sign the reports of a story; with a number as if it had begun that many days (of ``DAYS``) in."""
    signatures = [sign(account) for account in story.coded]
    start = min(one.day for one in signatures if one.day is not None)
    shift = 0 if number is None else DAYS_FROM + number % DAYS - start
    return [
        replace(
            one,
            day=(one.day or start) + shift,
            dated=frozenset((deed, day + shift) for deed, day in one.dated),
        )
        for one in signatures
    ]


def measure_stories(told: Sequence[CodedStory], split: str) -> Figures:
    """Score our stories."""
    return {
        f"{split} stories": _figures(*group_signed(sign_stories(told, shifted=False))),
        f"{split} stories within ten days": _figures(*group_signed(sign_stories(told, shifted=True))),
    }


def measure_ecbplus(texts: Sequence[EcbText], signatures: Sequence[Signature]) -> Figures:
    """Score sub-topics of ECB+."""
    named = [(one.subtopic, signature) for one, signature in zip(texts, signatures, strict=True)]
    wanted = collect((one.subtopic, one.report.id) for one in texts)
    ids = [one.report.id for one in texts]
    at = {report: number for number, report in enumerate(ids)}
    clusters, threshold = cluster_texts(
        [one.report.text for one in texts], [[at[report] for report in own] for own in wanted]
    )
    by_tfidf = [[ids[number] for number in cluster] for cluster in clusters]
    by_topic = collect((one.topic, one.report.id) for one in texts)
    return {
        "ecb+ sub-topics": _figures(*group_signed(named)),
        "ecb+, TF-IDF": {**_figures(wanted, by_tfidf), "best_threshold": threshold},
        "ecb+, one story a topic": _figures(wanted, by_topic),
    }


def _figures(wanted: Sequence[Sequence[str]], given: Sequence[Sequence[str]]) -> dict[str, float]:
    scores = ChainScores()
    scores.add(wanted, given)
    return {
        "reports": sum(map(len, wanted)),
        "stories": len(wanted),
        "found": len(given),
        "b_cubed_precision": 100 * scores.b_cubed.precision,
        "b_cubed_recall": 100 * scores.b_cubed.recall,
        "b_cubed_f1": 100 * scores.b_cubed.f1,
        "conll_f1": 100 * scores.conll,
    }


def main() -> None:
    """Measure and publish."""
    parser = make_parser(__doc__)
    parser.add_argument("--test-stories", action="store_true", help="measure the test stories instead")
    options = read_options(parser)
    encoder = open_measured(options)
    split, name = ("test", "stories-test-stories") if options.test_stories else ("dev", "stories")
    files = stories.paths(options.shared / "annotated", OWN_STORIES, split)
    figures = measure_stories(code_stories(files, encoder), split)
    if not options.test_stories:
        texts = list(read_texts(options.shared))
        accounts = make_coder(encoder).pipe(one.report for one in texts)
        figures |= measure_ecbplus(texts, [sign(account) for account in accounts])
        files = [*files, *find_files(options.shared)]
    publish(name, options, Data(files=tuple(files)), encoder.weights_id, figures)


if __name__ == "__main__":
    main()
