"""What the voices of a story say of one slot, gathered to positions, and how those stand to one another."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from rashomon.compare.amounts import Amount
from rashomon.records import Account, Divergence, Position, RecordIn, Voice
from rashomon.text import content_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One voice's word on a slot: ``key`` is equal for what is the same, ``value`` how it is shown."""

    key: Hashable
    value: str
    voice: Voice
    amount: Amount | None = None
    at: RecordIn | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """All tellings of one key, in order of publication."""

    tellings: tuple[Telling, ...]

    @property
    def first(self) -> Telling:
        """The telling that was published first."""
        return self.tellings[0]


Relate = Callable[[Stand, Stand], str]
"""Say how two stands are related: "same", "compatible", "unsure" or "conflicting"."""


def always_compatible(_one: Stand, _other: Stand) -> str:
    """Take any two for compatible: for slots in which voices differ without contradiction."""
    return "compatible"


def gather(tellings: Iterable[Telling]) -> list[Stand]:
    """Gather tellings by key; the key told first comes first, a voice counts once in each."""
    by_key: dict[Hashable, dict[Hashable, Telling]] = {}
    for one in sorted(tellings, key=_when):
        voice = one.voice
        who = voice.report, voice.speaker, voice.statement is None
        by_key.setdefault(one.key, {}).setdefault(who, one)
    return [Stand(tellings=tuple(voices.values())) for voices in by_key.values()]


def _when(one: Telling) -> tuple[bool, str, str, tuple[int, int]]:
    voice = one.voice
    return voice.published is None, voice.published or "", voice.report, voice.span or (0, 0)


def make_divergence(
    slot: str,
    about: str | None,
    tellings: Iterable[Telling],
    relate: Relate,
    accounts: Sequence[Account],
    silent: Iterable[Voice] = (),
) -> Divergence:
    """Make the divergence of a slot; ``accounts`` of which nothing is told are silent.

    ``silent`` are voices that tell of what it is about, but not this; the words they do it with are shown.
    """
    stands = gather(tellings)
    positions = [_to_position(one) for one in stands]
    spoke = {voice.report for one in positions for voice in one.voices}
    without = {voice.report: voice for voice in silent if voice.report not in spoke}
    for account in accounts:
        report = account.report
        if report.id not in spoke and report.id not in without:
            without[report.id] = Voice(report=report.id, outlet=report.outlet, published=report.published)
    if without:
        positions.append(Position(value=None, voices=tuple(without[key] for key in sorted(without))))
    told = sorted(f"{voice.report} {voice.span}" for one in positions for voice in one.voices)
    return Divergence(
        id=content_id("divergence", slot, about, *told),
        slot=slot,
        about=about,
        relation=find_relation(stands, relate, len(spoke)),
        positions=tuple(positions),
    )


def _to_position(stand: Stand) -> Position:
    first, amount = stand.first, stand.first.amount
    return Position(
        value=first.value,
        low=amount.low if amount else None,
        high=amount.high if amount else None,
        voices=tuple(one.voice for one in stand.tellings),
    )


def find_relation(stands: Sequence[Stand], relate: Relate, reports: int) -> str:
    """Say how the positions of a slot stand to one another.

    "silent" if one report alone tells; "unsure" if any two differ that may not be of one thing; "conflicting"
    if any two contradict each other; "updated" if all that do are figures of the same voice, or nobody
    else's, one after the other; "compatible" if they differ, else "same".
    """
    relations = {_relate_in_time(one, other, relate) for one, other in combinations(stands, 2)}
    for relation in ("unsure", "conflicting", "updated", "compatible"):
        if relation in relations:
            return relation
    return "same" if reports > 1 else "silent"


def _relate_in_time(one: Stand, other: Stand, relate: Relate) -> str:
    relation = relate(one, other)
    is_figure = one.first.amount is not None
    return "updated" if relation == "conflicting" and is_figure and is_update(one, other) else relation


def is_update(one: Stand, other: Stand) -> bool:
    """Say whether one of two stands came after the other and out of the same mouth.

    Whoever tells one tells the other in the same report ("put the toll at 11, raised it to 16"). Or all of
    one are published after all of the other, and both are told by one speaker, in one outlet, or by the
    outlets alone.
    """
    voices = [[telling.voice for telling in stand.tellings] for stand in (one, other)]
    told = [{(voice.report, voice.speaker) for voice in own if voice.speaker} for own in voices]
    if any(len(own) == len(told[at]) and told[at] <= told[1 - at] for at, own in enumerate(voices)):
        return True
    speakers = [{voice.speaker for voice in own} for own in voices]
    times = [[telling.voice.published for telling in stand.tellings] for stand in (one, other)]
    if any(time is None for own in times for time in own):
        return False
    left, right = ([time for time in own if time is not None] for own in times)
    if not (max(left) < min(right) or max(right) < min(left)):
        return False
    outlets = [{voice.outlet for voice in own} for own in voices]
    return bool(speakers[0] & speakers[1]) or bool(outlets[0] & outlets[1])
