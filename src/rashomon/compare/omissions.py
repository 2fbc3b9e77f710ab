"""What at least two origins tell and other reports of the story do not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rashomon.compare.voices import Voices
from rashomon.records import Account, Divergence, Happening, Omission, Origin, Voice

INDEPENDENT = 2
"""Origins that must tell of something before anybody is said to leave it out."""
FIGURES = frozenset(("killed", "injured", "missing", "arrested", "displaced", "participants", "seized"))


def find_omissions(
    accounts: Sequence[Account],
    origins: Sequence[Origin],
    happenings: Sequence[Happening],
    divergences: Sequence[Divergence],
    voices: Mapping[str, Voices],
) -> Iterator[Omission]:
    """Give the happenings and figures that two origins tell and some reports are silent on.

    It says nothing of why: a report may be shorter, or older than what it leaves out.
    """
    origin_of = {report: origin.id for origin in origins for report in origin.reports}
    everyone = [account.report.id for account in accounts]
    events = {(account.report.id, event.id): event for account in accounts for event in account.events}
    for happening in happenings:
        told = [
            voices[one.report].tell(events[one.report, one.event].anchor, events[one.report, one.event].voice)
            for one in happening.events
        ]
        yield from _omit("happening", happening.id, told, everyone, origin_of)
    for one in divergences:
        if one.slot in FIGURES:
            told = [
                voice for position in one.positions if position.value is not None for voice in position.voices
            ]
            yield from _omit(one.slot, one.about or one.id, told, everyone, origin_of)


def _omit(
    slot: str, about: str, told: Sequence[Voice], everyone: Sequence[str], origin_of: Mapping[str, str]
) -> Iterator[Omission]:
    first: dict[str, Voice] = {}
    for voice in told:
        first.setdefault(voice.report, voice)
    silent = tuple(report for report in everyone if report not in first)
    if silent and len({origin_of[report] for report in first}) >= INDEPENDENT:
        yield Omission(slot=slot, about=about, told_by=tuple(first.values()), silent=silent)
