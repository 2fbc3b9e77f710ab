"""How well events are coded: ``python -m benchmarks.events``.

PLOVER's gold standard records (half of them, an older draft): is the type among the events of the sentence;
on all sentences and on those where it is, has such an event an actor, and a recipient, whose country or
sector is the record's; and how many events are coded, so that coding too much shows. What the draft names
otherwise is renamed, and as it has no status, a deed to come counts as the promise or threat that the draft
codes it as.

Our stories, dev or with ``--test-stories`` for final figures: anchors by overlap, one to one; on those found
with their mark type, mode (of events whose type is right and has one), status, actors, recipients, place and
voice. An actor or recipient is the listed entity that its words are, or else the one that most mentions of
its chain are; those that no listed entity fits are not counted.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from benchmarks.results import (
    OWN_STORIES,
    Data,
    Figures,
    make_coder,
    make_parser,
    open_measured,
    publish,
    read_options,
    score,
    share,
)
from rashomon.extract.lexicon import Lexicon, load_lexicon
from rashomon.records import Account, Event, Reference, Report, Span
from training.corpora import stories
from training.corpora.markup import Mark, MarkedAccount

if TYPE_CHECKING:
    from rashomon.encode import Encoder

RENAMED = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
COUNTRIES = {"JAP": "JPN", "VTN": "VNM", "ITL": "ITA"}
"""Codes that the records misspell."""
SECTORS = {"JRN": "MED", "CIV": "CVL", "REF": "CVL"}
"""Codes that the draft has for others (refugees are civilians here); it joins those of peoples and religions
to some ("REBkur")."""
UNKNOWN = {None, "", "***", "IMG"}
PROMISED = frozenset(("CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"))
THREATENED = frozenset(("ASSAULT", "COERCE", "SANCTION", "PROTEST", "MOBILIZE"))
ROLES = (("actors", "by"), ("recipients", "to"))
Row = Mapping[str, object]


def find_data(shared: Path) -> Data:
    """Name the files that are read."""
    return Data(files=(_gsr(shared), *_stories(shared)))


def measure(encoder: Encoder, shared: Path) -> Figures:
    """Score PLOVER's records and the dev stories."""
    return {
        "plover records": measure_records(encoder, _gsr(shared)),
        "dev stories": measure_stories(encoder, _stories(shared)),
    }


def _stories(shared: Path) -> list[Path]:
    return stories.paths(shared / "annotated", OWN_STORIES, "dev")


def _gsr(shared: Path) -> Path:
    return shared / "data" / "dev" / "plover-gsr-a.json"


def measure_records(encoder: Encoder, path: Path) -> dict[str, float]:
    """Score the gold standard records, one sentence each."""
    rows = cast("list[Row]", json.loads(path.read_text("utf-8")))
    reports = [_as_report(row) for row in rows]
    lexicon = load_lexicon()
    counts: Counter[str] = Counter()
    for row, account in zip(rows, make_coder(encoder).pipe(reports), strict=True):
        counts.update(score_record(row, account, lexicon))
    figures = {
        "type_found": share(counts["type"], len(rows)),
        "events_a_sentence": counts["events"] / len(rows),
    }
    for role, _ in ROLES:
        figures[role] = share(counts[role], counts[f"{role} wanted"])
        figures[f"{role}_where_type_found"] = share(counts[role], counts[f"{role} found"])
    return figures


def _as_report(row: Row) -> Report:
    text = str(row["text"])
    return Report(
        id=str(row["id"]), text=text, paragraphs=((0, len(text)),), published=str(row["date"]), reader="json"
    )


def score_record(row: Row, account: Account, lexicon: Lexicon) -> Counter[str]:
    """Count what is right in one record: its type, and an actor and a recipient of such an event."""
    type_ = str(row["event"])
    right = [event for event in account.events if RENAMED.get(type_, type_) in _types(event)]
    counts = Counter({"events": len(account.events), "type": int(bool(right))})
    for role, key in (("actors", "source"), ("recipients", "target")):
        wanted = _codes(row.get(key))
        if wanted:
            counts[f"{role} wanted"] += 1
            counts[f"{role} found"] += bool(right)
            counts[role] += any(wanted & _codes_of(_named(event, role), account, lexicon) for event in right)
    return counts


