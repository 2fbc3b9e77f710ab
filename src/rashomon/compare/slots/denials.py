"""Who denies what: a denying statement and the statement or happening that it denies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rashomon.compare.positions import Stand, Telling, make_divergence
from rashomon.compare.rarities import Rarities
from rashomon.compare.stems import content_stems
from rashomon.compare.voices import Voices
from rashomon.records import Account, Divergence, Happening, Statement

_CLAIMS = ("statement", "belief")
LIKE = 0.2
"""Share of the words of two statements, rare ones counting more, from which one may answer the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    statement: Statement
    voices: Voices
    speaker: str | None
    stems: frozenset[str]
    happenings: frozenset[str]
    around: frozenset[str]
    """The statements that it stands in."""

    @property
    def entity(self) -> str | None:
        source = self.statement.source
        return None if source is None else self.voices.entity(source)

    @property
    def is_denial(self) -> bool:
        """Whether something told is denied: who "did not want to" denies nothing."""
        cue = self.statement.cue
        return cue.stance == "denying" or (self.statement.polarity == "denied" and cue.kind in _CLAIMS)

    def tell(self, value: str) -> Telling:
        content = self.statement.content
        span = (content[0][0], content[-1][1]) if content else self.statement.cue.span
        return Telling(key=value, value=value, voice=self.voices.tell(span, self.statement.id))


def find_denials(
    accounts: Sequence[Account], happenings: Sequence[Happening], voices: Mapping[str, Voices]
) -> Iterator[Divergence]:
    """Give each denial with what it denies: statements of others that it is likest to.

    Statements are alike by the happenings they tell of and by their words. Where none is like enough, a
    denial answers those who accuse the denier; else it stands alone.
    """
    of = {(one.report, one.event): happening.id for happening in happenings for one in happening.events}
    said = [one for account in accounts for one in _list_said(account, of, voices)]
    rarities = Rarities(one.stems for one in said)
    accusations = _list_accusations(accounts, voices)
    for denial in said:
        if not denial.is_denial or not denial.stems:
            continue
        denied = [one.tell("said") for one in said if _is_answered(one, denial, rarities)]
        tellings = [denial.tell("denied"), *(denied or accusations.get(denial.entity or "", ()))]
        yield make_divergence("denial", min(denial.happenings, default=None), tellings, _relate, [])


def _list_accusations(accounts: Sequence[Account], voices: Mapping[str, Voices]) -> dict[str, list[Telling]]:
    """Give for each entity of the story the events in which it is accused."""
    found: dict[str, list[Telling]] = {}
    for account in accounts:
        own = voices[account.report.id]
        for event in account.events:
            for reference in event.recipients if event.type == "ACCUSE" else ():
                entity = own.entity(reference)
                if entity is not None:
                    voice = own.tell(event.anchor, event.voice)
                    found.setdefault(entity, []).append(Telling(key="said", value="said", voice=voice))
    return found


def _relate(_one: Stand, _other: Stand) -> str:
    return "conflicting"


def _list_said(
    account: Account, of: Mapping[tuple[str, str], str], voices: Mapping[str, Voices]
) -> Iterator[_Said]:
    report = account.report
    within = {one.id: one.within for one in account.statements}
    for statement in account.statements:
        own = [event for event in account.events if event.voice == statement.id]
        words = " ".join(report.text[start:end] for start, end in statement.content)
        yield _Said(
            statement=statement,
            voices=voices[report.id],
            speaker=voices[report.id].speaker(statement.id),
            stems=frozenset(content_stems(words)),
            happenings=frozenset(of[report.id, event.id] for event in own if (report.id, event.id) in of),
            around=frozenset(_list_around(statement, within)),
        )


def _list_around(statement: Statement, within: Mapping[str, str | None]) -> Iterator[str]:
    """Give the statements that one stands in, innermost first."""
    seen = {statement.id}
    outer = statement.within
    while outer is not None and outer not in seen:
        yield outer
        seen.add(outer)
        outer = within.get(outer)


def _is_answered(one: _Said, denial: _Said, rarities: Rarities) -> bool:
    """Say whether a denial answers what somebody said; who passes it on said the denial itself."""
    if one.voices is denial.voices and one.statement.id in denial.around:
        return False
    if one.is_denial or (one.speaker is not None and one.speaker == denial.speaker):
        return False
    likeness = rarities.overlap(one.stems, denial.stems)
    return likeness > (LIKE / 2 if one.happenings & denial.happenings else LIKE)
