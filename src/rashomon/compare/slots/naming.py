"""Who calls whom what: names, loaded words, and the verbs by which outlets let somebody speak."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rashomon.compare.positions import Stand, Telling, always_compatible, make_divergence
from rashomon.compare.stems import fold
from rashomon.compare.voices import Voices
from rashomon.records import Account, Divergence, Happening, RecordIn, Span, StoryEntity


def find_names(
    accounts: Sequence[Account], entities: Sequence[StoryEntity], voices: Mapping[str, Voices]
) -> Iterator[Divergence]:
    """Give the names and descriptions by which each outlet and source speaks of an entity, pronouns aside."""
    mentions = {
        RecordIn(report=account.report.id, id=entity.id): [
            mention.span for mention in entity.mentions if mention.form != "pronoun"
        ]
        for account in accounts
        for entity in account.entities
    }
    for entity in entities:
        if len({one.report for one in entity.members}) > 1:
            tellings = [
                _tell_name(span, voices[one.report]) for one in entity.members for span in mentions[one]
            ]
            yield make_divergence("name", entity.id, tellings, always_compatible, accounts)


def _tell_name(span: Span, voices: Voices) -> Telling:
    voice = voices.tell(span, voices.innermost(span))
    words = voice.words or ""
    key = fold(words)
    for article in ("the ", "a ", "an "):
        key = key.removeprefix(article)
    return Telling(key=key, value=words, voice=voice)


def find_labels(
    accounts: Sequence[Account],
    entities: Sequence[StoryEntity],
    happenings: Sequence[Happening],
    voices: Mapping[str, Voices],
) -> Iterator[Divergence]:
    """Give the loaded words that are said of an entity or a happening, and whose they are."""
    of = {(one.report, one.id): entity.id for entity in entities for one in entity.members}
    of |= {(one.report, one.event): happening.id for happening in happenings for one in happening.events}
    by_target: dict[str, list[Telling]] = {}
    for account in accounts:
        report, own = account.report.id, voices[account.report.id]
        for label in account.labels:
            target = of.get((report, label.target or ""))
            if target is not None:
                voice = own.tell(label.span, label.voice)
                key = (fold(voice.words or ""), label.tone)
                by_target.setdefault(target, []).append(
                    Telling(key=key, value=f"{voice.words} ({label.tone})", voice=voice)
                )
    for target, tellings in by_target.items():
        yield make_divergence("label", target, tellings, _relate_tones, accounts)


def _relate_tones(one: Stand, other: Stand) -> str:
    tones = [stand.first.value.rpartition(" ")[2] for stand in (one, other)]
    return "compatible" if tones[0] == tones[1] else "conflicting"


def find_attributions(
    accounts: Sequence[Account], entities: Sequence[StoryEntity], voices: Mapping[str, Voices]
) -> Iterator[Divergence]:
    """Give the verbs by which each outlet, in its own voice, lets those speak whom several reports quote."""
    of = {one: entity.id for entity in entities for one in entity.members}
    by_speaker: dict[str, list[Telling]] = {}
    for account in accounts:
        own = voices[account.report.id]
        for statement in account.statements:
            entity = None if statement.source is None else own.entity(statement.source)
            if entity is not None and statement.within is None:
                cue = statement.cue
                telling = Telling(
                    key=cue.lemma, value=f"{cue.lemma} ({cue.stance})", voice=own.tell(cue.span, None)
                )
                by_speaker.setdefault(entity, []).append(telling)
    for entity in dict.fromkeys(of.values()):
        tellings = by_speaker.get(entity, [])
        if len({one.voice.report for one in tellings}) > 1:
            yield make_divergence("attribution", entity, tellings, always_compatible, accounts)