def _types(event: Event) -> set[str]:
    """Give the types that an event has in the draft, which codes what is to come as promise or threat."""
    if event.status in ("planned", "threatened") and event.type in PROMISED:
        return {event.type, "AGREE"}
    if event.status in ("planned", "threatened") and event.type in THREATENED:
        return {event.type, "THREATEN"}
    return {event.type}


def _named(event: Event, role: str) -> Sequence[Reference]:
    """Give who has a role; of what is mutual everybody is an actor, where the draft still has recipients."""
    return event.actors if role == "actors" else event.recipients or event.actors


def _codes(parties: object) -> set[str | None]:
    found: set[str | None] = set()
    for party in cast("list[object]", parties) if isinstance(parties, list) else [parties]:
        if isinstance(party, dict):
            row = cast("dict[str, str]", party)
            code, sector = row.get("code", ""), (row.get("sector") or "")[:3]
            found |= {COUNTRIES.get(code, code), SECTORS.get(sector, sector)}
    return found - UNKNOWN


def _codes_of(references: Iterable[Reference], account: Account, lexicon: Lexicon) -> set[str | None]:
    """Give countries and sectors of entities; of words without a country the one that they name."""
    entities = {entity.id: entity for entity in account.entities}
    found: set[str | None] = set()
    for reference in references:
        entity = entities.get(reference.entity or "")
        if entity is not None:
            found |= {entity.country, entity.sector}
        if entity is None or entity.country is None:
            words = account.report.text[slice(*reference.span)].replace("'s", " ").split()
            forms = (form for word in words for form in lexicon.countries.get(word, ()))
            found |= {form.iso3 for form in forms if len(form.words) == 1}
    return found - UNKNOWN


def measure_stories(encoder: Encoder, files: Sequence[Path]) -> dict[str, float]:
    """Score accounts of our stories."""
    marked = [account for path in files for account in stories.read_accounts(path)]
    marked = [account for account in marked if account.has_all_mentions]
    reports = [
        Report(
            id=f"{one.story}-{number}",
            outlet=one.outlet,
            title=one.text[slice(*one.paragraphs[0])],
            published=one.attributes.get("published"),
            text=one.text,
            paragraphs=tuple(one.paragraphs),
            reader="stories",
        )
        for number, one in enumerate(marked)
    ]
    counts: Counter[str] = Counter()
    for one, account in zip(marked, make_coder(encoder).pipe(reports), strict=True):
        counts.update(score_account(Gold.read(one), account))
    return _story_figures(counts)


def _story_figures(counts: Counter[str]) -> dict[str, float]:
    precision, recall, f1 = score(counts["pairs"], counts["given"], counts["wanted"])
    figures = {"anchor_precision": precision, "anchor_recall": recall, "anchor_f1": f1}
    figures["type"] = share(counts["type"], counts["pairs"])
    figures["mode"] = share(counts["mode"], counts["mode wanted"])
    for name in ("status", "voice"):
        figures[name] = share(counts[name], counts["pairs"])
    for name in ("actors", "recipients", "place"):
        own = (counts[f"{name} right"], counts[f"{name} given"], counts[f"{name} wanted"])
        for kind, value in zip(("precision", "recall", "f1"), score(*own), strict=True):
            figures[f"{name}_{kind}"] = value
    return figures


@dataclass(frozen=True, slots=True)
class Gold:
    """The marks of an account that events are scored against."""

    events: list[Mark]
    mentions: list[Mark]
    cues: dict[str, list[Span]]
    contents: list[Mark]

    @classmethod
    def read(cls, account: MarkedAccount) -> Gold:
        """Sort an account's marks."""
        by_name: dict[str, list[Mark]] = {}
        for mark in account.marks:
            by_name.setdefault(mark.name, []).append(mark)
        cues: dict[str, list[Span]] = {}
        for mark in by_name.get("cue", ()):
            cues.setdefault(mark.attributes["s"], []).append(mark.span)
        return cls(by_name.get("ev", []), by_name.get("en", []), cues, by_name.get("con", []))

    def voice(self, span: Span) -> list[Span] | None:
        """Give the cues of the innermost attribution whose content holds a span; None is the outlet's own."""
        holding = [mark for mark in self.contents if mark.span[0] <= span[0] and span[1] <= mark.span[1]]
        inner = min(holding, key=lambda mark: mark.span[1] - mark.span[0], default=None)
        return None if inner is None else self.cues.get(inner.attributes["s"], [])


