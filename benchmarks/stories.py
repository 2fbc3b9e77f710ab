"""How well reports are grouped to stories: ``python -m benchmarks.stories``.

Our stories, all reports of a split in order of publication (dev, or with ``--test-stories`` for final
figures); and the documents of ECB+ by sub-topic, which have no dates and stand in order of name. For ECB+ two
baselines in the same run: cosine of TF-IDF vectors over the same stems with single linkage, at the threshold
that is best for it on this very data; and all of a topic in one story.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from benchmarks.chain_metrics import Score, score_b_cubed
from rashomon.compare.grouping import group_reports
from rashomon.compare.joining import Scorer
from rashomon.compare.signatures import Signature


def score_grouping(signed: Sequence[tuple[str, Signature]], scorer: Scorer | None = None) -> Score:
    """Score the stories of reports, each with that it belongs to."""
    wanted: dict[str, list[str]] = defaultdict(list)
    for name, signature in signed:
        wanted[name].append(signature.report)
    given: dict[str, list[str]] = defaultdict(list)
    for report, story in group_reports((signature for _, signature in signed), scorer):
        given[story].append(report)
    return score_b_cubed(list(wanted.values()), list(given.values()))
