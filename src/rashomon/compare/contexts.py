"""What stands around a record: the words of its sentence, and whether that tells of long before."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta

from rashomon.compare.stems import sentence_stems
from rashomon.records import Account, Span, Time

LONG_BEFORE = timedelta(days=14)
"""What lies so long before publication is background in a report of something else."""


class Contexts:
    """The sentences of one account, by number; paragraphs where a report has none."""

    def __init__(self, account: Account) -> None:
        report = account.report
        self.spans = sorted(report.sentences or report.paragraphs)
        self._text = report.text
        self._starts = [start for start, _ in self.spans]
        self._published = read_day(report.published)
        self._times: dict[int, list[Time]] = {}
        for time in account.times:
            self._times.setdefault(self.number(time.span), []).append(time)

    def number(self, span: Span) -> int:
        """Give the number of the sentence in which a span starts."""
        return max(0, bisect_right(self._starts, span[0]) - 1)

    def stems(self, number: int) -> frozenset[str]:
        """Give the stems of a sentence."""
        return sentence_stems(self._text[slice(*self.spans[number])] if self.spans else self._text)

    def is_past(self, number: int) -> bool:
        """Say whether all times that a sentence names ended long before the report was published."""
        ends = [read_day(time.end or time.start) for time in self._times.get(number, ())]
        known = [end for end in ends if end is not None]
        published = self._published
        return bool(known) and published is not None and all(end < published - LONG_BEFORE for end in known)


def read_day(written: str | None) -> date | None:
    """Give the day of a date or time in ISO 8601; None for what is none.

    >>> read_day("2031-10-14T15:20:00+03:00"), read_day("2031"), read_day(None)
    (datetime.date(2031, 10, 14), None, None)
    """
    try:
        return None if written is None else date.fromisoformat(written[:10])
    except ValueError:
        return None