def score_account(gold: Gold, account: Account) -> Counter[str]:
    """Count what is right in one account."""
    counts = Counter({"given": len(account.events), "wanted": len(gold.events)})
    chains = find_listed(gold, account)
    places = {place.id: Reference(span=place.span, entity=place.entity) for place in account.places}
    cues = {statement.id: statement.cue.span for statement in account.statements}
    for event, mark in pair_up(account.events, gold.events):
        wanted = mark.attributes
        is_right = event.type == wanted["type"]
        counts.update({"pairs": 1, "type": is_right, "status": event.status == wanted["status"]})
        if is_right and event.type != "OTHER" and "mode" in wanted:
            counts.update({"mode wanted": 1, "mode": event.mode == wanted["mode"]})
        counts["voice"] += _is_same_voice(cues.get(event.voice or ""), gold.voice(mark.span))
        place = [one for one in (places.get(event.place or ""),) if one is not None]
        for name, references, key in (
            ("actors", event.actors, "by"),
            ("recipients", event.recipients, "to"),
            ("place", place, "at"),
        ):
            own = {entity for one in references if (entity := _entity(one, gold, chains)) is not None}
            listed = set(wanted.get(key, "").split())
            counts.update({f"{name} right": len(own & listed), f"{name} given": len(own)})
            counts[f"{name} wanted"] += len(listed)
    return counts


def pair_up(events: Sequence[Event], marks: Sequence[Mark]) -> list[tuple[Event, Mark]]:
    """Pair events with the marks that their anchors share most characters with, each once."""
    pairs = pair_spans([event.anchor for event in events], [mark.span for mark in marks])
    return [(events[one], marks[other]) for one, other in pairs]


def pair_spans(ours: Sequence[Span], marked: Sequence[Span]) -> list[tuple[int, int]]:
    """Pair spans, by their places, with those that they share most characters with, each once."""
    shared = sorted(
        (-min(mine[1], theirs[1]) + max(mine[0], theirs[0]), one, other)
        for one, mine in enumerate(ours)
        for other, theirs in enumerate(marked)
        if mine[0] < theirs[1] and theirs[0] < mine[1]
    )
    pairs: list[tuple[int, int]] = []
    used: tuple[set[int], set[int]] = set(), set()
    for _, one, other in shared:
        if one not in used[0] and other not in used[1]:
            used[0].add(one)
            used[1].add(other)
            pairs.append((one, other))
    return pairs


def find_listed(gold: Gold, account: Account) -> dict[str, str]:
    """Give for each of our entities the listed one that most of its mentions are."""
    listed = {mark.span: mark.attributes["x"] for mark in gold.mentions}
    chains: dict[str, str] = {}
    for entity in account.entities:
        votes = Counter(listed[mention.span] for mention in entity.mentions if mention.span in listed)
        if votes:
            chains[entity.id] = votes.most_common(1)[0][0]
    return chains


def _entity(reference: Reference, gold: Gold, chains: Mapping[str, str]) -> str | None:
    for mark in gold.mentions:
        if mark.span == reference.span:
            return mark.attributes["x"]
    if reference.entity in chains:
        return chains[reference.entity]
    return next((mark.attributes["x"] for mark in gold.mentions if mark.span[1] == reference.span[1]), None)


def _is_same_voice(own: Span | None, gold: Sequence[Span] | None) -> bool:
    if own is None or gold is None:
        return own is None and gold is None
    return any(own[0] < end and start < own[1] for start, end in gold)


def main() -> None:
    """Measure and publish."""
    parser = make_parser(__doc__)
    parser.add_argument("--test-stories", action="store_true", help="measure the test stories instead")
    options = read_options(parser)
    encoder = open_measured(options)
    if options.test_stories:
        files = stories.paths(options.shared / "annotated", OWN_STORIES, "test")
        figures: Figures = {"test stories": measure_stories(encoder, files)}
        publish("events-test-stories", options, Data(files=tuple(files)), encoder.weights_id, figures)
    else:
        figures = measure(encoder, options.shared)
        publish("events", options, find_data(options.shared), encoder.weights_id, figures)


if __name__ == "__main__":
    main()
