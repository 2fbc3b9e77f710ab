"""How well loaded words are found: ``python -m benchmarks.labels``. Our stories' ``lab`` marks; raw text in.

A mark is found if a label shares words with it; ``exact`` tells those with the same span. Of the found ones,
tone and voice are compared with the mark's (the voice is right if both are the outlet's own, or both are
statements whose cues overlap), and the target: right if one of the entity's mentions or the event's anchor
lies on a mark of what the loaded word is said to colour. Annotators marked what struck them: a label without
a mark may still be loaded, so that precision is a lower bound.

``--test-stories`` measures the test stories instead, for a final report. Never choose anything by them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

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
from rashomon.read import read_report
from rashomon.records import Account, Label, Report, Span
from rashomon.text import settle
from training.corpora import stories
from training.corpora.markup import Mark, MarkedAccount

if TYPE_CHECKING:
    from rashomon.encode import Encoder

LONGER = 25
"""Characters by which an entity's mention may differ in length from the mark it is taken for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an account's marks say: loaded words, and where targets, contents and cues are."""

    labels: list[Mark]
    targets: Mapping[str, list[Span]]
    contents: list[tuple[Span, str]]
    cues: Mapping[str, list[Span]]


def find_data(shared: Path) -> Data:
    """Name the files that are read."""
    return Data(files=tuple(stories.paths(shared / "annotated", OWN_STORIES, "dev")))


def measure(encoder: Encoder, shared: Path, split: str = "dev") -> Figures:
    """Score our stories of a split: ``dev``, or ``test`` for a final report."""
    files = stories.paths(shared / "annotated", OWN_STORIES, split)
    marked = [one for path in files for one in stories.read_accounts(path) if one.has_all_mentions]
    read = [read_report(one.text, name=str(at)) for at, one in enumerate(marked)]
    kept = [(one, report) for one, report in zip(marked, read, strict=True) if isinstance(report, Report)]
    counts: Counter[str] = Counter(texts=len(kept))
    accounts = make_coder(encoder).pipe(report for _, report in kept)
    for (one, _), account in zip(kept, accounts, strict=True):
        count(read_wanted(one), Found(account, one.text), counts)
    return {f"{split} stories": figures_of(counts)}


def read_wanted(account: MarkedAccount) -> Wanted:
    """Sort the marks of an account."""
    targets: dict[str, list[Span]] = {}
    cues: dict[str, list[Span]] = {}
    contents: list[tuple[Span, str]] = []
    for mark in account.marks:
        if mark.name in ("en", "ev"):
            targets.setdefault(mark.attributes["x" if mark.name == "en" else "h"], []).append(mark.span)
        elif mark.name == "cue":
            cues.setdefault(mark.attributes["s"], []).append(mark.span)
        elif mark.name == "con":
            contents.append((mark.span, mark.attributes["s"]))
    labels = [mark for mark in account.marks if mark.name == "lab"]
    return Wanted(labels=labels, targets=targets, contents=contents, cues=cues)


class Found:
    """An account's labels, with all spans moved to the text as it came."""

    def __init__(self, account: Account, raw: str) -> None:
        original = settle(raw).original
        self.labels = [
            (label, (original(label.span[0]), original(label.span[1]))) for label in account.labels
        ]
        mentions = {one.id: [mention.span for mention in one.mentions] for one in account.entities}
        anchors = {one.id: [one.anchor] for one in account.events}
        self.targets = {
            key: [(original(start), original(end)) for start, end in spans]
            for key, spans in (mentions | anchors).items()
        }
        self.cues = {
            one.id: (original(one.cue.span[0]), original(one.cue.span[1])) for one in account.statements
        }


def count(wanted: Wanted, found: Found, counts: Counter[str]) -> None:
    """Count marks that are found, and what is right of them."""
    used: set[str] = set()
    for mark in wanted.labels:
        near = [(label, span) for label, span in found.labels if overlaps(span, mark.span)]
        used.update(label.id for label, _ in near)
        counts.update(marks=1, found=bool(near))
        if near:
            label, span = near[0]
            target = wanted.targets.get(mark.attributes["x"], [])
            counts.update(
                exact=span == mark.span,
                tone=label.tone == mark.attributes["tone"],
                voice=is_same_voice(label, mark, wanted, found),
                with_target=bool(target),
                target_told=bool(target) and label.target is not None,
                target=lies_on(found.targets.get(label.target or "", []), target),
            )
    counts.update(given=len(found.labels), matched=sum(label.id in used for label, _ in found.labels))


def overlaps(one: Span, other: Span) -> bool:
    """Say whether two spans share a character.

    >>> overlaps((0, 5), (4, 9)), overlaps((0, 5), (5, 9))
    (True, False)
    """
    return one[0] < other[1] and other[0] < one[1]


def lies_on(found: Sequence[Span], marked: Iterable[Span]) -> bool:
    """Say whether a mention or anchor of ours is one that is marked, give or take an article or a title."""
    return any(
        overlaps(one, other) and abs((one[1] - one[0]) - (other[1] - other[0])) < LONGER
        for other in marked
        for one in found
    )


def is_same_voice(label: Label, mark: Mark, wanted: Wanted, found: Found) -> bool:
    """Say whether a label is laid to whom the marks lay it."""
    around = [(end - start, key) for (start, end), key in wanted.contents if start <= mark.span[0] < end]
    if not around or label.voice is None:
        return not around and label.voice is None
    cue = found.cues[label.voice]
    return any(overlaps(cue, span) for span in wanted.cues.get(min(around)[1], []))


def figures_of(counts: Counter[str]) -> dict[str, float]:
    """Give precision and recall, and agreements of what is found."""
    precision = share(counts["matched"], counts["given"])
    recall = share(counts["found"], counts["marks"])
    found = counts["found"]
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / max(1e-9, precision + recall),
        "exact_f1": score(counts["exact"], counts["given"], counts["marks"])[2],
        "tone_right": share(counts["tone"], found),
        "voice_right": share(counts["voice"], found),
        "target_right_of_told": share(counts["target"], counts["target_told"]),
        "target_right_of_marked": share(counts["target"], counts["with_target"]),
        "labels": counts["given"],
        "marks": counts["marks"],
        "texts": counts["texts"],
    }


def main() -> None:
    """Measure and write."""
    parser = make_parser(__doc__)
    parser.add_argument("--test-stories", action="store_true", help="measure the test stories instead")
    options = read_options(parser)
    encoder = open_measured(options)
    if options.test_stories:
        data = Data(files=tuple(stories.paths(options.shared / "annotated", OWN_STORIES, "test")))
        publish(
            "labels-test-stories", options, data, encoder.weights_id, measure(encoder, options.shared, "test")
        )
    else:
        data, figures = find_data(options.shared), measure(encoder, options.shared)
        publish("labels", options, data, encoder.weights_id, figures)


if __name__ == "__main__":
    main()
