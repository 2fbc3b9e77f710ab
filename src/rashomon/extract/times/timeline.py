"""What relative times hang on: the date of the report, and the times told so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import MAXYEAR, MINYEAR, datetime

from rashomon.extract.times.meanings import RANK
from rashomon.extract.times.stretches import DAY, Stretch, unit_around

WRITTEN, BY_PUBLISHED, BY_ANOTHER = "written", "relative to published", "relative to another"
_NAIVE = len("2031-03-04T17:40:00")


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where an expression lies, None where that cannot be known, and what it was counted from.

    ``ends`` are the places of a range's two ends.
    """

    stretch: Stretch | None
    how: str
    ends: tuple[Stretch | None, ...] = ()


@dataclass(slots=True, kw_only=True)
class Timeline:
    """When a report was published, and the times told so far.

    ``last`` is the time told last; ``period`` the last that is wider than a week, with which "a year earlier"
    compares; ``scene`` the last day told in the paragraph that is being read.
    """

    published: datetime | None
    has_clock: bool = False
    zone: str | None = None
    last: Stretch | None = None
    period: Stretch | None = None
    scene: Stretch | None = None
    today: Stretch | None = field(init=False)
    """The day of publication."""

    def __post_init__(self) -> None:
        """Find the day of publication."""
        self.today = None if self.published is None else unit_around("day", self.published)

    def tell(self, stretch: Stretch) -> None:
        """Note a time that what follows may hang on."""
        self.last = stretch
        if RANK[stretch.unit] < RANK["week"]:
            self.period = stretch
        elif RANK[stretch.unit] >= DAY:
            self.scene = unit_around("day", stretch.at)


def read_published(published: str | None) -> Timeline:
    """Read the date of a report: ISO 8601, with or without a time; anything else is not known.

    Neither are the first and the last year of the calendar, around which there is no room to count.

    >>> read_published("2031-03-04T17:40:00+01:00").zone, read_published("last week").published
    ('+01:00', None)
    """
    try:
        at = datetime.fromisoformat(published or "")
    except ValueError:
        return Timeline(published=None)
    if not MINYEAR < at.year < MAXYEAR:
        return Timeline(published=None)
    zone = at.isoformat(timespec="seconds")[_NAIVE:] or None
    return Timeline(published=at.replace(tzinfo=None), has_clock=":" in (published or ""), zone=zone)
