"""What the benchmark of events counts."""

from __future__ import annotations

from benchmarks.events import Gold, pair_up, score_account, score_record
from rashomon.extract import load_lexicon
from rashomon.records import (
    Account,
    Cue,
    Entity,
    Event,
    Mention,
    Place,
    Reason,
    Reference,
    Report,
    Span,
    Statement,
)
from training.corpora.markup import Mark

TEXT = "Peru said troops attacked Lima. They will visit Chile."


def at(words: str) -> Span:
    start = TEXT.index(words)
    return start, start + len(words)


def event(words: str, type_: str, **more: object) -> Event:
    return Event(
        id=words,
        type=type_,
        anchor=at(words),
        confidence=1.0,
        because=(Reason(by="test"),),
        **{"status": "happened", **more},  # pyright: ignore[reportArgumentType]
    )


def mark(name: str, words: str, **attributes: str) -> Mark:
    return Mark(name, at(words), attributes)


def gold(*events: Mark) -> Gold:
    mentions = [mark("en", "troops", x="army"), mark("en", "They", x="army"), mark("en", "Lima", x="lima")]
    contents = [mark("con", "troops attacked Lima", s="1")]
    return Gold(list(events), mentions, {"1": [at("said")]}, contents)


ATTACK = mark("ev", "attacked", type="ASSAULT", mode="beat", status="happened", by="army", at="lima")
VISIT = mark("ev", "visit", type="CONSULT", mode="visit", status="planned", by="army", to="chile")


def account(*events: Event) -> Account:
    return Account(
        report=Report(id="r", text=TEXT, paragraphs=((0, len(TEXT)),), reader="by hand"),
        entities=(
            Entity(
                id="e",
                name="troops",
                kind="group",
                sector="MIL",
                mentions=(
                    Mention(span=at("troops"), form="description"),
                    Mention(span=at("They"), form="pronoun"),
                ),
                confidence=1.0,
            ),
        ),
        statements=(
            Statement(
                id="s",
                source=Reference(span=at("Peru")),
                source_kind="government",
                anonymous=False,
                cue=Cue(span=at("said"), lemma="say", kind="statement", stance="neutral"),
                content=(at("troops attacked Lima"),),
                manner="indirect",
                polarity="asserted",
                confidence=1.0,
            ),
        ),
        places=(Place(id="p", span=at("Lima"), name="Lima", how="unresolved", confidence=1.0),),
        events=events,
        coder="test",
    )


def test_anchors_are_paired_once_each_by_what_they_share() -> None:
    long, short = event("troops attacked Lima", "ASSAULT"), event("attacked", "ASSAULT")
    assert pair_up([long, short], [ATTACK]) == [(long, ATTACK)]


def test_a_right_event_counts_in_every_part() -> None:
    told = event(
        "attacked",
        "ASSAULT",
        mode="beat",
        actors=(Reference(span=at("troops"), entity="e"),),
        place="p",
        voice="s",
    )
    counts = score_account(gold(ATTACK), account(told))
    parts = ("type", "mode", "status", "voice", "actors right", "place right")
    assert {part: counts[part] for part in parts} == dict.fromkeys(parts, 1)
    assert (counts["given"], counts["wanted"], counts["pairs"]) == (1, 1, 1)


def test_a_wrong_event_counts_in_none() -> None:
    told = event("attacked", "COERCE", mode="seize", status="denied", actors=(Reference(span=at("Lima")),))
    counts = score_account(gold(ATTACK), account(told))
    parts = ("type", "mode", "status", "voice", "actors right", "mode wanted")
    assert {part: counts[part] for part in parts} == dict.fromkeys(parts, 0)
    assert counts["actors given"] == counts["actors wanted"] == counts["place wanted"] == 1


def test_an_actor_is_known_by_its_chain_and_one_that_is_not_listed_counts_neither_way() -> None:
    told = event(
        "visit",
        "CONSULT",
        status="planned",
        actors=(Reference(span=at("They will"), entity="e"),),
        recipients=(Reference(span=at("Chile")),),
    )
    counts = score_account(gold(VISIT), account(told))
    assert (counts["actors right"], counts["actors given"]) == (1, 1)
    assert (counts["recipients right"], counts["recipients given"], counts["recipients wanted"]) == (0, 0, 1)


def test_a_record_wants_its_type_and_a_country_or_sector_of_each_side() -> None:
    row = {
        "event": "FIGHT",
        "source": [{"actorText": "troops", "code": "PER", "sector": "MILxyz"}],
        "target": [{"actorText": "Lima", "code": "PER"}],
    }
    told = event("attacked", "ASSAULT", actors=(Reference(span=at("troops"), entity="e"),))
    counts = score_record(row, account(told), load_lexicon())
    assert counts["type"] == 1 and counts["actors"] == 1
    assert counts["recipients wanted"] == 1 and counts["recipients"] == 0


def test_what_is_to_come_is_the_promise_or_threat_that_the_draft_codes() -> None:
    told = event("visit", "CONSULT", status="planned", actors=(Reference(span=at("Peru")),))
    counts = score_record({"event": "AGREE", "source": [{"code": "PER"}]}, account(told), load_lexicon())
    assert counts["type"] == 1 and counts["actors"] == 1
