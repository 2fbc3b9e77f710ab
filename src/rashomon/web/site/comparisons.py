"""Stories laid side by side, kept as long as nothing of them changes."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from threading import Lock

from rashomon import charts
from rashomon.compare import compare
from rashomon.compare.overview import Overview, oversee
from rashomon.compare.summaries import count_speakers, tell_largest
from rashomon.records import Story
from rashomon.store import Corpus, StoryRow
from rashomon.stories import read_judgements

KEPT = 64
"""Stories held with their accounts, some 0.1 MB a report."""
MOST_REPORTS = 200
"""Reports of a story that are compared, the first ones: time grows with their square."""

Version = tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A story laid side by side; ``left_out`` counts reports beyond those that are compared."""

    story: Story
    overview: Overview
    left_out: int

    def tabulate(self, kind: str) -> charts.Table:
        """Give what a chart of it shows; worked out once."""
        if kind not in self._tables:
            self._tables[kind] = charts.tabulate(kind, self.story, list(self.overview.texts.values()))
        return self._tables[kind]

    _tables: dict[str, charts.Table] = field(default_factory=dict[str, charts.Table], repr=False)


class Comparisons:
    """Compares each story once, and again when its reports, their accounts or judgements have changed."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[Version, Compared]] = OrderedDict()
        self._lock, self._preparing = Lock(), Lock()

    def find(self, corpus: Corpus, story_id: str) -> Compared:
        """Give a story by its whole id.

        Raises:
            KeyError: there is no such story.
        """
        version = _version(corpus, story_id)
        with self._lock:
            kept = self._kept.get(story_id)
        if kept is None or kept[0] != version:
            kept = version, _compare(corpus, story_id)
        with self._lock:
            self._kept[story_id] = kept
            self._kept.move_to_end(story_id)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return kept[1]

    def has(self, story_id: str) -> bool:
        """Tell whether a story was compared, if not as it is now."""
        return story_id in self._kept

    def prepare(self, corpus: Corpus, stories: Iterable[str]) -> None:
        """Compare stories before they are asked for (30 reports take a second), one thread at a time."""
        if not self._preparing.acquire(blocking=False):
            return
        try:
            for story in stories:
                with suppress(KeyError):
                    self.find(corpus, story)
        finally:
            self._preparing.release()

    def count(self, corpus: Corpus, row: StoryRow) -> StoryRow:
        """Put into a row of a list what only a comparison tells."""
        compared = self.find(corpus, row.id)
        return replace(
            row,
            origins=len(compared.story.origins) + compared.left_out,
            speakers=count_speakers(compared.story.divergences),
            divergence=tell_largest(compared.story) or "",
        )


def _version(corpus: Corpus, story_id: str) -> Version:
    """Tell what a comparison was made of."""
    reports = corpus.story(story_id)
    stored = [one.id for one in reports if one.copy_of is None]
    # A report that is coded anew gets a new number.
    asked = "SELECT number FROM reports WHERE id IN (SELECT value FROM json_each(?)) ORDER BY number"
    numbers = tuple(row["number"] for row in corpus.query(asked, (json.dumps(stored),)))
    return tuple(reports), numbers, tuple(read_judgements(corpus, stored))


def _compare(corpus: Corpus, story_id: str) -> Compared:
    stored = [one.id for one in corpus.story(story_id) if one.copy_of is None]
    chosen = stored[:MOST_REPORTS]
    accounts = [corpus.account(report) for report in chosen]
    copies = [(report, copy) for report in chosen for copy, _ in corpus.copies(report)]
    story = compare(accounts, read_judgements(corpus, chosen), copies, story_id=story_id)
    return Compared(story=story, overview=oversee(story, accounts), left_out=len(stored) - len(chosen))
